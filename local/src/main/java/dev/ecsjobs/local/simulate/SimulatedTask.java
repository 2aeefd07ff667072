package dev.ecsjobs.local.simulate;

import dev.ecsjobs.run.Placement;
import dev.ecsjobs.run.RunId;
import dev.ecsjobs.run.StoppedTask;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;

/** One task on the simulated ECS, or one deployment of a service. Times are in milliseconds. */
final class SimulatedTask {
  static final long NEVER = Long.MAX_VALUE;

  /** First there is the network interface. */
  private static final long UNTIL_DOWNLOAD = 10_000;

  /** SIGTERM is obeyed, and the task cleaned up. */
  private static final long STOPPING = 5_000;

  private final RunId run;
  private final int attempt;
  private final String arn;
  private final Optional<String> container;
  private final Optional<Paid> paid;
  private final long launchedAt;
  private final Placement placement;
  private final long startsAt;
  private long endsAt;
  private long stopsAt;
  private TaskEnd end;
  private String why = "";
  private Told told = Told.IN_TIME;

  /**
   * @param startsAt when it is RUNNING; {@link #NEVER} if it never is
   * @param endsAt when its container ends; {@link #NEVER} if it hangs
   * @param stopsAt when it is STOPPED, some seconds later
   */
  SimulatedTask(Of of, Placement placement, long startsAt, long endsAt, long stopsAt, TaskEnd end) {
    this.run = of.run();
    this.attempt = of.attempt();
    this.arn = of.arn();
    this.container = of.container();
    this.paid = of.paid();
    this.launchedAt = of.launchedAt();
    this.placement = placement;
    this.startsAt = startsAt;
    this.endsAt = endsAt;
    this.stopsAt = stopsAt;
    this.end = end;
  }

  /** Whose it is. */
  record Of(
      RunId run,
      int attempt,
      String arn,
      Optional<String> container,
      Optional<Paid> paid,
      long launchedAt) {}

  /** StopTask is called; false if it is stopping already, or has stopped. */
  boolean stop(long now, String reason) {
    if (endsAt <= now || end == TaskEnd.STOPPED) {
      return false;
    }
    why = reason;
    end = TaskEnd.STOPPED;
    endsAt = now + STOPPING;
    stopsAt = now + STOPPING;
    return true;
  }

  RunId run() {
    return run;
  }

  int attempt() {
    return attempt;
  }

  String arn() {
    return arn;
  }

  long startsAt() {
    return startsAt;
  }

  long stopsAt() {
    return stopsAt;
  }

  TaskEnd end() {
    return end;
  }

  /** What it costs, if anybody knows. */
  Optional<Paid> paid() {
    return paid;
  }

  /** From its image's download until it is STOPPED. */
  Duration paidTime() {
    return Duration.ofMillis(Math.max(0, stopsAt - launchedAt - UNTIL_DOWNLOAD));
  }

  /** When it became RUNNING; empty if it had not by then. */
  Optional<Instant> startedBy(long now) {
    return startsAt <= now && startsAt < endsAt
        ? Optional.of(Instant.ofEpochMilli(startsAt))
        : Optional.empty();
  }

  /** As ECS tells it. */
  StoppedTask stopped() {
    return end.told(
        arn, container, startedBy(endsAt), Instant.ofEpochMilli(endsAt), why, placement);
  }

  void isTold(Told how) {
    told = how;
  }

  Told told() {
    return told;
  }
}
