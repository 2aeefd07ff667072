package dev.ecsjobs.run;

import java.time.Instant;
import java.util.Optional;
import java.util.OptionalInt;

/**
 * What the price of a task depends on beside its size, in ECS's own words, as far as ECS says it.
 *
 * @param pullStartedAt when the download of its images began, which is when Fargate begins to count
 * @param pullStoppedAt when they were there
 * @param stoppedAt when the task was STOPPED: up to half a minute after its container ended
 * @param capacity the capacity provider, or else the launch type
 * @param architecture such as {@code arm64}
 * @param storage GiB of ephemeral storage
 */
public record TaskFacts(
    Optional<Instant> pullStartedAt,
    Optional<Instant> pullStoppedAt,
    Optional<Instant> stoppedAt,
    Optional<String> capacity,
    Optional<String> architecture,
    OptionalInt storage) {
  public static final TaskFacts UNKNOWN =
      new TaskFacts(
          Optional.empty(),
          Optional.empty(),
          Optional.empty(),
          Optional.empty(),
          Optional.empty(),
          OptionalInt.empty());
}
