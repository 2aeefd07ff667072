package dev.ecsjobs.local.ecs;

import static dev.ecsjobs.local.ecs.TaskScripts.quoted;

import java.util.List;
import software.amazon.awssdk.services.ecs.model.ContainerDefinition;

/**
 * The POSIX shell scripts in the folder of a container that a container engine runs.
 *
 * <p>They say {@code docker} where the others start a process; claim, exit code and log are the
 * same.
 */
record EngineScripts(
    Registration task, EngineNames names, EngineNetwork network, ContainerEngine engine) {
  /** What ECS's agent cuts a reason down to, and the error's name before it. */
  private static final int REASON_LENGTH = 1000;

  /** The engine's own words, among those of its command. A stop that is wished is no failure. */
  private static final String FAIL =
      """
      fail() {
        if [ -e stopping ]; then
          keep failed ''
        else
          cat trouble >>log
          why=$(grep -m 1 '^Error response' trouble || tail -n 1 trouble)
          keep failed "$1: $(printf '%%s' "$why" | cut -c 1-%d)"
        fi
        exit 0
      }
      """
          .formatted(REASON_LENGTH);

  private static final String PULL =
      """
      keep pulling ''
      docker image inspect %1$s >/dev/null 2>&1 ||
        docker pull --quiet %1$s >/dev/null 2>trouble || {
          echo 'ecsjobs: the image '%1$s' cannot be had; --processes may run the command without it' >>log
          fail CannotPullContainerError
        }
      keep pulled ''
      """;

  /**
   * The first container of the task to come here makes what all share, and the others find it: an
   * image or a name that exists already is no trouble.
   */
  private static final String SHARE =
      """
      docker image inspect %1$s >/dev/null 2>&1 ||
        tar -c -f - -C ../.. hold |
        docker import --change 'ENTRYPOINT ["/hold"]' - %1$s >/dev/null 2>trouble
      docker create %2$s %1$s >/dev/null 2>>trouble
      patience=10
      until docker start %3$s >/dev/null 2>>trouble; do
        patience=$((patience - 1))
        [ $patience -gt 0 ] || fail CannotStartContainerError
        sleep 1
      done
      """;

  /**
   * Follows the container to its end. An engine that does not answer may be on its way back; a
   * container that is gone is not.
   */
  private static final String RUN =
      """
      docker create %1$s >/dev/null 2>trouble || fail CannotCreateContainerError
      [ ! -e stopping ] || fail
      docker start %2$s >/dev/null 2>trouble || fail CannotStartContainerError
      keep address "$(%4$s 2>/dev/null)"
      keep started ''
      docker logs --follow %2$s >>log 2>&1
      patience=60
      until docker wait %2$s >/dev/null 2>trouble &&
        end=$(docker inspect --format %3$s %2$s 2>trouble); do
        patience=$((patience - 1))
        if [ $patience -eq 0 ] || grep -qi 'no such' trouble; then
          keep lost ''
          exit 0
        fi
        sleep 1
      done
      keep exit "$end"
      exit 0
      """;

  /** The exit code, and a word more if it was killed for its memory. */
  private static final String HOW_IT_ENDED =
      "{{.State.ExitCode}}{{if .State.OOMKilled}} OOMKilled{{end}}";

  static EngineScripts of(Registration task, LocalCluster cluster, ContainerEngine engine) {
    return new EngineScripts(
        task,
        EngineNames.of(task.id(), cluster.tasks()),
        EngineNetwork.of(task.definition(), engine),
        engine);
  }

  String wrapper(ContainerDefinition container) {
    var arguments = EngineArguments.of(task, container, names, network, engine);
    return TaskScripts.WRAPPER
        + FAIL
        + PULL.formatted(quoted(container.image()))
        + (network == EngineNetwork.SHARED ? share() : "")
        + run(arguments, names.container(container.name()));
  }

  private String run(List<String> arguments, String name) {
    return RUN.formatted(
        quoted(arguments), quoted(name), quoted(HOW_IT_ENDED), network.address(name, names));
  }

  private String share() {
    var options = List.of("--pull", "never", "--name", names.network(), "--label", names.label());
    return SHARE.formatted(
        quoted(NetworkHolder.IMAGE),
        quoted(options) + " " + quoted(EngineNetwork.HOST_GATEWAY),
        quoted(names.network()));
  }

  String healthCheck(ContainerDefinition container) {
    return "exec docker exec %s %s\n"
        .formatted(
            quoted(names.container(container.name())),
            quoted(HealthProbe.words(container.healthCheck())));
  }

  /** Removes whatever the engine has of the task. */
  String clearance() {
    var volumes =
        task.definition().volumes().stream().map(volume -> names.volume(volume.name())).toList();
    return removal("label=" + names.label())
        + (volumes.isEmpty() ? "" : "docker volume rm --force %s\n".formatted(quoted(volumes)));
  }

  /** Removes the containers that a filter finds; succeeds if there are none. */
  static String removal(String filter) {
    return """
    ids=$(docker ps --all --quiet --no-trunc --filter %s) || exit 1
    [ -z "$ids" ] || docker rm --force --volumes $ids || exit 1
    """
        .formatted(quoted(filter));
  }

  static List<String> command(String script) {
    return List.of("sh", "-c", script);
  }
}
