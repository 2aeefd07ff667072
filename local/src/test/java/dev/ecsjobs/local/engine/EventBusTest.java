package dev.ecsjobs.local.engine;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.ecsjobs.Document;
import dev.ecsjobs.aws.EventFiles;
import dev.ecsjobs.aws.Json;
import dev.ecsjobs.local.template.EventRule;
import dev.ecsjobs.local.template.Template;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;

/** The template's rule, with the sample events and with what almost is one. */
class EventBusTest {
  /** Where the samples come from; the template on this machine has a cluster of its own. */
  private static final String SAMPLES_CLUSTER =
      "arn:aws:ecs:us-east-1:111122223333:cluster/ecsjobs";

  @TempDir private static Path folder;
  private static Template template;

  @BeforeAll
  static void read() {
    template = TestTemplate.real().catalog(folder).template();
  }

  static List<String> everySample() {
    return EventFiles.names("");
  }

  @ParameterizedTest
  @MethodSource("everySample")
  void takesTheSamplesOfOurTasksAndNoOthers(String name) {
    assertEquals(name.startsWith("task-"), matches(onOurCluster(EventFiles.text(name))));
  }

  @ParameterizedTest
  @MethodSource("everySample")
  void takesNothingFromAnotherCluster(String name) {
    assertFalse(matches(EventFiles.text(name)));
  }

  @ParameterizedTest
  @CsvSource({
    "source,      aws.ecs2",
    "detail-type, ECS Service Action",
    "lastStatus,  PENDING",
    "lastStatus,  STOPPING",
    "clusterArn,  arn:aws:ecs:us-east-1:111122223333:cluster/ecsjobs",
    "startedBy,   ecsjobs2/hello/20260301T010000Z/1",
    "startedBy,   my-ecsjobs/hello/20260301T010000Z/1",
    "startedBy,   ecsjobs",
    "startedBy,   ",
  })
  void leavesAloneWhatIsAlmostOurs(String field, String value) {
    var event = Json.readObject(onOurCluster(EventFiles.text("task-running")));
    assertTrue(matches(Json.write(event)));
    var fields = event.containsKey(field) ? event : Document.reading(event.get("detail")).fields();
    assertTrue(fields.containsKey(field));
    fields.put(field, value);
    assertFalse(matches(Json.write(event)));
  }

  @ParameterizedTest
  @CsvSource({
    "tell,        true,        true",
    "tell,        false,       false",
    "stack,       '\"other\"', false",
    "source,      '\"other\"', false",
    "detail-type, '\"Job Run Recovered\"', true",
    "detail-type, '\"Job Paused\"', false",
  })
  void tellsPeopleWhatConcernsThem(String field, String json, boolean told) {
    var event = EventFiles.object("job-run-failed");
    var fields = event.containsKey(field) ? event : Document.reading(event.get("detail")).fields();
    assertTrue(fields.containsKey(field));
    fields.put(field, Json.read(json));
    assertEquals(told, EventBus.matches(Json.write(event), rule("MessageFunction").pattern()));
  }

  @Test
  void invokesTheRulesFunctionWithTheEventAndItsId() {
    var ledger = new Ledger();
    var bus =
        new EventBus(
            List.of(rule("TaskStateFunction")),
            ledger.functions("TaskStateFunction", EventKeeper.class.getName()));
    var event = Json.readObject(onOurCluster(EventFiles.text("task-running")));
    bus.put(event);
    bus.put(EventFiles.object("other-service"));
    assertEquals(List.of(event), ledger.events());
    assertEquals(List.of(event.get("id")), ledger.requestIds());
  }

  @Test
  void leavesTheInvocationToWhoeverTakesIt() {
    var bus =
        new EventBus(
            template.rules(), Ledger.wired(new Ledger(), "F", EventKeeper.class.getName()));
    var taken = new ArrayList<String>();
    var event = Json.readObject(onOurCluster(EventFiles.text("task-running")));
    bus.put(event, (function, _, requestId) -> taken.add(function + " " + requestId));
    bus.put(EventFiles.object("other-service"), (function, _, _) -> taken.add(function));
    assertEquals(List.of("TaskStateFunction " + event.get("id")), taken);
  }

  private static boolean matches(String event) {
    return EventBus.matches(event, rule("TaskStateFunction").pattern());
  }

  private static EventRule rule(String function) {
    return template.rules().stream()
        .filter(rule -> rule.function().equals(function))
        .findFirst()
        .orElseThrow();
  }

  private static String onOurCluster(String event) {
    Map<String, String> environment = template.functions().getFirst().environment();
    return event.replace(SAMPLES_CLUSTER, environment.get("CLUSTER"));
  }
}
