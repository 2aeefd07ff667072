package dev.ecsjobs.local.ecs;

import static org.junit.jupiter.api.Assertions.fail;

import dev.ecsjobs.local.ecs.Phase.Starting;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.Callable;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.stream.Stream;
import software.amazon.awssdk.services.ecs.model.ContainerCondition;
import software.amazon.awssdk.services.ecs.model.ContainerDefinition;
import software.amazon.awssdk.services.ecs.model.ContainerDependency;
import software.amazon.awssdk.services.ecs.model.ContainerOverride;
import software.amazon.awssdk.services.ecs.model.KeyValuePair;
import software.amazon.awssdk.services.ecs.model.NetworkMode;
import software.amazon.awssdk.services.ecs.model.RegisterTaskDefinitionRequest;
import software.amazon.awssdk.services.ecs.model.RunTaskRequest;
import software.amazon.awssdk.services.ecs.model.Task;
import software.amazon.awssdk.services.ecs.model.Volume;

/** A cluster to try things on: opens engines on one folder, keeps their events, leaves nothing. */
final class Bench implements AutoCloseable {
  static final String CLUSTER = "arn:aws:ecs:us-east-1:000000000000:cluster/local";
  static final String DEFINITION = "arn:aws:ecs:us-east-1:000000000000:task-definition/report:1";
  private static final Duration LIMIT = Duration.ofSeconds(30);

  final Path tasks;
  final List<Map<String, Object>> events = new CopyOnWriteArrayList<>();
  final List<String> diagnostics = new CopyOnWriteArrayList<>();
  Duration clockAhead = Duration.ZERO;
  Duration stopTimeout = Duration.ofSeconds(30);
  List<Revision> definitions = List.of();
  Optional<ContainerEngine> engine = Optional.empty();

  /**
   * @param folder where the tasks are, and beside them what else the cluster keeps
   */
  Bench(Path folder) {
    this.tasks = folder.resolve("tasks");
  }

  static ContainerDefinition container(String name, String... command) {
    return ContainerDefinition.builder()
        .name(name)
        .image("busybox")
        .command(command)
        .memoryReservation(32)
        .environment(KeyValuePair.builder().name("FROM").value("task").build())
        .build();
  }

  /** What a container's {@code dependsOn} may say. */
  static ContainerDependency after(String container, ContainerCondition condition) {
    return ContainerDependency.builder().containerName(container).condition(condition).build();
  }

  Bench runs(ContainerDefinition... containers) {
    definitions = List.of(definition("report", containers));
    return this;
  }

  /** A task that may hold so many MiB. */
  Bench runsShellWithin(int memory, String script) {
    return runsWithin(memory, container("main", "sh", "-c", script));
  }

  /** A task as Fargate takes it, whose containers share a network. */
  Bench runsInOneNetwork(ContainerDefinition... containers) {
    return runs(
        request("report", containers).networkMode(NetworkMode.AWSVPC).memory("512").build());
  }

  Bench runsWithVolume(String name, ContainerDefinition... containers) {
    return runs(request("report", containers).volumes(Volume.builder().name(name).build()).build());
  }

  Bench runsWithHostFolder(String name, Path folder, ContainerDefinition... containers) {
    return runs(
        request("report", containers)
            .volumes(Volume.builder().name(name).host(h -> h.sourcePath(folder.toString())).build())
            .build());
  }

  private Bench runs(RegisterTaskDefinitionRequest request) {
    definitions = List.of(Revision.ofTemplate(DEFINITION, request));
    return this;
  }

  RunTaskRequest requestOnFargate(String token) {
    return request(token).toBuilder()
        .networkConfiguration(n -> n.awsvpcConfiguration(v -> v.subnets("subnet-1")))
        .build();
  }

  Bench runsWithin(int memory, ContainerDefinition... containers) {
    var request = request("report", containers).memory(Integer.toString(memory)).build();
    definitions = List.of(Revision.ofTemplate(DEFINITION, request));
    return this;
  }

  /** A task on EC2, with no network of its own. */
  static Revision definition(String family, ContainerDefinition... containers) {
    return Revision.ofTemplate(
        DEFINITION.replace("report", family), request(family, containers).build());
  }

  private static RegisterTaskDefinitionRequest.Builder request(
      String family, ContainerDefinition... containers) {
    return RegisterTaskDefinitionRequest.builder()
        .family(family)
        .cpu("256")
        .containerDefinitions(containers);
  }

  /** A task as Fargate takes it. */
  Bench runsOnFargate(String script) {
    var request =
        request("report", container("main", "sh", "-c", script))
            .networkMode(NetworkMode.AWSVPC)
            .memory("512")
            .build();
    definitions = List.of(Revision.ofTemplate(DEFINITION, request));
    return this;
  }

  Bench runsShell(String script) {
    return runs(container("main", "sh", "-c", script));
  }

  LocalEcs open() {
    return LocalEcs.open(
        cluster(),
        () -> Instant.now().plus(clockAhead),
        () -> UUID.randomUUID().toString(),
        events::add,
        diagnostics::add);
  }

  LocalCluster cluster() {
    return LocalCluster.of(tasks, CLUSTER, definitions)
        .withStopTimeout(stopTimeout)
        .runningIn(engine);
  }

  List<String> lastLines(String task, int lines) {
    return new TaskLogs(tasks).lastLines(task, lines);
  }

