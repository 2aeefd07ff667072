package dev.ecsjobs.lambda;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.amazonaws.services.lambda.runtime.RequestStreamHandler;
import com.amazonaws.services.lambda.runtime.events.DynamodbEvent;
import dev.ecsjobs.Document;
import dev.ecsjobs.aws.EventFiles;
import dev.ecsjobs.aws.Json;
import dev.ecsjobs.aws.StreamEvents;
import dev.ecsjobs.engine.Engine;
import dev.ecsjobs.engine.EngineFixtures;
import dev.ecsjobs.engine.FakeTaskLauncher;
import dev.ecsjobs.engine.InMemoryHistory;
import dev.ecsjobs.engine.InMemoryRunStore;
import dev.ecsjobs.engine.Messenger;
import dev.ecsjobs.engine.SettableClock;
import dev.ecsjobs.engine.TaskTraces;
import dev.ecsjobs.history.Letter;
import dev.ecsjobs.history.Message;
import dev.ecsjobs.history.RunSummary;
import dev.ecsjobs.job.Concurrency;
import dev.ecsjobs.job.JobName;
import dev.ecsjobs.run.Run;
import dev.ecsjobs.run.RunEvent;
import dev.ecsjobs.run.RunId;
import dev.ecsjobs.run.RunResult;
import dev.ecsjobs.run.RunState;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.lang.reflect.Modifier;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Each sample event through its handler: the answer, and what is in the store afterwards. */
class HandlersTest {
  private static final Instant ONE_O_CLOCK = Instant.parse("2026-03-01T01:00:00Z");
  private static final RunId REPORT = RunId.scheduled(new JobName("nightly-report"), ONE_O_CLOCK);
  private static final RunId IMPORT = RunId.scheduled(new JobName("flaky-import"), ONE_O_CLOCK);

  /** The sample events' task. */
  private static final String TASK =
      "arn:aws:ecs:us-east-1:111122223333:task/ecsjobs/e92bd83039643b38c6da281f7c3677d4";

  private final SettableClock clock = new SettableClock(ONE_O_CLOCK);
  private final InMemoryRunStore runs = new InMemoryRunStore();
  private final InMemoryHistory history = new InMemoryHistory();
  private final FakeTaskLauncher ecs = new FakeTaskLauncher();
  private final Wiring wiring =
      InMemoryWiring.of(
          "ecsjobs", new Engine(runs, ecs, clock, _ -> {}), runs, runs, history, clock);

  @Test
  void launchesTheRunOfASchedule() {
    var answer = launch("schedule-fired", "request-1");
    assertEquals("nightly-report/20260301T010000Z", answer.get("run"));
    assertTrue(answer.get("reason").toString().startsWith("Attempt 1: ECS accepted"), answer + "");
    assertInstanceOf(RunState.Running.class, run(REPORT).state());
    assertEquals(Optional.of(ONE_O_CLOCK), run(REPORT).scheduledTime());
  }

  @Test
  void launchesOnceHoweverOftenItIsDelivered() {
    launch("schedule-fired", "request-1");
    var answer = launch("schedule-fired", "request-2");
    assertEquals("Attempt 1 is under way already; nothing to do.", answer.get("reason"));
    assertEquals(1, ecs.tasks().size());
  }

  @Test
  void oneWhoWasTooManyLaunchesAllWhoWait() {
    ecs.deferNext(Duration.ZERO, "AWS limits the rate of calls.");
    launch("schedule-fired", "request-1");

    assertInstanceOf(RunState.Running.class, run(REPORT).state());
    assertEquals(2, ecs.launches().size(), "throttled, and then launched in its turn");
  }

  @Test
  void namesTheRunByTheRequestWhereNobodyFilledInTheTime() {
    var answer = launch("schedule-fired-without-time", "6b3d5a8e-request");
    var run = answer.get("run");
    assertTrue(
        answer.get("reason").toString().startsWith("No scheduled time was given: the request's"),
        answer.toString());
    assertEquals(run, launch("schedule-fired-without-time", "6b3d5a8e-request").get("run"));
    assertEquals(
        RunId.requested(new JobName("nightly-report"), "6b3d5a8e-request").toString(), run);
    assertEquals(1, ecs.tasks().size(), "Lambda's retry has the same request id");
    assertEquals(Optional.empty(), run(RunId.parse(run.toString()).orElseThrow()).scheduledTime());
  }

  @Test
  void tellsTheFiveMistakesAndStartsNothing() {
    var wrong =
        assertThrows(
            WrongJobDocument.class, () -> launch("schedule-fired-five-mistakes", "request-1"));
    var lines = wrong.getMessage().lines().toList();
    assertEquals("5 problems in the job document; nothing is started.", lines.getFirst());
    assertEquals(6, lines.size(), wrong.getMessage());
    for (var where :
        List.of("job", "task.definition", "retry.maxAttempts", "attemptTimeout", "concurency")) {
      assertTrue(
          lines.stream().anyMatch(line -> line.startsWith("- " + where + ": ")),
          () -> where + " is not in " + wrong.getMessage());
    }
    assertEquals(List.of(), ecs.launches());
    assertEquals(List.of(), runs.due(ONE_O_CLOCK.plus(Duration.ofDays(1)), 10));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {"", "[]", "not JSON", "{\"source\": \"aws.scheduler\", \"detail\": \"{}\"}"})
  void refusesWhatIsNoJobDocument(String input) {
    var handler = new LaunchHandler(wiring);
    var wrong = assertThrows(WrongJobDocument.class, () -> handle(handler, input, "request-1"));
    assertTrue(wrong.getMessage().startsWith("1 problem in the job document"), wrong.getMessage());
  }

