package dev.ecsjobs.local.ecs;

import static java.util.stream.Collectors.joining;

import dev.ecsjobs.Checked;
import dev.ecsjobs.Problem;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;
import software.amazon.awssdk.services.ecs.model.ContainerDefinition;

/** The POSIX shell scripts in the folder of a container that runs as a process. */
final class TaskScripts {
  /**
   * Begins every wrapper.
   *
   * <ul>
   *   <li>The claim is a symbolic link to its own process id: one system call that fails if the
   *       start is claimed already, so a claim always says by whom.
   *   <li>SIGTERM is for the program; the wrapper stays to write the exit code. A caught signal is
   *       back to normal in its children.
   *   <li>A fact appears whole, by a rename; a full disk is waited for, a deleted folder is not.
   * </ul>
   */
  static final String WRAPPER =
      """
      ln -s $$ claim 2>/dev/null || exit 0
      trap : TERM
      keep() {
        until printf '%s' "$2" >"$1.new" && mv "$1.new" "$1"; do
          [ -e ../../task.json ] || exit 1
          sleep 1
        done
      }
      """;

  /**
   * Lives as long as the container's program and longer than the engine, and writes down how it
   * ended.
   *
   * <p>A container's processes die with its first: so does whatever the program left in this
   * process group, the wrapper last. Without a group of its own there is no such group.
   */
  static final String PROCESS_WRAPPER =
      WRAPPER
          + """
          sh command.sh >>log 2>&1 </dev/null
          keep exit $?
          kill -s KILL -- -$$ 2>/dev/null
          exit 0
          """;

  private TaskScripts() {}

  /**
   * The command with its environment and nothing else of the engine's.
   *
   * <p>{@code env} rather than the shell's {@code export}: shells drop names such as {@code
   * spring.datasource.url}. A program that is not found ends with 127 and a line in the log; ECS
   * would say CannotStartContainerError, but from outside the two cannot be told apart from a
   * program's own 127.
   */
  static Checked<String> command(ContainerDefinition container, LocalCluster cluster) {
    var words = new ArrayList<>(container.entryPoint());
    words.addAll(container.command());
    if (words.isEmpty()) {
      return Checked.invalid(
          new Problem(
              "container " + container.name(),
              "it has neither a command nor an entry point, and what its image would run cannot"
                  + " be known without a container engine",
              "Give the container a Command, or the job a task.command"));
    }
    return Checked.valid("echo $$ >started\n" + executing(words, container, cluster));
  }

  /** Asks, in the container's own environment, how it is. */
  static String healthCheck(ContainerDefinition container, LocalCluster cluster) {
    return executing(HealthProbe.words(container.healthCheck()), container, cluster);
  }

  private static String executing(
      List<String> words, ContainerDefinition container, LocalCluster cluster) {
    return """
    cd %s || exit 1
    exec env -i %s
    """
        .formatted(
            quoted(cluster.workingFolder().toString()),
            quoted(assignments(container, cluster)) + " " + quoted(words));
  }

  private static List<String> assignments(ContainerDefinition container, LocalCluster cluster) {
    Map<String, String> environment = new TreeMap<>(cluster.environment());
    container
        .environment()
        .forEach(
            pair -> environment.put(pair.name(), Objects.requireNonNullElse(pair.value(), "")));
    return environment.entrySet().stream().map(e -> e.getKey() + "=" + e.getValue()).toList();
  }

  /** One line of words that the shell takes as they are. */
  static String quoted(List<String> words) {
    return words.stream().map(TaskScripts::quoted).collect(joining(" "));
  }

  static String quoted(String word) {
    return "'" + word.replace("'", "'\\''") + "'";
  }
}
