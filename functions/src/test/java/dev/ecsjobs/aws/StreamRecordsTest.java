package dev.ecsjobs.aws;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.mockito.ArgumentMatchers.any;
import static org.mockito.Mockito.CALLS_REAL_METHODS;
import static org.mockito.Mockito.doReturn;
import static org.mockito.Mockito.mock;
import static org.mockito.Mockito.verify;

import dev.ecsjobs.Checked;
import dev.ecsjobs.aws.TaskStateChange.Ours;
import dev.ecsjobs.cost.Usage;
import dev.ecsjobs.engine.EngineFixtures;
import dev.ecsjobs.engine.RunStore;
import dev.ecsjobs.history.AttemptSummary;
import dev.ecsjobs.history.RunSummary;
import dev.ecsjobs.job.JobDefaults;
import dev.ecsjobs.job.JobDocument;
import dev.ecsjobs.run.Run;
import dev.ecsjobs.run.RunId;
import dev.ecsjobs.run.Signal;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.mockito.ArgumentCaptor;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;
import software.amazon.awssdk.services.dynamodb.model.TransactWriteItemsRequest;
import software.amazon.awssdk.services.dynamodb.model.TransactWriteItemsResponse;

class StreamRecordsTest {
  /** As the template's !Sub fills it in. */
  private static final String DEFINITION =
      "arn:aws:ecs:us-east-1:111122223333:task-definition/ecsjobs-import:2";

  private static final String TASK = "arn:aws:ecs:us-east-1:111122223333:task/ecsjobs/";
  private static final Duration RETENTION = Duration.ofDays(400);

  @Test
  void readsTheFinishedRun() {
    var runs = StreamRecords.runs(StreamEvents.read(EventFiles.text("summary-run-finished")));
    assertEquals(List.of(flakyImport().getLast()), runs);
  }

  /** Written before it was kept where a task was placed, and what its price depends on. */
  @ParameterizedTest
  @ValueSource(strings = {"placement", "facts"})
  void readsWhatEarlierVersionsWrote(String without) throws IOException {
    var name = "/stored/run-finished-without-" + without + ".json";
    try (var file = getClass().getResourceAsStream(name)) {
      var event = new String(file.readAllBytes(), StandardCharsets.UTF_8);
      var run = StreamRecords.runs(StreamEvents.read(event)).getFirst();
      var now = flakyImport().getLast();

      assertEquals(now.state(), run.state());
      assertEquals(now.job(), run.job());
      assertEquals(now.version(), run.version());
      assertEquals(now.timeline().size(), run.timeline().size());
      assertEquals(withoutUsage(now), withoutUsage(run));
    }
  }

  /** What was used was not known then. */
  private static List<AttemptSummary> withoutUsage(Run run) {
    return RunSummary.of(run).orElseThrow().attempts().stream()
        .map(
            a ->
                new AttemptSummary(
                    a.attempt(),
                    a.task(),
                    a.launchedAt(),
                    a.startedAt(),
                    a.endedAt(),
                    a.kind(),
                    a.exitCode(),
                    a.what(),
                    Usage.NONE))
        .toList();
  }

  /**
   * The file is golden: what was written once must be read for ever. If what is written changes,
   * keep the old file under another name, and have both read.
   */
  @Test
  void isWrittenAsTheFileHasIt() {
    var runs = flakyImport();
    var written = Json.write(typed(itemOf(runs.getFirst(), runs.getLast())));
    var event = EventFiles.object("summary-run-finished");
    var image =
        event.get("Records") instanceof List<?> records
                && records.getFirst() instanceof Map<?, ?> first
                && first.get("dynamodb") instanceof Map<?, ?> dynamodb
            ? dynamodb.get("NewImage")
            : null;
    assertEquals(image, Json.read(written), () -> "written today: " + written);
  }

  /** The template's filter lets only these through; other items never have both. */
  @Test
  void hasWhatTheStreamsFilterAsksFor() {
    var runs = flakyImport();
    var finished = itemOf(runs.getFirst(), runs.getLast());
    assertEquals("run", finished.get("kind").s());
    assertEquals("SUCCEEDED", finished.get("result").s());
    assertTrue(!finished.containsKey("dueAt") && !finished.containsKey("dueShard"));
  }

