package dev.ecsjobs.local.ecs;

import dev.ecsjobs.Checked.Invalid;
import dev.ecsjobs.Checked.Valid;
import dev.ecsjobs.local.ecs.definition.LeftOut;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.attribute.PosixFilePermission;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.List;
import java.util.Set;
import software.amazon.awssdk.services.ecs.model.ContainerDefinition;

/** Fills a new task's folder, before anybody sees it. */
record TaskSetup(TaskFolder folder, Registration task, LocalCluster cluster) {
  private static final Set<PosixFilePermission> EXECUTABLE =
      PosixFilePermissions.fromString("rwxr-xr-x");

  void fill() throws IOException {
    var engine = cluster.engine().map(there -> EngineScripts.of(task, cluster, there));
    for (var container : task.containers()) {
      var its = folder.container(container.name());
      Files.createDirectories(its.path());
      if (engine.isPresent()) {
        fill(its, container, engine.get());
      } else {
        fill(its, container);
      }
    }
    if (engine.isPresent()) {
      share(engine.get());
    }
    folder.facts().putForGood("task.json", task.toJson());
  }

  private static void fill(ContainerFolder its, ContainerDefinition container, EngineScripts engine)
      throws IOException {
    var missed = LeftOut.missedInEngine(container);
    Files.writeString(its.log(), line("not honoured on this machine: ", missed));
    its.facts().put("engine", engine.names().container(container.name()));
    its.facts().put(ContainerFolder.WRAPPER, engine.wrapper(container));
    if (container.healthCheck() != null) {
      its.facts().put(ContainerFolder.HEALTH_CHECK, engine.healthCheck(container));
    }
  }

  private void fill(ContainerFolder its, ContainerDefinition container) throws IOException {
    var missed = LeftOut.missedByProcess(container);
    Files.writeString(its.log(), line("not honoured, since a task is a process here: ", missed));
    switch (TaskScripts.command(container, cluster)) {
      case Valid<String>(var script) -> {
        its.facts().put("command.sh", script);
        its.facts().put(ContainerFolder.WRAPPER, TaskScripts.PROCESS_WRAPPER);
      }
      case Invalid<String>(var problems) ->
          its.refuse("CannotStartContainerError: " + problems.getFirst());
    }
    if (container.healthCheck() != null) {
      its.facts().put(ContainerFolder.HEALTH_CHECK, TaskScripts.healthCheck(container, cluster));
    }
  }

  private static String line(String words, List<String> names) {
    return names.isEmpty()
        ? ""
        : "ecsjobs: " + words + String.join(", ", names) + System.lineSeparator();
  }

  private void share(EngineScripts engine) throws IOException {
    folder.facts().put("clearance", engine.clearance());
    if (engine.network() == EngineNetwork.SHARED) {
      var holder = NetworkHolder.of(engine.engine()).orElseThrow();
      var file = Files.write(folder.path().resolve("hold"), holder.executable());
      Files.setPosixFilePermissions(file, EXECUTABLE);
    }
  }
}
