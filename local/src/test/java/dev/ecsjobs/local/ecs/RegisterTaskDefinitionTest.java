package dev.ecsjobs.local.ecs;

import static dev.ecsjobs.local.ecs.Bench.request;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.function.Consumer;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.function.Executable;
import org.junit.jupiter.api.io.TempDir;
import software.amazon.awssdk.services.ecs.model.EcsException;
import software.amazon.awssdk.services.ecs.model.RegisterTaskDefinitionRequest;
import software.amazon.awssdk.services.ecs.model.SortOrder;
import software.amazon.awssdk.services.ecs.model.Tag;
import software.amazon.awssdk.services.ecs.model.TaskDefinition;
import software.amazon.awssdk.services.ecs.model.TaskDefinitionField;
import software.amazon.awssdk.services.ecs.model.TaskDefinitionStatus;

class RegisterTaskDefinitionTest {
  private Bench bench;

  @BeforeEach
  void open(@TempDir Path folder) {
    bench = new Bench(folder);
  }

  @AfterEach
  void clean() throws IOException {
    bench.close();
  }

  private static TaskDefinition register(LocalEcs ecs, String family, String script) {
    return register(ecs, family, script, _ -> {});
  }

  private static TaskDefinition register(
      LocalEcs ecs,
      String family,
      String script,
      Consumer<RegisterTaskDefinitionRequest.Builder> more) {
    var request =
        RegisterTaskDefinitionRequest.builder()
            .family(family)
            .containerDefinitions(Bench.container("main", "sh", "-c", script));
    more.accept(request);
    return ecs.registerTaskDefinition(request.build()).taskDefinition();
  }

  private static void assertRefused(String code, String words, Executable call) {
    var refusal = assertThrows(EcsException.class, call);
    assertEquals(code, refusal.awsErrorDetails().errorCode());
    assertEquals(words, refusal.awsErrorDetails().errorMessage());
  }

  @Test
  void whatIsRegisteredCanBeRun() {
    try (var ecs = bench.open()) {
      var registered = register(ecs, "report", "exit 3");

      assertEquals(Bench.DEFINITION, registered.taskDefinitionArn());
      assertEquals(1, registered.revision());
      assertEquals("ACTIVE", registered.statusAsString());
      Bench.run(ecs);
      assertEquals(3L, Bench.main(bench.awaitStopped()).get("exitCode"));
    }
  }

  @Test
  void whatEcsRefusesIsNotRegistered() {
    try (var ecs = bench.open()) {
      assertRefused(
          "ClientException",
          "Fargate requires that 'cpu' be defined at the task level.",
          () ->
              register(
                  ecs,
                  "report",
                  "exit 0",
                  r -> r.networkMode("awsvpc").requiresCompatibilitiesWithStrings("FARGATE")));
      assertRefused(
          "ClientException",
          "Family contains invalid characters.",
          () -> register(ecs, "../report", "exit 0"));

      assertEquals(List.of(), ecs.listTaskDefinitions(_ -> {}).taskDefinitionArns());
    }
  }

  @Test
  void revisionsSurviveARestart() {
    TaskDefinition registered;
    try (var ecs = bench.open()) {
      register(ecs, "report", "exit 0");
      registered = register(ecs, "report", "exit 1", r -> r.memory("1 GB"));
    }
    try (var ecs = bench.open()) {
      assertEquals(
          registered, ecs.describeTaskDefinition(r -> r.taskDefinition("report")).taskDefinition());
      assertEquals(3, register(ecs, "report", "exit 0").revision());
    }
  }

  @Test
  void tagsAreToldToThoseWhoAsk() {
    try (var ecs = bench.open()) {
      var tag = Tag.builder().key("team").value("a").build();
      register(ecs, "report", "exit 0", r -> r.tags(tag));

      assertEquals(List.of(), ecs.describeTaskDefinition(r -> r.taskDefinition("report")).tags());
      assertEquals(
          List.of(tag),
          ecs.describeTaskDefinition(
                  r -> r.taskDefinition("report").include(TaskDefinitionField.TAGS))
              .tags());
    }
  }

  @Test
  void aTaskOfADeregisteredDefinitionGoesOnAndNoOtherIsStarted() {
    try (var ecs = bench.runsShell("sleep 1000").open()) {
      var task = Bench.run(ecs);
      Bench.eventually("running", () -> bench.details("RUNNING").findAny().isPresent());

      var answer = ecs.deregisterTaskDefinition(r -> r.taskDefinition("report:1"));

      assertEquals("INACTIVE", answer.taskDefinition().statusAsString());
      assertEquals("RUNNING", Bench.describe(ecs, task).lastStatus());
      assertRefused(
          "InvalidParameterException",
          "TaskDefinition is inactive",
          () -> ecs.runTask(request("b").toBuilder().taskDefinition("report:1").build()));
      assertRefused(
          "ClientException", "TaskDefinition not found.", () -> ecs.runTask(request("c")));
      assertRefused(
          "ClientException",
          "Unable to describe task definition.",
          () -> ecs.describeTaskDefinition(r -> r.taskDefinition("report")));
      assertEquals(
          "INACTIVE",
          ecs.describeTaskDefinition(r -> r.taskDefinition("report:1"))
              .taskDefinition()
              .statusAsString());
    }
  }

