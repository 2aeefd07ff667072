package dev.ecsjobs.local.ecs;

import dev.ecsjobs.local.ecs.Phase.Exited;
import dev.ecsjobs.local.ecs.Phase.Lost;
import dev.ecsjobs.local.ecs.Phase.NeverStarted;
import dev.ecsjobs.local.ecs.Phase.Running;
import dev.ecsjobs.local.ecs.Phase.Starting;
import dev.ecsjobs.local.ecs.Phase.Waiting;
import java.time.Instant;

/** What is due with one container of a task. */
sealed interface Turn {
  /** To leave it as it is. */
  record Nothing() implements Turn {}

  /** To start it. */
  record Start() implements Turn {}

  /** Not to start it, ever; the reason is empty if that is only since its task ends. */
  record GiveUp(String reason) implements Turn {}

  /** To tell it to end, and to end it if it does not. */
  record End() implements Turn {}

  static Turn of(ContainerLife container, TaskLife life, Instant now) {
    var ending = life.ending().isPresent();
    return switch (container.phase()) {
      case Waiting _ -> ending ? new GiveUp("") : Dependencies.of(container, life).turn(now);
      case Starting _, Running _ -> ending && isLast(container, life) ? new End() : new Nothing();
      case Exited _, Lost _, NeverStarted _ -> new Nothing();
    };
  }

  /** Containers end in the reverse of the order in which they began. */
  private static boolean isLast(ContainerLife container, TaskLife life) {
    return life.containers().stream()
        .filter(other -> dependsOn(other, container))
        .allMatch(ContainerLife::hasEnded);
  }

  private static boolean dependsOn(ContainerLife other, ContainerLife container) {
    return other.definition().dependsOn().stream()
        .anyMatch(dependency -> container.name().equals(dependency.containerName()));
  }
}
