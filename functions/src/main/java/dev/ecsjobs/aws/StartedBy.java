package dev.ecsjobs.aws;

import dev.ecsjobs.job.JobName;
import dev.ecsjobs.run.RunId;
import java.util.Optional;

/**
 * The text by which a task names its attempt: {@code stack/job/run key/attempt}.
 *
 * <p>It comes back in every event and in DescribeTasks, so no event needs a look-up, and the rule's
 * prefix on the stack keeps foreign tasks away. ECS allows 128 of {@code A-Za-z0-9/_-}: with a
 * stack name of at most 40 the longest is 40 + 1 + 64 + 1 + 16 + 1 + 3.
 */
record StartedBy(String stack, RunId run, int attempt) {
  static final int LONGEST_STACK_NAME = 40;

  @Override
  public String toString() {
    return stack + "/" + run + "/" + attempt;
  }

  /** Empty for a task that no runner started. */
  static Optional<StartedBy> parse(String text) {
    String[] parts = text.split("/", -1);
    if (parts.length != 4 || !parts[3].matches("[1-9]\\d{0,2}")) {
      return Optional.empty();
    }
    return JobName.parse(parts[1])
        .flatMap(job -> RunId.parse(job + "/" + parts[2]))
        .map(run -> new StartedBy(parts[0], run, Integer.parseInt(parts[3])));
  }
}