  @Test
  void recordsARunThatMayNotOverlapAsSkipped() {
    launch("schedule-fired", "request-1");
    var later = EventFiles.text("schedule-fired").replace("T01:00:00Z", "T01:05:00Z");
    var answer = handle(new LaunchHandler(wiring), later, "request-2");
    assertEquals("nightly-report/20260301T010500Z", answer.get("run"));
    assertTrue(answer.get("reason").toString().startsWith("The run is skipped."), answer + "");
    assertEquals(1, ecs.tasks().size());
  }

  @Test
  void recordsARunThatComesTooLateAsMissed() {
    clock.advance(Duration.ofHours(2));
    var inTime = EventFiles.text("schedule-fired");
    var input =
        inTime.replace("\"attemptTimeout\"", "\"startingDeadline\": \"PT1H\", \"attemptTimeout\"");
    handle(new LaunchHandler(wiring), input, "request-1");
    assertEquals(RunResult.MISSED, run(REPORT).finished().orElseThrow().result());
    assertEquals(List.of(), ecs.launches());
  }

  @ParameterizedTest
  @CsvSource({
    "task-running,                        Running,    RUNNING",
    "task-spot-warning,                   Running,    RUNNING",
    "task-stopped-exit-0,                 Finished,   SUCCEEDED",
    "task-stopped-with-guardduty-sidecar, Finished,   SUCCEEDED",
    "task-stopped-out-of-memory,          BackingOff, OUT_OF_MEMORY",
    "task-stopped-spot,                   BackingOff, INTERRUPTED",
    "task-stopped-host-lost,              BackingOff, INTERRUPTED",
    "task-stopped-never-started,          BackingOff, NEVER_STARTED",
    "task-stopped-eni-timeout,            BackingOff, NEVER_STARTED",
  })
  void takesUpWhatEcsSaysOfATask(String file, String state, String what) {
    ecs.loseNextAnswer(); // so that the task in the sample is taken for the run's
    launch("schedule-fired", "request-1");
    var answer = taskState(EventFiles.text(file));
    assertEquals(REPORT.toString(), answer.get("run"));
    var run = run(REPORT);
    assertEquals(state, run.state().getClass().getSimpleName());
    assertTrue(
        what.equals("RUNNING")
            || run.timeline().toString().contains(what)
            || run.finished().orElseThrow().result().name().equals(what),
        () -> what + " is not in " + run);
    assertTrue(run.timeline().toString().contains(TASK), run::toString);
  }

  @Test
  void leavesARunAloneWhoseAttemptIsNotTheCurrentOne() {
    launch("schedule-fired-flaky-import", "request-1");
    var before = run(IMPORT);
    var answer = taskState(EventFiles.text("task-stopped-exit-1-last-attempt"));
    assertEquals(
        "Attempt 3 is not the current one, which is 1; nothing to do.", answer.get("reason"));
    assertEquals(before, run(IMPORT));
  }

  @Test
  void tellsOfATaskWhoseRunIsNotRecorded() {
    var answer = taskState(EventFiles.text("task-stopped-exit-0"));
    assertTrue(answer.get("reason").toString().startsWith("No run nightly-report/"), answer + "");
  }

  @Test
  void tellsWhyAForeignTaskIsIgnored() {
    var answer = taskState(EventFiles.text("other-service"));
    assertTrue(answer.get("ignored").toString().contains("was not started by stack ecsjobs"));
  }

  @Test
  void sweepsWhatIsDue() {
    assertEquals(Map.of("due", 0L), sweep());
    ecs.loseNextRequest();
    launch("schedule-fired-flaky-import", "request-1");
    clock.advance(Duration.ofMinutes(1));
    var answer = sweep();
    assertEquals(1L, answer.get("due"));
    assertTrue(answer.get("runs").toString().contains(IMPORT.toString()), answer + "");
    assertEquals(1, ecs.tasks().size());
  }

  @Test
  void goesFromTheScheduleThroughARetryToTheEnd() {
    ecs.loseNextAnswer();
    launch("schedule-fired-flaky-import", "request-1");
    taskState(EventFiles.text("task-stopped-exit-1"));
    clock.advance(Duration.ofMinutes(1));
    sweep();
    assertEquals(2, ecs.tasks().size());
    taskState(
        EventFiles.text("task-stopped-exit-1")
            .replace("T010000Z/1", "T010000Z/2")
            .replace("\"exitCode\": 1", "\"exitCode\": 0")
            .replaceAll("\"taskArn\": \"[^\"]*\"", "\"taskArn\": \"" + ecs.task(IMPORT, 2) + "\""));
    assertEquals(RunResult.SUCCEEDED, run(IMPORT).finished().orElseThrow().result());
  }

