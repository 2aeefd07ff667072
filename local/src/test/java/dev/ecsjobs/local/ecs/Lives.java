package dev.ecsjobs.local.ecs;

import dev.ecsjobs.local.ecs.TaskLife.Clearance;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import software.amazon.awssdk.services.ecs.model.ContainerCondition;
import software.amazon.awssdk.services.ecs.model.ContainerDefinition;
import software.amazon.awssdk.services.ecs.model.NetworkMode;
import software.amazon.awssdk.services.ecs.model.RunTaskRequest;
import software.amazon.awssdk.services.ecs.model.TaskDefinition;

/** Lives of tasks whose facts a test makes up; its time is counted in seconds. */
final class Lives {
  static final Instant CREATED = Instant.parse("2026-03-01T02:00:00Z");

  private Lives() {}

  static Instant at(int second) {
    return CREATED.plusSeconds(second);
  }

  static ContainerLife essential(String name, Phase phase) {
    return container(name, true, phase);
  }

  static ContainerLife sidecar(String name, Phase phase) {
    return container(name, false, phase);
  }

  private static ContainerLife container(String name, boolean essential, Phase phase) {
    var definition = ContainerDefinition.builder().name(name).essential(essential).build();
    return ContainerLife.of(definition, phase);
  }

  static ContainerLife waitingFor(
      ContainerLife container, String awaited, ContainerCondition condition) {
    var definition =
        container.definition().toBuilder().dependsOn(Bench.after(awaited, condition)).build();
    return ContainerLife.of(definition, container.phase());
  }

  static Phase running(int second) {
    return new Phase.Running(1, at(second));
  }

  static Phase exited(int startedAt, int exitCode, int second) {
    return new Phase.Exited(at(startedAt), exitCode, false, at(second));
  }

  static Phase neverStarted(String reason, int second) {
    return new Phase.NeverStarted(reason, at(second));
  }

  static TaskLife bridged(ContainerLife... containers) {
    return life(NetworkMode.BRIDGE, containers);
  }

  static TaskLife withInterface(ContainerLife... containers) {
    return life(NetworkMode.AWSVPC, containers);
  }

  private static TaskLife life(NetworkMode mode, ContainerLife... containers) {
    var definition =
        TaskDefinition.builder()
            .family("report")
            .networkMode(mode)
            .containerDefinitions(
                List.of(containers).stream().map(ContainerLife::definition).toList())
            .build();
    var task =
        Registration.of("token", Bench.CLUSTER, definition, RunTaskRequest.builder().build());
    return new TaskLife(task, CREATED, List.of(containers), Optional.empty(), Clearance.NONE);
  }

  static TaskLife stoppedByUser(TaskLife life, int second) {
    var stop = new TaskLife.Stop("enough", at(second));
    return new TaskLife(
        life.task(), life.createdAt(), life.containers(), Optional.of(stop), life.clearance());
  }

  static TaskLife cleared(TaskLife life, Optional<Instant> doneAt) {
    return new TaskLife(
        life.task(),
        life.createdAt(),
        life.containers(),
        life.asked(),
        new Clearance(true, doneAt));
  }
}
