package dev.ecsjobs.local.ecs;

import dev.ecsjobs.local.ecs.Phase.Exited;
import dev.ecsjobs.local.ecs.Phase.Lost;
import dev.ecsjobs.local.ecs.Phase.NeverStarted;
import dev.ecsjobs.local.ecs.definition.Containers;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.UUID;
import software.amazon.awssdk.services.ecs.model.Container;
import software.amazon.awssdk.services.ecs.model.ContainerDefinition;
import software.amazon.awssdk.services.ecs.model.ContainerOverride;
import software.amazon.awssdk.services.ecs.model.LaunchType;
import software.amazon.awssdk.services.ecs.model.Task;
import software.amazon.awssdk.services.ecs.model.TaskOverride;

/** A task as ECS shows it at one step of its life. */
final class TaskView {
  private static final String OUT_OF_MEMORY =
      "OutOfMemoryError: container killed due to memory usage";

  private final TaskLife life;
  private final Step step;

  private TaskView(TaskLife life, Step step) {
    this.life = life;
    this.step = step;
  }

  static Task now(TaskLife life) {
    return at(life, life.steps().getLast());
  }

  static Task at(TaskLife life, Step step) {
    return new TaskView(life, step).task();
  }

  private Task task() {
    var task = life.task();
    var network = new TaskNetwork(task);
    var wantedStopped = life.stop().isPresent() || step.isAtLeast(Step.STOPPING);
    var builder =
        Task.builder()
            .taskArn(task.taskArn())
            .clusterArn(task.clusterArn())
            .taskDefinitionArn(task.definition().taskDefinitionArn())
            .attachments(network.attachments(step))
            .availabilityZone(network.availabilityZone())
            .containers(
                task.definition().containerDefinitions().stream().map(this::container).toList())
            .overrides(overrides())
            .lastStatus(step.lastStatus())
            .desiredStatus(wantedStopped ? "STOPPED" : "RUNNING")
            .version(step.version())
            .startedBy(task.request().startedBy())
            .group(
                Objects.requireNonNullElse(
                    task.request().group(), "family:" + task.definition().family()))
            .enableExecuteCommand(false);
    builder.cpu(Integer.toString(task.cpu().orElse(0)));
    builder.memory(Integer.toString(task.memory().orElse(0)));
    place(builder, Launch.of(task.request(), task.definition()));
    stamp(builder);
    return builder.build();
  }

  private void stamp(Task.Builder task) {
    task.createdAt(life.createdAt());
    if (step.isAtLeast(Step.RUNNING)) {
      life.startedAt().ifPresent(task::startedAt);
    }
    if (step.isAtLeast(Step.STOPPING)) {
      task.stoppingAt(life.stop().map(TaskLife.Stop::at).or(life::endedAt).orElse(null));
      life.stopWords()
          .ifPresent(
              words -> {
                words.code().ifPresent(task::stopCode);
                task.stoppedReason(words.reason());
              });
    }
    if (step.isAtLeast(Step.DEPROVISIONING) && life.phase() instanceof Exited exited) {
      task.executionStoppedAt(exited.at());
    }
    if (step == Step.STOPPED) {
      life.endedAt().ifPresent(task::stoppedAt);
    }
  }

  private static void place(Task.Builder task, Launch launch) {
    launch.provider().ifPresent(task::capacityProviderName);
    task.launchType(launch.type());
    if (launch.type() == LaunchType.FARGATE) {
      task.platformVersion("1.4.0");
    }
  }

  /** The request's own, with every container named at least. */
  private TaskOverride overrides() {
    var task = life.task();
    var containers =
        task.definition().containerDefinitions().stream()
            .map(
                container ->
                    task.override(container)
                        .orElseGet(
                            () -> ContainerOverride.builder().name(container.name()).build()))
            .toList();
    var given =
        Objects.requireNonNullElse(task.request().overrides(), TaskOverride.builder().build());
    return given.toBuilder().containerOverrides(containers).build();
  }

  private Container container(ContainerDefinition container) {
    var task = life.task();
    var uuid =
        UUID.nameUUIDFromBytes((task.id() + container.name()).getBytes(StandardCharsets.UTF_8));
    var builder =
        Container.builder()
            .containerArn(task.taskArn().replaceFirst(":task/", ":container/") + "/" + uuid)
            .taskArn(task.taskArn())
            .name(container.name())
            .image(container.image())
            .networkInterfaces(List.of())
            .cpu(Objects.requireNonNullElse(container.cpu(), 0).toString());
    Optional.ofNullable(container.memoryReservation())
        .ifPresent(reserved -> builder.memoryReservation(reserved.toString()));
    task.memory(container).ifPresent(memory -> builder.memory(Integer.toString(memory)));
    if (!Containers.main(task.definition()).equals(Optional.of(container))) {
      return builder
          .lastStatus(step.isAtLeast(Step.DEPROVISIONING) ? "STOPPED" : "PENDING")
          .reason("Not started: this machine runs one container of a task, as a process.")
          .build();
    }
    if (step.isAtLeast(Step.RUNNING) && life.startedAt().isPresent()) {
      builder.runtimeId(task.id() + "-1");
    }
    builder.lastStatus(containerStatus());
    if (step.isAtLeast(Step.DEPROVISIONING)) {
      switch (life.phase()) {
        case Exited exited ->
            builder.exitCode(exited.exitCode()).reason(exited.outOfMemory() ? OUT_OF_MEMORY : null);
        case NeverStarted never when !never.reason().isEmpty() -> builder.reason(never.reason());
        case NeverStarted _, Lost _, Phase.Waiting _, Phase.Running _ -> {}
      }
    }
    return builder.build();
  }

  private String containerStatus() {
    return switch (step) {
      case PROVISIONING, PENDING -> "PENDING";
      case RUNNING, STOPPING -> "RUNNING";
      // A host that died never reported its containers stopped.
      case DEPROVISIONING, STOPPED -> life.phase() instanceof Lost ? "RUNNING" : "STOPPED";
    };
  }
}
