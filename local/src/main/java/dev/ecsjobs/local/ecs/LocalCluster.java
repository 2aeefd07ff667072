package dev.ecsjobs.local.ecs;

import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;

/**
 * The template's cluster on this machine.
 *
 * @param tasks the folder that keeps every task; each has a folder of its own in it. Beside it are
 *     the folders of the task definitions and of the clusters that were created
 * @param arn {@code arn:aws:ecs:<region>:<account>:cluster/<name>}; whatever else is here takes
 *     region and account from it
 * @param definitions the template's
 * @param workingFolder where the tasks' processes start
 * @param environment what every process gets; its definition and overrides come on top
 * @param stopTimeout how long a task may take to end after SIGTERM before it gets SIGKILL, unless
 *     its definition says
 * @param engine what runs new tasks as containers; without one they are processes
 */
public record LocalCluster(
    Path tasks,
    String arn,
    List<Revision> definitions,
    Path workingFolder,
    Map<String, String> environment,
    Duration stopTimeout,
    Optional<ContainerEngine> engine) {
  /** What a program needs to feel at home; the rest of a terminal's variables stay there. */
  private static final Set<String> MACHINE =
      Set.of("PATH", "HOME", "USER", "LOGNAME", "SHELL", "LANG", "LC_ALL", "TZ", "TMPDIR");

  /** What ECS takes a request to mean that names no cluster. */
  static final String DEFAULT = "default";

  private static final Duration ECS_STOP_TIMEOUT = Duration.ofSeconds(30);

  public LocalCluster {
    tasks = tasks.toAbsolutePath();
    definitions = List.copyOf(definitions);
    workingFolder = workingFolder.toAbsolutePath();
    environment = Map.copyOf(environment);
  }

  /** A cluster whose tasks start in this process's folder with this machine's basic variables. */
  public static LocalCluster of(Path tasks, String arn, List<Revision> definitions) {
    var environment = new TreeMap<>(System.getenv());
    environment.keySet().retainAll(MACHINE);
    return new LocalCluster(
        tasks, arn, definitions, Path.of(""), environment, ECS_STOP_TIMEOUT, Optional.empty());
  }

  public LocalCluster withStopTimeout(Duration timeout) {
    return new LocalCluster(tasks, arn, definitions, workingFolder, environment, timeout, engine);
  }

  /** The same, with containers of this engine for tasks, or else processes. */
  public LocalCluster runningIn(Optional<ContainerEngine> containers) {
    return new LocalCluster(
        tasks, arn, definitions, workingFolder, environment, stopTimeout, containers);
  }

  TaskDefinitions taskDefinitions() {
    return TaskDefinitions.beside(tasks);
  }

  Clusters clusters() {
    return new Clusters(this, tasks.resolveSibling("clusters"));
  }

  String name() {
    return arn.substring(arn.lastIndexOf('/') + 1);
  }

  /** What stands before the revision. */
  String arnOfFamily(String family) {
    return arn.replaceFirst(":cluster/.*", ":task-definition/" + family);
  }
}