  @Test
  void recordsAFinishedRunOnce() {
    var event = StreamEvents.read(EventFiles.text("summary-run-finished"));
    var handler = new SummaryHandler(wiring);
    assertEquals(
        Map.of(IMPORT.toString(), "recorded"),
        handler.handleRequest(event, new FakeContext("request-1")));
    assertEquals(
        Map.of(IMPORT.toString(), "recorded before"),
        handler.handleRequest(event, new FakeContext("request-2")));
    var summary = history.runs(IMPORT.job(), 10).getFirst();
    assertEquals(RunResult.SUCCEEDED, summary.result());
    assertEquals(3, summary.attempts().size());
    assertEquals(1, history.jobs().getFirst().succeeded());
  }

  /** Whoever subscribes may hear it twice, but never something else the second time. */
  @Test
  void announcesAFinishedRunAgainInTheSameWords() {
    var said = new ArrayList<Message>();
    var told = new ArrayList<Letter>();
    var speaking = wiring.with(TaskTraces.NONE, new KeepingMessenger(said, told));
    var event = StreamEvents.read(EventFiles.text("summary-run-finished"));
    var before = RunSummary.of(failedRun()).orElseThrow();
    history.record(before);
    new SummaryHandler(speaking).handleRequest(event, new FakeContext("request-1"));
    history.record(RunSummary.of(laterRun()).orElseThrow()); // things have changed since
    new SummaryHandler(speaking).handleRequest(event, new FakeContext("request-2"));
    assertEquals(2, said.size());
    assertEquals(said.get(0), said.get(1));
    assertEquals("Job Run Recovered", said.getFirst().type());
    assertEquals(
        "flaky-import succeeded again after a failure.", said.getFirst().detail().get("what"));

    var detail = new Document().put("detail", said.getFirst().detail());
    var answer = handle(new MessageHandler(speaking), Json.write(detail.fields()), "request-3");
    assertEquals("flaky-import succeeded again after a failure (ecsjobs)", answer.get("told"));
    assertEquals(answer.get("told"), told.getFirst().subject());
  }

  private static Run failedRun() {
    return ended(ONE_O_CLOCK.minus(Duration.ofDays(1)), RunResult.FAILED);
  }

  private static Run laterRun() {
    return ended(ONE_O_CLOCK.plus(Duration.ofDays(1)), RunResult.SUCCEEDED);
  }

  private static Run ended(Instant at, RunResult result) {
    var job = EngineFixtures.job(IMPORT.job(), Concurrency.FORBID);
    return Run.requested(RunId.scheduled(IMPORT.job(), at), job, Optional.of(at), at)
        .apply(new RunEvent.RunFinished(at.plusSeconds(9), result, ""));
  }

  private record KeepingMessenger(List<Message> said, List<Letter> told) implements Messenger {
    @Override
    public void announce(Message message) {
      said.add(message);
    }

    @Override
    public void deliver(Letter letter) {
      told.add(letter);
    }
  }

  @Test
  void recordsNothingOfOtherRecords() {
    var event = new DynamodbEvent();
    event.setRecords(List.of());
    var handler = new SummaryHandler(wiring);
    assertEquals(Map.of(), handler.handleRequest(event, new FakeContext("request-1")));
  }

  /** Lambda makes them by reflection. Not called here: without a function there is no wiring. */
  @ParameterizedTest
  @ValueSource(
      classes = {
        LaunchHandler.class,
        TaskStateHandler.class,
        SweepHandler.class,
        SummaryHandler.class,
        MessageHandler.class
      })
  void canBeMadeByLambda(Class<?> handler) throws NoSuchMethodException {
    assertTrue(Modifier.isPublic(handler.getModifiers()));
    assertTrue(Modifier.isPublic(handler.getConstructor().getModifiers()));
  }

  private Map<String, Object> launch(String file, String requestId) {
    return handle(new LaunchHandler(wiring), EventFiles.text(file), requestId);
  }

  private Map<String, Object> taskState(String event) {
    clock.advance(Duration.ofSeconds(30));
    return handle(new TaskStateHandler(wiring), event, "request");
  }

  private Map<String, Object> sweep() {
    return handle(new SweepHandler(wiring), EventFiles.text("sweep"), "request");
  }

  private static Map<String, Object> handle(
      RequestStreamHandler handler, String input, String requestId) {
    var output = new ByteArrayOutputStream();
    try {
      handler.handleRequest(
          new ByteArrayInputStream(input.getBytes(UTF_8)), output, new FakeContext(requestId));
    } catch (IOException e) {
      throw new AssertionError("nothing here can fail to be read", e);
    }
    return Json.readObject(output.toString(UTF_8));
  }

  private Run run(RunId id) {
    return runs.load(id).orElseThrow();
  }
}
