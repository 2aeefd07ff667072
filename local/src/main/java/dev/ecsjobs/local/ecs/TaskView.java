package dev.ecsjobs.local.ecs;

import dev.ecsjobs.local.ecs.Step.Status;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.function.Consumer;
import software.amazon.awssdk.services.ecs.model.Attribute;
import software.amazon.awssdk.services.ecs.model.Connectivity;
import software.amazon.awssdk.services.ecs.model.Container;
import software.amazon.awssdk.services.ecs.model.ContainerOverride;
import software.amazon.awssdk.services.ecs.model.HealthStatus;
import software.amazon.awssdk.services.ecs.model.Task;
import software.amazon.awssdk.services.ecs.model.TaskOverride;

/** A task as ECS shows it at one step of its life. */
final class TaskView {
  private static final int FARGATE_STORAGE = 20; // GiB, unless the definition says

  private final TaskLife life;
  private final Step step;
  private final Launch launch;

  private TaskView(TaskLife life, Step step) {
    this.life = life;
    this.step = step;
    this.launch = Launch.of(life.task().request(), life.task().definition());
  }

  static Task now(TaskLife life) {
    return at(life, life.steps().getLast());
  }

  /** As it was registered, whatever came of it since. */
  static Task atFirst(TaskLife life) {
    return at(life, life.steps().getFirst());
  }

  static Task at(TaskLife life, Step step) {
    return new TaskView(life, step).task();
  }

  private Task task() {
    var task = life.task();
    var network = new TaskNetwork(task);
    var builder =
        Task.builder()
            .taskArn(task.taskArn())
            .clusterArn(task.clusterArn())
            .taskDefinitionArn(task.definition().taskDefinitionArn())
            .attachments(network.attachments(step.lastStatus()))
            .attributes(architecture())
            .availabilityZone(network.availabilityZone())
            .connectivity(Connectivity.CONNECTED)
            .connectivityAt(life.createdAt())
            .containers(containers())
            .healthStatus(health())
            .overrides(overrides())
            .lastStatus(step.lastStatus().name())
            .desiredStatus(step.wantedStopped() ? "STOPPED" : "RUNNING")
            .version(step.version())
            .startedBy(task.request().startedBy())
            .group(
                Objects.requireNonNullElse(
                    task.request().group(), "family:" + task.definition().family()))
            .enableExecuteCommand(false);
    builder.cpu(Integer.toString(task.cpu().orElse(0)));
    builder.memory(Integer.toString(task.memory().orElse(0)));
    place(builder);
    stamp(builder);
    return builder.build();
  }

  private void stamp(Task.Builder task) {
    task.createdAt(life.createdAt());
    put(life.pullStartedAt(), task::pullStartedAt);
    put(life.pullStoppedAt(), task::pullStoppedAt);
    put(life.startedAt(), task::startedAt);
    life.ending()
        .filter(ending -> !ending.at().isAfter(step.at()))
        .ifPresent(
            ending -> {
              task.stoppingAt(ending.at());
              ending.code().ifPresent(task::stopCode);
              task.stoppedReason(ending.reason());
            });
    if (hasRun()) {
      put(life.executionStoppedAt(), task::executionStoppedAt);
    }
    if (step.lastStatus() == Status.STOPPED) {
      put(life.endedAt(), task::stoppedAt);
    }
  }

  private boolean hasRun() {
    return life.containers().stream()
        .anyMatch(container -> container.phase() instanceof Phase.Exited);
  }

  private void put(Optional<Instant> fact, Consumer<Instant> field) {
    fact.filter(at -> !at.isAfter(step.at())).ifPresent(field);
  }

  private void place(Task.Builder task) {
    launch.provider().ifPresent(task::capacityProviderName);
    task.launchType(launch.type());
    if (launch.onFargate()) {
      var storage = life.task().definition().ephemeralStorage();
      task.platformVersion("1.4.0")
          .ephemeralStorage(
              s -> s.sizeInGiB(storage == null ? FARGATE_STORAGE : storage.sizeInGiB()));
    }
  }

  private Attribute architecture() {
    var name = System.getProperty("os.arch");
    return Attribute.builder()
        .name("ecs.cpu-architecture")
        .value(name.equals("aarch64") ? "arm64" : "x86_64")
        .build();
  }

  private List<Container> containers() {
    var views = new ArrayList<Container>();
    for (var container : life.containers()) {
      var view = new ContainerView(life.task(), container, views.size() + 1, launch.type());
      views.add(view.at(step.at()));
    }
    return views;
  }

  /** The worst of the essential containers'; those without a check make it unknown. */
  private HealthStatus health() {
    var essential =
        life.containers().stream()
            .filter(ContainerLife::isEssential)
            .map(ContainerLife::health)
            .toList();
    return essential.contains(HealthStatus.UNHEALTHY)
        ? HealthStatus.UNHEALTHY
        : essential.contains(HealthStatus.UNKNOWN) ? HealthStatus.UNKNOWN : HealthStatus.HEALTHY;
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
}
