package dev.ecsjobs.local.ecs;

import dev.ecsjobs.aws.Json;
import dev.ecsjobs.aws.SdkJson;
import dev.ecsjobs.local.ecs.definition.Filled;
import java.util.List;
import java.util.Map;
import software.amazon.awssdk.services.ecs.model.RegisterTaskDefinitionRequest;
import software.amazon.awssdk.services.ecs.model.Tag;
import software.amazon.awssdk.services.ecs.model.TaskDefinition;
import software.amazon.awssdk.services.ecs.model.TaskDefinitionStatus;

/**
 * One revision of a family.
 *
 * @param definition as ECS keeps it
 * @param ofTemplate whether the template asked for it, or somebody through the API
 */
public record Revision(TaskDefinition definition, List<Tag> tags, boolean ofTemplate) {
  public Revision {
    tags = List.copyOf(tags);
  }

  /** The template's, under the number that its ARN ends with. */
  public static Revision ofTemplate(String arn, RegisterTaskDefinitionRequest request) {
    return new Revision(Filled.of(request), request.tags(), true).named(arn);
  }

  static Revision ofApi(RegisterTaskDefinitionRequest request) {
    return new Revision(Filled.of(request), request.tags(), false);
  }

  Revision named(String arn) {
    int number = Integer.parseInt(arn.substring(arn.lastIndexOf(':') + 1));
    return with(definition.toBuilder().taskDefinitionArn(arn).revision(number));
  }

  Revision with(TaskDefinition.Builder changed) {
    return new Revision(changed.build(), tags, ofTemplate);
  }

  String family() {
    return definition.family();
  }

  public int number() {
    return definition.revision();
  }

  public String arn() {
    return definition.taskDefinitionArn();
  }

  /** {@code family:revision}, as the ARN ends. */
  String name() {
    return family() + ":" + number();
  }

  boolean isActive() {
    return definition.status() == TaskDefinitionStatus.ACTIVE;
  }

  /** Whether both ask for the same, whatever their numbers. */
  boolean saysTheSameAs(Revision other) {
    return unnamed().toJson().equals(other.unnamed().toJson());
  }

  private Revision unnamed() {
    var bare =
        definition.toBuilder()
            .taskDefinitionArn(null)
            .revision(null)
            .status((TaskDefinitionStatus) null)
            .registeredAt(null)
            .deregisteredAt(null)
            .build();
    return new Revision(bare, tags, true);
  }

  String toJson() {
    return Json.write(
        Map.of(
            "ofTemplate",
            ofTemplate,
            "tags",
            tags.stream().map(SdkJson::writeAnswer).toList(),
            "taskDefinition",
            SdkJson.writeAnswer(definition)));
  }

  static Revision fromJson(String json) {
    var tree = Json.readObject(json);
    return new Revision(
        SdkJson.read(TaskDefinition.builder(), (Map<?, ?>) tree.get("taskDefinition")).build(),
        ((List<?>) tree.get("tags"))
            .stream().map(tag -> SdkJson.read(Tag.builder(), (Map<?, ?>) tag).build()).toList(),
        (Boolean) tree.get("ofTemplate"));
  }
}
