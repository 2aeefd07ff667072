package dev.ecsjobs.local.ecs;

import static java.util.stream.Collectors.joining;

import dev.ecsjobs.Checked;
import dev.ecsjobs.Problem;
import dev.ecsjobs.local.ecs.definition.Containers;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;
import java.util.stream.Stream;
import software.amazon.awssdk.services.ecs.model.ContainerDefinition;
import software.amazon.awssdk.services.ecs.model.ContainerOverride;

/** The two POSIX shell scripts in a task's folder: the wrapper, and the command it runs. */
final class TaskScripts {
  /**
   * Lives as long as the task's program and longer than the engine, and writes down how it ended.
   *
   * <ul>
   *   <li>The claim is a symbolic link to its own process id: one system call that fails if the
   *       start is claimed already, so a claim always says by whom.
   *   <li>SIGTERM is for the program; the wrapper stays to write the exit code. A caught signal is
   *       back to normal in its children.
   *   <li>The exit code appears whole, by a rename; a full disk is waited for, a deleted folder is
   *       not.
   *   <li>A container's processes die with its first: so does whatever the program left in this
   *       process group, the wrapper last. Without a group of its own there is no such group.
   * </ul>
   */
  static final String WRAPPER =
      """
      ln -s $$ claim 2>/dev/null || exit 0
      trap : TERM
      sh command.sh >>log 2>&1 </dev/null
      code=$?
      until echo "$code" >exit.new && mv exit.new exit; do
        [ -e task.json ] || exit 1
        sleep 1
      done
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
  static Checked<String> command(Registration task, LocalCluster cluster) {
    var main = Containers.main(task.definition());
    var name = task.definition().family() + ":" + task.definition().revision();
    if (main.isEmpty()) {
      return Checked.invalid(
          new Problem(
              name,
              "the task definition has no essential container",
              "Set Essential: true on the container that does the job"));
    }
    var container = main.get();
    var override = task.override(container).orElseGet(() -> ContainerOverride.builder().build());
    var words = new ArrayList<>(container.entryPoint());
    words.addAll(override.hasCommand() ? override.command() : container.command());
    if (words.isEmpty()) {
      return Checked.invalid(
          new Problem(
              name + ", container " + container.name(),
              "it has neither a command nor an entry point, and what its image would run cannot"
                  + " be known without a container engine",
              "Give the container a Command, or the job a task.command"));
    }
    return Checked.valid(
        """
        echo $$ >child
        cd %s || exit 1
        exec env -i %s
        """
            .formatted(
                quoted(cluster.workingFolder().toString()),
                quoted(assignments(cluster, container, override)) + " " + quoted(words)));
  }

  private static List<String> assignments(
      LocalCluster cluster, ContainerDefinition container, ContainerOverride override) {
    Map<String, String> environment = new TreeMap<>(cluster.environment());
    Stream.of(container.environment(), override.environment())
        .flatMap(List::stream)
        .forEach(
            pair -> environment.put(pair.name(), Objects.requireNonNullElse(pair.value(), "")));
    return environment.entrySet().stream().map(e -> e.getKey() + "=" + e.getValue()).toList();
  }

  private static String quoted(List<String> words) {
    return words.stream().map(TaskScripts::quoted).collect(joining(" "));
  }

  private static String quoted(String word) {
    return "'" + word.replace("'", "'\\''") + "'";
  }
}
