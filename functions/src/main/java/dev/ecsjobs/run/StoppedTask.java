package dev.ecsjobs.run;

import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.stream.Stream;

/**
 * What ECS says of a stopped task, in its own words.
 *
 * @param task the task's ARN
 * @param container the name of the deciding container; absent if ECS lists none
 * @param exitCode the deciding container's; absent when it never ran or was lost, and absent is not
 *     0
 * @param containerReason why the container ended: out of memory and pull errors stand here
 * @param stopCode such as {@code EssentialContainerExited}, which tells nothing about success
 * @param startedAt when the task was RUNNING; absent when it never was
 * @param stoppedAt when the container ended ({@code executionStoppedAt}), or else the task
 */
public record StoppedTask(
    String task,
    Optional<String> container,
    OptionalInt exitCode,
    Optional<String> containerReason,
    Optional<String> stopCode,
    Optional<String> stoppedReason,
    Optional<Instant> startedAt,
    Optional<Instant> stoppedAt,
    Placement placement,
    TaskFacts facts) {

  /** A task of which nobody says what it was made of. */
  public StoppedTask(
      String task,
      Optional<String> container,
      OptionalInt exitCode,
      Optional<String> containerReason,
      Optional<String> stopCode,
      Optional<String> stoppedReason,
      Optional<Instant> startedAt,
      Optional<Instant> stoppedAt,
      Placement placement) {
    this(
        task,
        container,
        exitCode,
        containerReason,
        stopCode,
        stoppedReason,
        startedAt,
        stoppedAt,
        placement,
        TaskFacts.UNKNOWN);
  }

  /** A task of which nobody says where it was. */
  public StoppedTask(
      String task,
      Optional<String> container,
      OptionalInt exitCode,
      Optional<String> containerReason,
      Optional<String> stopCode,
      Optional<String> stoppedReason,
      Optional<Instant> startedAt,
      Optional<Instant> stoppedAt) {
    this(
        task,
        container,
        exitCode,
        containerReason,
        stopCode,
        stoppedReason,
        startedAt,
        stoppedAt,
        Placement.UNKNOWN);
  }

  /** What ECS said, for rules to match. */
  List<String> words() {
    return Stream.of(stoppedReason, containerReason).flatMap(Optional::stream).toList();
  }
}
