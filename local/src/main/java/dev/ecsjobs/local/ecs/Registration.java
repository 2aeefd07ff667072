package dev.ecsjobs.local.ecs;

import dev.ecsjobs.aws.Json;
import dev.ecsjobs.aws.SdkJson;
import dev.ecsjobs.local.ecs.definition.TaskSize;
import dev.ecsjobs.local.placement.Place;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.function.Function;
import java.util.stream.IntStream;
import software.amazon.awssdk.services.ecs.model.ContainerDefinition;
import software.amazon.awssdk.services.ecs.model.ContainerOverride;
import software.amazon.awssdk.services.ecs.model.RunTaskRequest;
import software.amazon.awssdk.services.ecs.model.TaskDefinition;
import software.amazon.awssdk.services.ecs.model.TaskOverride;

/**
 * What was asked for when a task was registered; kept whole, so that a later deploy changes nothing
 * about it.
 *
 * @param request without its token and cluster: those two name the task and its folder
 * @param place where the task is; empty where no place is needed
 */
record Registration(
    String id,
    String taskArn,
    String clusterArn,
    TaskDefinition definition,
    RunTaskRequest request,
    Optional<Place> place) {

  static Registration of(
      String token, String clusterArn, TaskDefinition definition, RunTaskRequest request) {
    var id = id(clusterArn, token);
    return new Registration(
        id, taskArn(clusterArn, id), clusterArn, definition, kept(request), Optional.empty());
  }

  /**
   * The task's id follows from its token: asking again with the same token finds the same task.
   * Each cluster has tokens of its own.
   */
  static String id(String clusterArn, String token) {
    try {
      var asked = clusterArn + "#" + token;
      var hash =
          MessageDigest.getInstance("SHA-256").digest(asked.getBytes(StandardCharsets.UTF_8));
      return HexFormat.of().formatHex(hash, 0, 16);
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException(e); // every Java has SHA-256
    }
  }

  static String taskArn(String clusterArn, String id) {
    return clusterArn.replaceFirst(":cluster/", ":task/") + "/" + id;
  }

  Registration at(Place found) {
    return new Registration(id, taskArn, clusterArn, definition, request, Optional.of(found));
  }

  String group() {
    return Objects.requireNonNullElse(request.group(), "family:" + definition.family());
  }

  boolean isFor(RunTaskRequest other) {
    return SdkJson.write(kept(other)).equals(SdkJson.write(request));
  }

  Optional<ContainerOverride> override(ContainerDefinition container) {
    return Optional.ofNullable(request.overrides()).stream()
        .flatMap(overrides -> overrides.containerOverrides().stream())
        .filter(override -> container.name().equals(override.name()))
        .findFirst();
  }

  /** CPU units; the request's word wins over the definition's, here and below. */
  OptionalInt cpu() {
    return size(TaskOverride::cpu, definition.cpu(), TaskSize::cpuUnits);
  }

  /** The limit of all containers together, in MiB. */
  OptionalInt memory() {
    return size(TaskOverride::memory, definition.memory(), TaskSize::mebibytes);
  }

  /** The containers as they are to run, in the definition's order. */
  List<ContainerDefinition> containers() {
    return definition.containerDefinitions().stream()
        .map(
            container ->
                override(container)
                    .map(override -> Overridden.by(override, container))
                    .orElse(container))
        .toList();
  }

  /** What one of these may hold, in MiB: it has to keep to its own limit and to the task's. */
  OptionalInt memoryLimit(ContainerDefinition container) {
    var own = Optional.ofNullable(container.memory());
    return IntStream.concat(own.stream().mapToInt(Integer::intValue), memory().stream()).min();
  }

  private OptionalInt size(
      Function<TaskOverride, String> override,
      String defined,
      Function<String, OptionalInt> reader) {
    return Optional.ofNullable(request.overrides())
        .map(override)
        .or(() -> Optional.ofNullable(defined))
        .map(reader)
        .orElse(OptionalInt.empty());
  }

  String toJson() {
    var tree = new LinkedHashMap<String, Object>();
    tree.put("id", id);
    tree.put("taskArn", taskArn);
    tree.put("clusterArn", clusterArn);
    tree.put("definition", SdkJson.writeAnswer(definition));
    tree.put("request", SdkJson.write(request));
    place.ifPresent(its -> tree.put("place", PlaceJson.write(its)));
    return Json.write(tree);
  }

  static Registration fromJson(String json) {
    var tree = Json.readObject(json);
    return new Registration(
        (String) tree.get("id"),
        (String) tree.get("taskArn"),
        (String) tree.get("clusterArn"),
        SdkJson.read(TaskDefinition.builder(), (Map<?, ?>) tree.get("definition")).build(),
        SdkJson.read(RunTaskRequest.builder(), (Map<?, ?>) tree.get("request")).build(),
        Optional.ofNullable((Map<?, ?>) tree.get("place")).map(PlaceJson::read));
  }

  private static RunTaskRequest kept(RunTaskRequest request) {
    return request.toBuilder().clientToken(null).cluster(null).build();
  }
}
