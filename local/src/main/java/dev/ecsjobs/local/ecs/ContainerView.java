package dev.ecsjobs.local.ecs;

import dev.ecsjobs.local.ecs.Phase.Exited;
import dev.ecsjobs.local.ecs.Phase.Lost;
import dev.ecsjobs.local.ecs.Phase.NeverStarted;
import dev.ecsjobs.local.ecs.Phase.Running;
import dev.ecsjobs.local.ecs.Phase.Starting;
import dev.ecsjobs.local.ecs.Phase.Waiting;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import software.amazon.awssdk.services.ecs.model.Container;
import software.amazon.awssdk.services.ecs.model.LaunchType;

/**
 * One container of a task as ECS shows it at one moment of its life.
 *
 * @param number counted from 1, in the definition's order
 */
record ContainerView(Registration task, ContainerLife life, int number, LaunchType launchType) {

  Container at(Instant moment) {
    var definition = life.definition();
    var builder =
        Container.builder()
            .containerArn(arn())
            .taskArn(task.taskArn())
            .name(life.name())
            .image(definition.image())
            .lastStatus(lastStatus(moment))
            .networkInterfaces(List.of())
            .healthStatus(life.health())
            .cpu(definition.cpu() == null ? "0" : definition.cpu().toString())
            .memory(text(definition.memory()))
            .memoryReservation(text(definition.memoryReservation()));
    if (has(life.startedAt(), moment)) {
      builder.runtimeId(task.id() + "-" + number);
      var bindings = new HostBindings(task).of(life.name());
      if (!bindings.isEmpty()) {
        builder.networkBindings(bindings);
      }
    }
    if (has(life.endedAt(), moment)) {
      end(builder);
    }
    return builder.build();
  }

  private void end(Container.Builder container) {
    switch (life.phase()) {
      case Exited exited ->
          container.exitCode(exited.exitCode()).reason(exited.outOfMemory() ? outOfMemory() : null);
      case NeverStarted never when !never.reason().isEmpty() -> container.reason(never.reason());
      case NeverStarted _, Lost _, Waiting _, Starting _, Running _ -> {}
    }
  }

  /** Each launch type spells it in its own way. */
  private String outOfMemory() {
    return launchType == LaunchType.FARGATE
        ? "OutOfMemoryError: container killed due to memory usage"
        : "OutOfMemoryError: Container killed due to memory usage";
  }

  private String lastStatus(Instant moment) {
    var running = has(life.startedAt(), moment);
    // A host that died never reported its containers stopped.
    if (has(life.endedAt(), moment) && !(life.phase() instanceof Lost)) {
      return "STOPPED";
    }
    return running ? "RUNNING" : "PENDING";
  }

  private static boolean has(Optional<Instant> fact, Instant moment) {
    return fact.filter(at -> !at.isAfter(moment)).isPresent();
  }

  private String arn() {
    var uuid = UUID.nameUUIDFromBytes((task.id() + life.name()).getBytes(StandardCharsets.UTF_8));
    return task.taskArn().replaceFirst(":task/", ":container/") + "/" + uuid;
  }

  private static String text(Integer number) {
    return number == null ? null : number.toString();
  }
}