  @Test
  void onlyARevisionCanBeDeregistered() {
    try (var ecs = bench.runsShell("exit 0").open()) {
      assertRefused(
          "ClientException",
          "Revision is missing.",
          () -> ecs.deregisterTaskDefinition(r -> r.taskDefinition("report")));
      assertRefused(
          "ClientException",
          "Unable to describe task definition.",
          () -> ecs.deregisterTaskDefinition(r -> r.taskDefinition("report:7")));
    }
  }

  @Test
  void listsTheActiveUnlessAskedForOthers() {
    try (var ecs = bench.open()) {
      Stream.of("b", "a", "ab", "a").forEach(family -> register(ecs, family, "exit 0"));
      ecs.deregisterTaskDefinition(r -> r.taskDefinition("b:1"));

      assertEquals(
          List.of("a:1", "a:2", "ab:1"),
          names(ecs.listTaskDefinitions(_ -> {}).taskDefinitionArns()));
      assertEquals(
          List.of("a:2", "a:1"),
          names(
              ecs.listTaskDefinitions(r -> r.familyPrefix("a").sort(SortOrder.DESC))
                  .taskDefinitionArns()));
      assertEquals(
          List.of("b:1"),
          names(
              ecs.listTaskDefinitions(r -> r.status(TaskDefinitionStatus.INACTIVE))
                  .taskDefinitionArns()));
    }
  }

  @Test
  void listsPageByPage() {
    try (var ecs = bench.open()) {
      Stream.of("a", "a", "b", "c", "c").forEach(family -> register(ecs, family, "exit 0"));

      var pages = ecs.listTaskDefinitionsPaginator(r -> r.maxResults(2)).stream().toList();
      assertEquals(
          List.of("a:1", "a:2", "b:1", "c:1", "c:2"),
          names(pages.stream().flatMap(page -> page.taskDefinitionArns().stream()).toList()));
      assertEquals(3, pages.size());
      assertEquals(
          List.of("a", "b", "c"),
          ecs.listTaskDefinitionFamiliesPaginator(r -> r.maxResults(2)).families().stream()
              .toList());
    }
  }

  @Test
  void aFamilyIsActiveAsLongAsOneOfItsRevisionsIs() {
    try (var ecs = bench.open()) {
      Stream.of("a", "a", "b").forEach(family -> register(ecs, family, "exit 0"));
      ecs.deregisterTaskDefinition(r -> r.taskDefinition("a:1"));
      ecs.deregisterTaskDefinition(r -> r.taskDefinition("b:1"));

      assertEquals(List.of("a", "b"), ecs.listTaskDefinitionFamilies(_ -> {}).families());
      assertEquals(
          List.of("a"), ecs.listTaskDefinitionFamilies(r -> r.status("ACTIVE")).families());
      assertEquals(
          List.of("b"), ecs.listTaskDefinitionFamilies(r -> r.status("INACTIVE")).families());
      assertEquals(
          List.of("b"), ecs.listTaskDefinitionFamilies(r -> r.familyPrefix("b")).families());
    }
  }

  @Test
  void aRunningTaskKeepsItsDefinitionWhenTheTemplateChanges() throws IOException {
    try (var ecs = bench.runsShell("sleep 1000").open()) {
      Bench.run(ecs);
    }
    bench.definitions =
        List.of(
            Revision.ofTemplate(
                Bench.DEFINITION.replace(":1", ":2"),
                RegisterTaskDefinitionRequest.builder()
                    .family("report")
                    .containerDefinitions(Bench.container("other", "true"))
                    .build()));
    try (var ecs = bench.open()) {
      var task = Bench.describe(ecs, Bench.run(ecs));

      assertEquals(Bench.DEFINITION, task.taskDefinitionArn());
      assertEquals("main", task.containers().getFirst().name());
    }
  }

  @Test
  void saysWhenSomebodyElseTookTheTemplatesNumber() {
    try (var ecs = bench.open()) {
      register(ecs, "report", "exit 7");
    }
    try (var _ = bench.runsShell("exit 0").open()) {
      assertEquals(1, bench.diagnostics.size());
      assertEquals(
          "report:1 was registered by somebody else, so the template's definition is report:2."
              + " Save the template once more, and its jobs run that one.",
          bench.diagnostics.getFirst());
    }
  }

  private static List<String> names(List<String> arns) {
    return arns.stream().map(arn -> arn.substring(arn.lastIndexOf('/') + 1)).toList();
  }
}