  @Test
  void passesOverDeletionsAndOtherItems() {
    var event =
        """
        {"Records": [
          {"eventName": "REMOVE", "dynamodb": {"Keys": {"pk": {"S": "run#a/20260301T010000Z"}}}},
          {"eventName": "MODIFY", "dynamodb": {"NewImage": {"pk": {"S": "job#a"}, "sk": {"S": "active"},
            "active": {"SS": ["a/20260301T010000Z"]}}}},
          {"eventName": "INSERT", "dynamodb": {"NewImage": {"pk": {"S": "history#a"}, "kind": {"S": "history"},
            "attempts": {"L": []}, "result": {"S": "SUCCEEDED"}, "seen": {"BOOL": true}, "n": {"N": "1.5"}}}}
        ]}
        """;
    assertEquals(List.of(), StreamRecords.runs(StreamEvents.read(event)));
  }

  /** The sample job of the template: it fails twice, then succeeds. Before and after its end. */
  private static List<Run> flakyImport() {
    var input =
        EventFiles.text("schedule-fired-flaky-import")
            .replace("\"ecsjobs-import\"", "\"" + DEFINITION + "\"")
            .getBytes(StandardCharsets.UTF_8);
    if (!(LaunchInput.readJob(input, JobDefaults.NONE)
        instanceof Checked.Valid<JobDocument>(var document))) {
      throw new AssertionError("the sample is no job document");
    }
    var job = document.job();
    var id = RunId.scheduled(job.name(), document.scheduledTime().orElseThrow());
    var requested = Run.requested(id, job, document.scheduledTime(), at("00:00.412"));
    var first = signal("task-stopped-exit-1", "00:54.873");
    var second =
        EngineFixtures.stopped(TASK + "5f2d9ad1c0ff4a3eb8a9f2b3c1d4e5f6", 1, at("01:33.2"));
    var third = signal("task-stopped-exit-1-last-attempt", "03:57.02");
    var beforeEnd =
        all(
            requested,
            new Signal.LaunchRequested(at("00:00.412")),
            new Signal.LaunchAccepted(at("00:01.105"), 1, first.stopped().task()),
            new Signal.TaskStarted(at("00:31.62"), 1, first.stopped().task(), at("00:31.159")),
            first,
            new Signal.Due(at("01:00.7")),
            new Signal.LaunchAccepted(at("01:01.377"), 2, second.task()),
            new Signal.TaskStopped(at("01:57.4"), 2, second),
            new Signal.Due(at("03:00.6")),
            new Signal.LaunchAccepted(at("03:01.29"), 3, third.stopped().task()));
    return List.of(beforeEnd, all(beforeEnd, third));
  }

  private static Run all(Run run, Signal... signals) {
    var after = run;
    for (var signal : signals) {
      after = EngineFixtures.after(after, signal);
    }
    return after;
  }

  /** The third attempt is that of the sample of a failure, but succeeds. */
  private static Signal.TaskStopped signal(String file, String time) {
    var text = EventFiles.text(file);
    var event =
        Json.readObject(
            file.endsWith("last-attempt")
                ? text.replace("\"exitCode\": 1", "\"exitCode\": 0")
                : text);
    return TaskStateChange.read(event, "ecsjobs", at(time)) instanceof Ours(_, var signal)
            && signal instanceof Signal.TaskStopped stopped
        ? stopped
        : null;
  }

  private static Instant at(String minute) {
    return Instant.parse("2026-03-01T01:" + minute + "Z");
  }

  /** What the store puts into the table when the run ends. */
  private static Map<String, AttributeValue> itemOf(Run before, Run after) {
    var dynamo = mock(DynamoDbClient.class, CALLS_REAL_METHODS);
    doReturn(TransactWriteItemsResponse.builder().build())
        .when(dynamo)
        .transactWriteItems(any(TransactWriteItemsRequest.class));
    assertEquals(
        new RunStore.Commit.Committed(),
        new DynamoRunStore(dynamo, "runs", RETENTION).commit(before, after));
    var request = ArgumentCaptor.forClass(TransactWriteItemsRequest.class);
    verify(dynamo).transactWriteItems(request.capture());
    return request.getValue().transactItems().getFirst().put().item();
  }

  private static Map<String, Object> typed(Map<String, AttributeValue> item) {
    var fields = new LinkedHashMap<String, Object>();
    item.forEach((name, value) -> fields.put(name, typed(value)));
    return fields;
  }

  private static Map<String, Object> typed(AttributeValue value) {
    return switch (value.type()) {
      case S -> Map.of("S", value.s());
      case N -> Map.of("N", value.n());
      case BOOL -> Map.of("BOOL", value.bool());
      case L -> Map.of("L", value.l().stream().map(v -> typed(v)).toList());
      case M -> Map.of("M", typed(value.m()));
      case SS, NS, BS, B, NUL, UNKNOWN_TO_SDK_VERSION ->
          throw new AssertionError("a run has none: " + value);
    };
  }
}
