package dev.ecsjobs.engine;

import dev.ecsjobs.run.Refusals;
import dev.ecsjobs.run.Run;
import dev.ecsjobs.run.RunId;
import java.time.Instant;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;

/** An ECS that launches as fast as an account's quotas allow; its tasks run for hours. */
final class HerdEcs implements TaskLauncher {
  private static final LaunchAnswer THROTTLED =
      LaunchAnswer.of(Refusals.of("ThrottlingException", "Rate exceeded"));

  private final HerdWire wire;
  private final HerdQuota quota = new HerdQuota();
  private final Map<RunId, Instant> launched = new LinkedHashMap<>();
  private long throttled;
  private long repeated;

  HerdEcs(HerdWire wire) {
    this.wire = wire;
  }

  @Override
  public LaunchAnswer launch(Run run, int attempt) {
    wire.arrives("RunTask");
    var answer = runTask(run);
    wire.answers(answer == THROTTLED ? 10 : 120);
    return answer;
  }

  private LaunchAnswer runTask(Run run) {
    var accepted = new LaunchAnswer.Accepted("task/" + run.id());
    if (launched.containsKey(run.id())) {
      repeated++; // the client token gives the same task
      return accepted;
    }
    if (!quota.admits(wire.now())) {
      throttled++;
      return THROTTLED;
    }
    launched.put(run.id(), wire.now());
    return accepted;
  }

  @Override
  public void stop(String task, String reason) {
    throw new AssertionError("nothing is to be stopped: " + task);
  }

  @Override
  public Map<String, TaskStatus> look(Collection<String> tasks) {
    wire.arrives("DescribeTasks");
    wire.answers(60);
    var statuses = new LinkedHashMap<String, TaskStatus>();
    tasks.forEach(task -> statuses.put(task, new TaskStatus.Alive(Optional.empty())));
    return statuses;
  }

  /** When each was launched, in that order. */
  Map<RunId, Instant> launched() {
    return launched;
  }

  long throttled() {
    return throttled;
  }

  /** Calls that met the task they had started before. */
  long repeated() {
    return repeated;
  }
}
