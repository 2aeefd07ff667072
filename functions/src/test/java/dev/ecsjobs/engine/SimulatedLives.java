package dev.ecsjobs.engine;

import dev.ecsjobs.engine.SimulatedTask.End;
import java.time.Duration;
import java.util.Optional;
import software.amazon.awssdk.services.ecs.model.RunTaskRequest;

/** Draws how tasks go: most end by themselves, some hang until they are stopped. */
final class SimulatedLives {
  /** For a job that has no limit, a task that hangs is one that takes very long. */
  private static final long VERY_LONG = Duration.ofHours(9).toMillis();

  private final SimulatedTime time;
  private final SimulatedChance chance;

  SimulatedLives(SimulatedTime time, SimulatedChance chance) {
    this.time = time;
    this.chance = chance;
  }

  SimulatedTask draw(String arn, RunTaskRequest request) {
    long now = time.millis();
    long starts = now + chance.between(1_000, 60_000);
    boolean isLong = chance.percent(15);
    long stops = starts + (isLong ? minutes(10, 90) : chance.between(500, 400_000));
    return switch (chance.between(1, 20)) {
      case 1, 2, 3, 4, 5, 6, 7, 8 -> exits(arn, request, starts, stops, 0);
      case 9, 10, 11, 12 -> exits(arn, request, starts, stops, chance.between(1, 4));
      case 13, 14 ->
          ends(
              arn,
              request,
              starts,
              stops,
              null,
              "SpotInterruption",
              "Your Spot Task was interrupted.");
      case 15 ->
          ends(
              arn,
              request,
              null,
              starts,
              null,
              "TaskFailedToStart",
              "Timeout waiting for network interface provisioning to complete.");
      case 16 -> outOfMemory(arn, request, starts, stops);
      case 17 -> ends(arn, request, starts, stops, null, "", "Host EC2 (instance i-1) terminated.");
      case 18 -> exits(arn, request, starts, now + VERY_LONG, 0);
      case 19 -> exits(arn, request, starts, starts + chance.between(1, 50), chance.between(0, 1));
      default ->
          ends(
              arn,
              request,
              null,
              now + VERY_LONG,
              null,
              "TaskFailedToStart",
              "CannotPullContainerError: context deadline exceeded");
    };
  }

  private long minutes(int first, int last) {
    return Duration.ofMinutes(chance.between(first, last)).toMillis();
  }

  private SimulatedTask exits(
      String arn, RunTaskRequest request, long starts, long stops, int exitCode) {
    return ends(
        arn,
        request,
        starts,
        stops,
        exitCode,
        "EssentialContainerExited",
        "Essential container in task exited");
  }

  private SimulatedTask outOfMemory(String arn, RunTaskRequest request, long starts, long stops) {
    var end =
        new End(
            stops,
            Optional.of(137),
            "EssentialContainerExited",
            "Essential container in task exited",
            Optional.of("OutOfMemoryError: container killed due to memory usage"));
    return new SimulatedTask(arn, request, time.millis(), Optional.of(starts), end);
  }

  private SimulatedTask ends(
      String arn,
      RunTaskRequest request,
      Long startsOrNull,
      long stops,
      Integer exitCodeOrNull,
      String stopCode,
      String reason) {
    return new SimulatedTask(
        arn,
        request,
        time.millis(),
        Optional.ofNullable(startsOrNull),
        new End(stops, Optional.ofNullable(exitCodeOrNull), stopCode, reason, Optional.empty()));
  }
}
