package dev.ecsjobs.local.ecs;

import dev.ecsjobs.local.ecs.Phase.Exited;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import software.amazon.awssdk.services.ecs.model.ContainerDependency;
import software.amazon.awssdk.services.ecs.model.HealthStatus;

/**
 * What a container waits for before it starts.
 *
 * <p>What can never come true is given up at once; what takes longer than the awaited container's
 * {@code startTimeout}, then. Without one ECS waits for hours, and this for ever.
 */
record Dependencies(ContainerLife container, List<Dependency> all) {
  /** How ECS begins to say that a container's dependencies kept it from starting. */
  static final String UNMET = "CannotStartContainerError: dependency graph: ";

  /** One container to wait for, and for what. */
  record Dependency(ContainerLife awaited, ContainerDependency wanted) {

    boolean isMet() {
      return switch (wanted.condition()) {
        case START -> awaited.startedAt().isPresent();
        case COMPLETE -> awaited.phase() instanceof Exited;
        case SUCCESS -> hasSucceeded();
        case HEALTHY -> awaited.health() == HealthStatus.HEALTHY && !awaited.hasEnded();
        case UNKNOWN_TO_SDK_VERSION -> false;
      };
    }

    private boolean hasSucceeded() {
      return awaited.phase() instanceof Exited exited && exited.exitCode() == 0;
    }

    boolean isHopeless() {
      return awaited.hasEnded() && !isMet();
    }

    /** Whoever waits for a mere start waits for no program's doing. */
    boolean hasTimedOut(Instant now) {
      var timeout = awaited.definition().startTimeout();
      return timeout != null
          && !isMet()
          && awaited
              .startedAt()
              .filter(start -> now.isAfter(start.plus(Duration.ofSeconds(timeout))))
              .isPresent();
    }
  }

  static Dependencies of(ContainerLife container, TaskLife life) {
    return new Dependencies(
        container,
        container.definition().dependsOn().stream()
            .flatMap(
                wanted ->
                    life.containers().stream()
                        .filter(other -> other.name().equals(wanted.containerName()))
                        .map(awaited -> new Dependency(awaited, wanted)))
            .toList());
  }

  Turn turn(Instant now) {
    var problem = all.stream().flatMap(dependency -> problem(dependency, now).stream()).findFirst();
    if (problem.isPresent()) {
      return new Turn.GiveUp(UNMET + problem.get());
    }
    return all.stream().allMatch(Dependency::isMet) ? new Turn.Start() : new Turn.Nothing();
  }

  private Optional<String> problem(Dependency dependency, Instant now) {
    var which =
        "container ordering dependency [%s] for target [%s]"
            .formatted(dependency.awaited().name(), container.name());
    if (dependency.isHopeless()) {
      return Optional.of(
          dependency.awaited().startedAt().isPresent()
              ? "failed to resolve " + which + " as dependency did not exit successfully."
              : "failed to resolve " + which + " because dependency will never start");
    }
    return dependency.hasTimedOut(now) ? Optional.of(which + " has timed out.") : Optional.empty();
  }
}
