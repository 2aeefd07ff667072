package dev.ecsjobs.local.ecs;

import dev.ecsjobs.local.ecs.Phase.Exited;
import dev.ecsjobs.local.ecs.Phase.Lost;
import dev.ecsjobs.local.ecs.Phase.NeverStarted;
import dev.ecsjobs.local.ecs.Phase.Running;
import dev.ecsjobs.local.ecs.Phase.Starting;
import dev.ecsjobs.local.ecs.Phase.Waiting;
import dev.ecsjobs.local.ecs.definition.Containers;
import java.time.Instant;
import java.util.Optional;
import software.amazon.awssdk.services.ecs.model.ContainerDefinition;
import software.amazon.awssdk.services.ecs.model.HealthStatus;

/**
 * Everything known about one container at one moment.
 *
 * @param definition with what the request overrides
 * @param health unknown without a health check, and until its first answer
 */
record ContainerLife(
    ContainerDefinition definition,
    Phase phase,
    Optional<Instant> pullStartedAt,
    Optional<Instant> pullStoppedAt,
    HealthStatus health) {

  static ContainerLife of(ContainerDefinition definition, Phase phase) {
    return new ContainerLife(
        definition, phase, Optional.empty(), Optional.empty(), HealthStatus.UNKNOWN);
  }

  String name() {
    return definition.name();
  }

  boolean isEssential() {
    return Containers.isEssential(definition);
  }

  Optional<Instant> startedAt() {
    return switch (phase) {
      case Waiting _, Starting _, NeverStarted _ -> Optional.empty();
      case Running running -> Optional.of(running.startedAt());
      case Exited exited -> Optional.of(exited.startedAt());
      case Lost lost -> lost.startedAt();
    };
  }

  /** When it ended, or when it was clear that it would never begin. */
  Optional<Instant> endedAt() {
    return switch (phase) {
      case Waiting _, Starting _, Running _ -> Optional.empty();
      case Exited exited -> Optional.of(exited.at());
      case Lost lost -> Optional.of(lost.at());
      case NeverStarted never -> Optional.of(never.at());
    };
  }

  boolean hasEnded() {
    return endedAt().isPresent();
  }

  /** Whether its end is news: what never began, since its task ends anyway, is none. */
  boolean hasEndedByItself() {
    return switch (phase) {
      case Exited _, Lost _ -> true;
      case NeverStarted never -> !never.reason().isEmpty();
      case Waiting _, Starting _, Running _ -> false;
    };
  }
}
