package dev.ecsjobs.engine;

import dev.ecsjobs.job.Admission;
import dev.ecsjobs.job.Array;
import dev.ecsjobs.job.Concurrency;
import dev.ecsjobs.job.Job;
import dev.ecsjobs.job.JobName;
import dev.ecsjobs.job.Limits;
import dev.ecsjobs.job.Notify;
import dev.ecsjobs.job.TaskTemplate;
import dev.ecsjobs.retry.ExitCodes;
import dev.ecsjobs.retry.FailureKind;
import dev.ecsjobs.retry.RetryPolicy;
import dev.ecsjobs.retry.RetryRule;
import dev.ecsjobs.retry.RetryRule.Then;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;

/** Draws jobs: every field of the job document, in many combinations. */
final class SimulatedJobs {
  private static final String GROUP = "db-for-";

  private final SimulatedChance chance;
  private final Admission.Group group;

  SimulatedJobs(SimulatedChance chance) {
    this.chance = chance;
    int seats = chance.between(1, 2);
    this.group = new Admission.Group(new JobName(GROUP + seats), seats);
  }

  /** The group's limit as it was drawn, whatever is recorded of it. */
  static int seats(Admission.Group group) {
    return Integer.parseInt(group.name().value().substring(GROUP.length()));
  }

  /**
   * @param follows the job whose success it may wait for, if any
   */
  Job draw(int number, Optional<JobName> follows) {
    return new Job(
        new JobName("job-" + number),
        task(),
        retry(),
        limits(),
        admission(follows),
        Notify.DEFAULT,
        chance.percent(15) ? Optional.of(array()) : Optional.empty());
  }

  private Array array() {
    int size = chance.between(2, 6);
    return new Array(
        size, Math.min(size, chance.between(1, 4)), chance.oneOf(List.of(1.0, 0.6, 0.3)));
  }

  private Admission admission(Optional<JobName> follows) {
    return new Admission(
        chance.percent(40) ? Concurrency.FORBID : chance.oneOf(List.of(Concurrency.values())),
        chance.between(1, 3),
        chance.percent(40) ? Optional.of(group) : Optional.empty(),
        follows.stream().toList(),
        chance.percent(10) ? OptionalInt.of(chance.between(1, 2)) : OptionalInt.empty());
  }

  private TaskTemplate task() {
    boolean sized = chance.percent(50);
    return new TaskTemplate(
        "report:3",
        chance.percent(80) ? Optional.of("main") : Optional.empty(),
        List.of(),
        Map.of(),
        sized ? OptionalInt.of(256) : OptionalInt.empty(),
        sized ? OptionalInt.of(512) : OptionalInt.empty(),
        chance.percent(50) ? Optional.of("FARGATE_SPOT") : Optional.empty(),
        Optional.empty());
  }

  private RetryPolicy retry() {
    var delay = chance.oneOf(List.of(Duration.ZERO, Duration.ofSeconds(20), Duration.ofMinutes(2)));
    return new RetryPolicy(
        chance.between(1, 4),
        chance.between(1, 5),
        delay,
        chance.between(1, 2),
        delay.multipliedBy(4),
        rules(),
        chance.percent(30) ? OptionalInt.of(4096) : OptionalInt.empty());
  }

  private List<RetryRule> rules() {
    var rules = new ArrayList<RetryRule>();
    if (chance.percent(20)) {
      rules.add(RetryRule.of(List.of(), Optional.of(FailureKind.INTERRUPTED), Then.IGNORE));
    }
    if (chance.percent(20)) {
      rules.add(RetryRule.of(List.of(), Optional.of(FailureKind.TIMED_OUT), Then.RETRY));
    }
    if (chance.percent(20)) {
      rules.add(RetryRule.of(List.of(4), Optional.empty(), Then.FAIL));
    }
    if (chance.percent(20)) {
      rules.add(
          new RetryRule(
              List.of(new ExitCodes(2, 3)),
              Optional.empty(),
              Optional.empty(),
              Then.RETRY,
              Optional.of(Duration.ofSeconds(chance.between(0, 90)))));
    }
    if (chance.percent(10)) {
      rules.add(
          new RetryRule(
              List.of(),
              Optional.empty(),
              Optional.of("*capacity*"),
              Then.IGNORE,
              Optional.of(Duration.ofSeconds(30))));
    }
    return rules;
  }

  private Limits limits() {
    return new Limits(
        minutes(50, 1, 30), minutes(30, 5, 120), minutes(50, 1, 10), minutes(20, 1, 60));
  }

  private Optional<Duration> minutes(int percent, int first, int last) {
    return chance.percent(percent)
        ? Optional.of(Duration.ofMinutes(chance.between(first, last)))
        : Optional.empty();
  }
}
