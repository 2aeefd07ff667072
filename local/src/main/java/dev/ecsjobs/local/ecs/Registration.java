package dev.ecsjobs.local.ecs;

import dev.ecsjobs.aws.Json;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import software.amazon.awssdk.services.ecs.model.ContainerOverride;
import software.amazon.awssdk.services.ecs.model.RunTaskRequest;

/**
 * What was asked for when a task was registered; kept whole, so that a later deploy changes nothing
 * about it.
 *
 * @param request without its token and cluster: those two name the task and its folder
 */
record Registration(
    String id,
    String taskArn,
    String clusterArn,
    TaskDefinition definition,
    RunTaskRequest request) {

  static Registration of(
      String token, LocalCluster cluster, TaskDefinition definition, RunTaskRequest request) {
    var id = id(token);
    return new Registration(id, cluster.taskArn(id), cluster.arn(), definition, kept(request));
  }

  /** The task's id follows from its token: asking again with the same token finds the same task. */
  static String id(String token) {
    try {
      var hash =
          MessageDigest.getInstance("SHA-256").digest(token.getBytes(StandardCharsets.UTF_8));
      return HexFormat.of().formatHex(hash, 0, 16);
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException(e); // every Java has SHA-256
    }
  }

  boolean isFor(RunTaskRequest other) {
    return SdkJson.write(kept(other)).equals(SdkJson.write(request));
  }

  Optional<ContainerOverride> override(Container container) {
    return Optional.ofNullable(request.overrides()).stream()
        .flatMap(overrides -> overrides.containerOverrides().stream())
        .filter(override -> container.name().equals(override.name()))
        .findFirst();
  }

  String toJson() {
    return Json.write(
        Map.of(
            "id",
            id,
            "taskArn",
            taskArn,
            "clusterArn",
            clusterArn,
            "definition",
            Map.of(
                "family",
                definition.family(),
                "arn",
                definition.arn(),
                "containers",
                definition.containers().stream().map(Registration::tree).toList()),
            "request",
            SdkJson.write(request)));
  }

  static Registration fromJson(String json) {
    var tree = Json.readObject(json);
    var definition = (Map<?, ?>) tree.get("definition");
    return new Registration(
        (String) tree.get("id"),
        (String) tree.get("taskArn"),
        (String) tree.get("clusterArn"),
        new TaskDefinition(
            (String) definition.get("family"),
            (String) definition.get("arn"),
            ((List<?>) definition.get("containers"))
                .stream().map(container -> container((Map<?, ?>) container)).toList()),
        SdkJson.read(RunTaskRequest.builder(), (Map<?, ?>) tree.get("request")).build());
  }

  private static RunTaskRequest kept(RunTaskRequest request) {
    return request.toBuilder().clientToken(null).cluster(null).build();
  }

  private static Map<String, Object> tree(Container container) {
    return Map.of(
        "name", container.name(),
        "image", container.image(),
        "entryPoint", container.entryPoint(),
        "command", container.command(),
        "environment", container.environment(),
        "essential", container.essential());
  }

  @SuppressWarnings("unchecked") // as tree(Container) wrote it
  private static Container container(Map<?, ?> tree) {
    return new Container(
        (String) tree.get("name"),
        (String) tree.get("image"),
        (List<String>) tree.get("entryPoint"),
        (List<String>) tree.get("command"),
        (Map<String, String>) tree.get("environment"),
        (Boolean) tree.get("essential"));
  }
}
