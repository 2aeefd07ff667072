package dev.ecsjobs.local.ecs;

import dev.ecsjobs.aws.Json;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.function.Function;
import java.util.stream.IntStream;
import software.amazon.awssdk.services.ecs.model.ContainerOverride;
import software.amazon.awssdk.services.ecs.model.RunTaskRequest;
import software.amazon.awssdk.services.ecs.model.TaskOverride;

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

  /** CPU units; the request's word wins over the definition's, here and below. */
  OptionalInt cpu() {
    return overridden(TaskOverride::cpu).map(TaskSize::cpuUnits).orElse(definition.cpu());
  }

  /** The limit of all containers together, in MiB. */
  OptionalInt memory() {
    return overridden(TaskOverride::memory).map(TaskSize::mebibytes).orElse(definition.memory());
  }

  /** One container's own limit, in MiB. */
  OptionalInt memory(Container container) {
    return override(container)
        .map(ContainerOverride::memory)
        .map(OptionalInt::of)
        .orElse(container.memory());
  }

  /** What the program may hold, in MiB: it has to keep to both limits. */
  OptionalInt memoryLimit() {
    var own = definition.main().map(this::memory).orElse(OptionalInt.empty());
    return IntStream.concat(own.stream(), memory().stream()).min();
  }

  private Optional<String> overridden(Function<TaskOverride, String> size) {
    return Optional.ofNullable(request.overrides()).map(size);
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
            tree(definition),
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
            number(definition.get("cpu")),
            number(definition.get("memory")),
            ((List<?>) definition.get("containers"))
                .stream().map(container -> container((Map<?, ?>) container)).toList()),
        SdkJson.read(RunTaskRequest.builder(), (Map<?, ?>) tree.get("request")).build());
  }

  private static RunTaskRequest kept(RunTaskRequest request) {
    return request.toBuilder().clientToken(null).cluster(null).build();
  }

  private static Map<String, Object> tree(TaskDefinition definition) {
    var tree = new LinkedHashMap<String, Object>();
    tree.put("family", definition.family());
    tree.put("arn", definition.arn());
    definition.cpu().ifPresent(cpu -> tree.put("cpu", (long) cpu));
    definition.memory().ifPresent(memory -> tree.put("memory", (long) memory));
    tree.put("containers", definition.containers().stream().map(Registration::tree).toList());
    return tree;
  }

  private static Map<String, Object> tree(Container container) {
    var tree = new LinkedHashMap<String, Object>();
    tree.put("name", container.name());
    tree.put("image", container.image());
    tree.put("entryPoint", container.entryPoint());
    tree.put("command", container.command());
    tree.put("environment", container.environment());
    tree.put("essential", container.essential());
    container.memory().ifPresent(memory -> tree.put("memory", (long) memory));
    return tree;
  }

  private static OptionalInt number(Object value) {
    return value instanceof Long number
        ? OptionalInt.of(Math.toIntExact(number))
        : OptionalInt.empty();
  }

  @SuppressWarnings("unchecked") // as tree(Container) wrote it
  private static Container container(Map<?, ?> tree) {
    return new Container(
        (String) tree.get("name"),
        (String) tree.get("image"),
        (List<String>) tree.get("entryPoint"),
        (List<String>) tree.get("command"),
        (Map<String, String>) tree.get("environment"),
        (Boolean) tree.get("essential"),
        number(tree.get("memory")));
  }
}
