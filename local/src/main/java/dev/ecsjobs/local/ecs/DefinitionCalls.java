package dev.ecsjobs.local.ecs;

import dev.ecsjobs.local.ecs.definition.DefinitionRules;
import java.io.IOException;
import java.util.Objects;
import java.util.function.Predicate;
import java.util.function.UnaryOperator;
import java.util.stream.Stream;
import software.amazon.awssdk.services.ecs.model.DeregisterTaskDefinitionRequest;
import software.amazon.awssdk.services.ecs.model.DeregisterTaskDefinitionResponse;
import software.amazon.awssdk.services.ecs.model.DescribeTaskDefinitionRequest;
import software.amazon.awssdk.services.ecs.model.DescribeTaskDefinitionResponse;
import software.amazon.awssdk.services.ecs.model.ListTaskDefinitionFamiliesRequest;
import software.amazon.awssdk.services.ecs.model.ListTaskDefinitionFamiliesResponse;
import software.amazon.awssdk.services.ecs.model.ListTaskDefinitionsRequest;
import software.amazon.awssdk.services.ecs.model.ListTaskDefinitionsResponse;
import software.amazon.awssdk.services.ecs.model.RegisterTaskDefinitionRequest;
import software.amazon.awssdk.services.ecs.model.RegisterTaskDefinitionResponse;
import software.amazon.awssdk.services.ecs.model.SortOrder;
import software.amazon.awssdk.services.ecs.model.TaskDefinitionFamilyStatus;
import software.amazon.awssdk.services.ecs.model.TaskDefinitionField;
import software.amazon.awssdk.services.ecs.model.TaskDefinitionStatus;

/**
 * What ECS does about task definitions.
 *
 * @param arnOfFamily what stands before the revision, for a family
 */
record DefinitionCalls(TaskDefinitions definitions, UnaryOperator<String> arnOfFamily) {
  RegisterTaskDefinitionResponse register(RegisterTaskDefinitionRequest request)
      throws IOException {
    var revision = Revision.ofApi(request);
    DefinitionRules.problems(revision.definition()).stream()
        .findFirst()
        .ifPresent(
            words -> {
              throw EcsErrors.client(words);
            });
    var registered = definitions.add(revision, arnOfFamily.apply(revision.family()));
    return RegisterTaskDefinitionResponse.builder()
        .taskDefinition(registered.definition())
        .tags(registered.tags())
        .build();
  }

  /** Tasks of it go on, and whoever names it explicitly still gets it described. */
  DeregisterTaskDefinitionResponse deregister(DeregisterTaskDefinitionRequest request)
      throws IOException {
    var wanted = request.taskDefinition();
    EcsErrors.checkGiven("TaskDefinition", wanted);
    if (!wanted.substring(wanted.lastIndexOf('/') + 1).contains(":")) {
      throw EcsErrors.client("Revision is missing.");
    }
    var revision = definitions.deregister(find(wanted));
    return DeregisterTaskDefinitionResponse.builder().taskDefinition(revision.definition()).build();
  }

  DescribeTaskDefinitionResponse describe(DescribeTaskDefinitionRequest request)
      throws IOException {
    EcsErrors.checkGiven("TaskDefinition", request.taskDefinition());
    var revision = find(request.taskDefinition());
    var answer = DescribeTaskDefinitionResponse.builder().taskDefinition(revision.definition());
    if (request.include().contains(TaskDefinitionField.TAGS)) {
      answer.tags(revision.tags());
    }
    return answer.build();
  }

  private Revision find(String wanted) throws IOException {
    return definitions
        .find(wanted)
        .orElseThrow(() -> EcsErrors.client("Unable to describe task definition."));
  }

  ListTaskDefinitionsResponse list(ListTaskDefinitionsRequest request) throws IOException {
    var status = Objects.requireNonNullElse(request.status(), TaskDefinitionStatus.ACTIVE);
    var order =
        request.sort() == SortOrder.DESC ? TaskDefinitions.ORDER.reversed() : TaskDefinitions.ORDER;
    var last = request.nextToken() == null ? null : find(request.nextToken());
    var left =
        definitions.all().stream()
            .filter(revision -> revision.definition().status() == status)
            .filter(revision -> isOfFamily(revision, request.familyPrefix()))
            .filter(revision -> last == null || order.compare(revision, last) > 0)
            .sorted(order)
            .toList();
    var page = Page.of(left, request.maxResults(), Revision::name);
    return ListTaskDefinitionsResponse.builder()
        .taskDefinitionArns(page.items().stream().map(Revision::arn).toList())
        .nextToken(page.next())
        .build();
  }

  /** The API calls it a prefix, but it is the whole name. */
  private static boolean isOfFamily(Revision revision, String family) {
    return family == null || family.equals(revision.family());
  }

  ListTaskDefinitionFamiliesResponse families(ListTaskDefinitionFamiliesRequest request)
      throws IOException {
    var all = definitions.all();
    var active = families(all.stream().filter(Revision::isActive)).toList();
    var status = Objects.requireNonNullElse(request.status(), TaskDefinitionFamilyStatus.ALL);
    Predicate<String> fits =
        switch (status) {
          case ACTIVE -> active::contains;
          case INACTIVE -> family -> !active.contains(family);
          case ALL -> _ -> true;
          case UNKNOWN_TO_SDK_VERSION ->
              throw EcsErrors.invalidParameter("status must be ACTIVE, INACTIVE or ALL.");
        };
    var prefix = Objects.requireNonNullElse(request.familyPrefix(), "");
    var last = Objects.requireNonNullElse(request.nextToken(), "");
    var left =
        families(all.stream())
            .filter(fits)
            .filter(name -> name.startsWith(prefix) && name.compareTo(last) > 0)
            .toList();
    var page = Page.of(left, request.maxResults(), UnaryOperator.identity());
    return ListTaskDefinitionFamiliesResponse.builder()
        .families(page.items())
        .nextToken(page.next())
        .build();
  }

  private static Stream<String> families(Stream<Revision> revisions) {
    return revisions.map(Revision::family).distinct().sorted();
  }
}