  static RunTaskRequest request(String token) {
    return RunTaskRequest.builder()
        .cluster("local")
        .taskDefinition("report")
        .clientToken(token)
        .startedBy("stack/report/20260301T020000Z/1")
        .build();
  }

  static RunTaskRequest request(String token, ContainerOverride override) {
    return request(token).toBuilder().overrides(o -> o.containerOverrides(override)).build();
  }

  Registration registration(RunTaskRequest request) {
    var definition = definitions.getFirst().definition();
    return Registration.of(request.clientToken(), CLUSTER, definition, request);
  }

  static Task run(LocalEcs ecs) {
    return ecs.runTask(request("token")).tasks().getFirst();
  }

  static Task describe(LocalEcs ecs, Task task) {
    var answer = ecs.describeTasks(r -> r.cluster("local").tasks(task.taskArn()));
    return answer.tasks().getFirst();
  }

  TaskFolder folder(Task task) {
    var arn = task.taskArn();
    return new TaskFolder(tasks.resolve(arn.substring(arn.lastIndexOf('/') + 1)));
  }

  /** The folder of the container that most tasks here have. */
  ContainerFolder main(Task task) {
    return folder(task).container("main");
  }

  void awaitStarted(Task task, String container) {
    eventually(
        "the start of " + container, () -> folder(task).container(container).child().isPresent());
  }

  /** The detail of the first STOPPED event. */
  Map<?, ?> awaitStopped() {
    eventually("a STOPPED event", () -> details("STOPPED").findAny().isPresent());
    return details("STOPPED").findFirst().orElseThrow();
  }

  void awaitTold(Task task) {
    eventually("the STOPPED event's delivery on record", () -> folder(task).isTold());
  }

  void awaitLog(LocalEcs ecs, Task task, String line) {
    eventually("the log line " + line, () -> lastLines(task.taskArn(), 100).contains(line));
  }

  Stream<Map<?, ?>> details(String lastStatus) {
    return details().filter(detail -> lastStatus.equals(detail.get("lastStatus")));
  }

  Stream<Map<?, ?>> details() {
    return events.stream().map(event -> (Map<?, ?>) event.get("detail"));
  }

  List<Object> statuses() {
    return details().<Object>map(detail -> detail.get("lastStatus")).toList();
  }

  static Map<?, ?> main(Map<?, ?> detail) {
    return (Map<?, ?>) ((List<?>) detail.get("containers")).getFirst();
  }

  static Map<?, ?> container(Map<?, ?> detail, String name) {
    return ((List<?>) detail.get("containers"))
        .stream()
            .<Map<?, ?>>map(container -> (Map<?, ?>) container)
            .filter(container -> name.equals(container.get("name")))
            .findFirst()
            .orElseThrow();
  }

  static void eventually(String what, Callable<Boolean> holds) {
    var limit = Instant.now().plus(LIMIT);
    try {
      while (!holds.call()) {
        if (Instant.now().isAfter(limit)) {
          fail("waited " + LIMIT + " in vain for " + what);
        }
        Thread.sleep(5);
      }
    } catch (Exception e) {
      throw new AssertionError("while waiting for " + what, e);
    }
  }

  /** Kills every wrapper that still lives, and what it runs. */
  @Override
  public void close() throws IOException {
    if (!Files.isDirectory(tasks)) {
      return;
    }
    try (var folders = Files.list(tasks)) {
      for (var folder : folders.map(TaskFolder::new).toList()) {
        for (var container : folder.containers()) {
          end(container);
        }
        clear(folder);
      }
    }
  }

  private static void clear(TaskFolder folder) throws IOException {
    var command = folder.clearing().map(EngineScripts::command);
    if (command.isPresent()) {
      var process = new ProcessBuilder(command.get()).start();
      eventually("the removal of what the engine has", () -> !process.isAlive());
    }
  }

  private static void end(ContainerFolder container) throws IOException {
    if (!container.claimForNever()) {
      eventually(
          "its program",
          () -> wrapper(container).isEmpty() || !(container.phase() instanceof Starting));
      wrapper(container).ifPresent(Bench::kill);
    }
  }

  static Optional<ProcessHandle> wrapper(ContainerFolder container) throws IOException {
    var claim = container.path().resolve("claim");
    if (!Files.isSymbolicLink(claim)) {
      return Optional.empty();
    }
    var by = Files.readSymbolicLink(claim).toString();
    return by.equals("never")
        ? Optional.empty()
        : TaskProcess.wrapper(Long.parseLong(by), container);
  }

  static void kill(ProcessHandle wrapper) {
    var program = wrapper.descendants().toList();
    try {
      // The whole group at once: no wrapper that writes an exit code, no child born meanwhile.
      new ProcessBuilder("sh", "-c", "kill -s KILL -- -" + wrapper.pid()).start().waitFor();
    } catch (IOException | InterruptedException e) {
      throw new AssertionError(e);
    }
    wrapper.destroyForcibly(); // where it has no group of its own
    program.forEach(ProcessHandle::destroyForcibly);
    eventually("the end of " + wrapper, () -> isGone(wrapper));
    program.forEach(process -> eventually("the end of " + process, () -> isGone(process)));
  }

  /** The dead whose parent has not asked how they died are alive to Java, but without arguments. */
  static boolean isGone(ProcessHandle process) {
    return !process.isAlive() || process.info().arguments().isEmpty();
  }
}
