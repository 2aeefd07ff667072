package dev.ecsjobs.local.ecs;

import static java.util.stream.Collectors.toMap;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.function.Function;
import software.amazon.awssdk.services.ecs.model.ContainerDefinition;
import software.amazon.awssdk.services.ecs.model.LinuxParameters;
import software.amazon.awssdk.services.ecs.model.Volume;

/** What a container's definition is in the words of {@code docker create}. */
final class EngineArguments {
  private static final int UNITS_PER_CPU = 1024;
  private static final int LEAST_SHARES = 2;

  private final List<String> words = new ArrayList<>();
  private final Registration task;
  private final ContainerDefinition container;
  private final EngineNames names;

  private EngineArguments(Registration task, ContainerDefinition container, EngineNames names) {
    this.task = task;
    this.container = container;
    this.names = names;
  }

  /**
   * All of them.
   *
   * @param network where it is to be, see {@link EngineNetwork}
   */
  static List<String> of(
      Registration task,
      ContainerDefinition container,
      EngineNames names,
      EngineNetwork network,
      ContainerEngine engine) {
    var arguments = new EngineArguments(task, container, names);
    arguments.identity();
    arguments.limits(engine);
    arguments.program();
    arguments.words.addAll(network.options(container, names));
    arguments.linux(Objects.requireNonNullElse(container.linuxParameters(), NONE));
    arguments.mounts();
    arguments.command();
    return arguments.words;
  }

  private static final LinuxParameters NONE = LinuxParameters.builder().build();

  /** Under the labels that ECS's own agent gives. */
  private void identity() {
    option("--name", names.container(container.name()));
    option("--label", names.label());
    var definition = task.definition();
    label("task-arn", task.taskArn());
    label("container-name", container.name());
    label("cluster", task.clusterArn());
    label("task-definition-family", definition.family());
    label("task-definition-version", Objects.toString(definition.revision(), ""));
    container.dockerLabels().forEach((key, value) -> option("--label", key + "=" + value));
    option("--pull", "never"); // it was pulled before
    option("--log-driver", "json-file"); // whatever the engine's own: the wrapper reads it
    words.add("--no-healthcheck"); // ECS does not look at the image's
  }

  private void label(String name, String value) {
    option("--label", "com.amazonaws.ecs." + name + "=" + value);
  }

  /** Without more swap than memory: who takes too much is killed, as on Fargate. */
  private void limits(ContainerEngine engine) {
    task.memoryLimit(container)
        .ifPresent(
            mebibytes -> {
              option("--memory", mebibytes + "m");
              option("--memory-swap", mebibytes + "m");
            });
    option("--memory-reservation", mebibytes(container.memoryReservation()));
    task.cpu()
        .ifPresent(
            units -> {
              var cpus = Math.min((double) units / UNITS_PER_CPU, engine.cpus());
              option("--cpus", Double.toString(cpus));
            });
    if (container.cpu() != null && container.cpu() >= LEAST_SHARES) {
      option("--cpu-shares", container.cpu().toString());
    }
    container
        .ulimits()
        .forEach(
            limit ->
                option(
                    "--ulimit",
                    "%s=%d:%d"
                        .formatted(limit.nameAsString(), limit.softLimit(), limit.hardLimit())));
  }

  private void program() {
    container
        .environment()
        .forEach(
            pair ->
                option("--env", pair.name() + "=" + Objects.requireNonNullElse(pair.value(), "")));
    option("--user", container.user());
    option("--workdir", container.workingDirectory());
    flag("--read-only", container.readonlyRootFilesystem());
    flag("--privileged", container.privileged());
    flag("--interactive", container.interactive());
    flag("--tty", container.pseudoTerminal());
    container.dockerSecurityOptions().forEach(option -> option("--security-opt", option));
    container
        .systemControls()
        .forEach(control -> option("--sysctl", control.namespace() + "=" + control.value()));
  }

  private void linux(LinuxParameters parameters) {
    flag("--init", parameters.initProcessEnabled());
    option("--shm-size", mebibytes(parameters.sharedMemorySize()));
    if (parameters.capabilities() != null) {
      parameters.capabilities().add().forEach(name -> option("--cap-add", name));
      parameters.capabilities().drop().forEach(name -> option("--cap-drop", name));
    }
    parameters
        .tmpfs()
        .forEach(
            tmpfs -> {
              var options = new ArrayList<>(tmpfs.mountOptions());
              options.add("size=" + tmpfs.size() + "m");
              option("--tmpfs", tmpfs.containerPath() + ":" + String.join(",", options));
            });
  }

  /** A volume without a place on the host lives as long as the task. */
  private void mounts() {
    Map<String, Volume> volumes =
        task.definition().volumes().stream().collect(toMap(Volume::name, Function.identity()));
    for (var mount : container.mountPoints()) {
      var volume = volumes.get(mount.sourceVolume());
      var host = volume == null || volume.host() == null ? null : volume.host().sourcePath();
      option(
          "--volume",
          "%s:%s%s"
              .formatted(
                  host == null ? names.volume(mount.sourceVolume()) : host,
                  mount.containerPath(),
                  Boolean.TRUE.equals(mount.readOnly()) ? ":ro" : ""));
    }
  }

  /** Docker's command line takes one word for the entry point; the rest goes before the command. */
  private void command() {
    var entryPoint = container.entryPoint();
    entryPoint.stream().limit(1).forEach(word -> option("--entrypoint", word));
    words.add(container.image());
    entryPoint.stream().skip(1).forEach(words::add);
    words.addAll(container.command());
  }

  private static String mebibytes(Integer number) {
    return number == null ? null : number + "m";
  }

  private void flag(String name, Boolean wanted) {
    if (Boolean.TRUE.equals(wanted)) {
      words.add(name);
    }
  }

  private void option(String name, String value) {
    if (value != null) {
      words.add(name);
      words.add(value);
    }
  }
}
