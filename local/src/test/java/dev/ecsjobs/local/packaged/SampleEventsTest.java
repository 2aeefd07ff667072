package dev.ecsjobs.local.packaged;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.ecsjobs.aws.EventFiles;
import dev.ecsjobs.job.JobName;
import dev.ecsjobs.run.RunId;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Each sample event through its packaged function: the answer, and what is in the table. */
@OnLambdasRuntime
class SampleEventsTest {
  private static final String SCHEDULES =
      """
      schedule-fired              | nightly-report | Running | Attempt 1: ECS accepted task
      schedule-fired-flaky-import | flaky-import   | Running | Attempt 1: ECS accepted task
      """;

  private static final String TASKS =
      """
      task-running                        | nightly-report | Running    | Attempt 1 is running.
      task-spot-warning                   | nightly-report | Running    | Attempt 1 is running.
      task-stopped-exit-0                 | nightly-report | Finished   | Attempt 1 succeeded
      task-stopped-with-guardduty-sidecar | nightly-report | Finished   | Attempt 1 succeeded
      task-stopped-out-of-memory          | nightly-report | BackingOff | used more memory
      task-stopped-spot                   | nightly-report | BackingOff | the Spot capacity was
      task-stopped-host-lost              | nightly-report | BackingOff | the host was lost
      task-stopped-never-started          | nightly-report | BackingOff | the image could not be
      task-stopped-eni-timeout            | nightly-report | BackingOff | no network interface
      task-stopped-exit-1                 | flaky-import   | BackingOff | exited with code 1
      task-stopped-exit-1-last-attempt    | flaky-import   | Launching  | is not the current one
      """;

  private final PackagedStack stack;

  SampleEventsTest(PackagedStack stack) {
    this.stack = stack;
  }

  @BeforeEach
  void clear() {
    stack.clear();
  }

  @ParameterizedTest
  @CsvSource(textBlock = SCHEDULES, delimiter = '|')
  void launchesTheRunOfASchedule(String sample, String job, String state, String why) {
    becomes(stack.function("LaunchFunction").answers(event(sample), "request"), job, state, why);
  }

  @ParameterizedTest
  @CsvSource(textBlock = TASKS, delimiter = '|')
  void takesUpWhatEcsSaysOfATask(String sample, String job, String state, String why) {
    SampleEvents.JOBS.forEach(
        launched -> SampleEvents.launched(launched, SampleEvents.TIME, stack.runs()));
    becomes(stack.function("TaskStateFunction").answers(event(sample), "request"), job, state, why);
  }

  private void becomes(Map<String, Object> answer, String job, String state, String why) {
    var id = RunId.scheduled(new JobName(job), SampleEvents.TIME);
    assertEquals(List.of("run", "reason"), List.copyOf(answer.keySet()));
    assertEquals(id.toString(), answer.get("run"));
    assertTrue(answer.get("reason").toString().contains(why), answer::toString);
    var run = stack.runs().load(id).orElseThrow();
    assertEquals(state, run.state().getClass().getSimpleName(), run::toString);
  }

  @Test
  void namesTheRunByTheRequestWhereNobodyFilledInTheTime() {
    var answer =
        stack.function("LaunchFunction").answers(event("schedule-fired-without-time"), "request");
    var id = RunId.requested(new JobName("nightly-report"), "request");
    assertEquals(id.toString(), answer.get("run"));
    assertTrue(stack.runs().load(id).isPresent());
  }

  @Test
  void tellsTheFiveMistakesAndRecordsNothing() {
    var error =
        stack.function("LaunchFunction").fails(event("schedule-fired-five-mistakes"), "request");
    assertEquals("dev.ecsjobs.lambda.WrongJobDocument", error.type());
    var lines = error.message().lines().toList();
    assertEquals(6, lines.size(), error.message());
    for (var where :
        List.of("job", "task.definition", "retry.maxAttempts", "attemptTimeout", "concurency")) {
      assertTrue(
          lines.stream().anyMatch(line -> line.startsWith("- " + where + ": ")),
          () -> where + " is not in " + error);
    }
    assertEquals(Map.of("due", 0L), sweep());
  }

  @Test
  void ignoresForeignTasks() {
    var answer = stack.function("TaskStateFunction").answers(event("other-service"), "request");
    assertTrue(answer.get("ignored").toString().contains("was not started by stack ecsjobs"));
  }

  @Test
  void sweepsAnEmptyTable() {
    assertEquals(Map.of("due", 0L), sweep());
  }

  /** The runtime's own deserializer makes an object of this one. */
  @Test
  void recordsAFinishedRunOnce() {
    var summary = stack.function("SummaryFunction");
    var run = "flaky-import/20260301T010000Z";
    var event = event("summary-run-finished");
    assertEquals(Map.of(run, "recorded"), summary.answers(event, "request"));
    assertEquals(Map.of(run, "recorded before"), summary.answers(event, "request"));
    var job = stack.history().jobs().getFirst();
    assertEquals("flaky-import", job.job().value());
    assertEquals(1, job.succeeded());
    assertEquals(3, stack.history().runs(job.job(), 10).getFirst().attempts().size());
  }

  /** There is no SNS at the endpoint; what AWS does with it is not ours. */
  @Test
  void writesToPeopleWhatConcernsThem() {
    var answer = stack.function("MessageFunction").answers(event("job-run-failed"), "request");
    assertEquals(Map.of("told", "eats-memory failed, 2 in a row (ecsjobs)"), answer);
  }

  @Test
  void aDashboardsWidgetSaysWhatItShows() {
    var answer = stack.function("WidgetFunction").answers(event("widget-described"), "request");
    assertEquals(Set.of("markdown"), answer.keySet());
  }

  @Test
  void leavesNoSampleOut() {
    var inTables =
        (SCHEDULES + TASKS).lines().map(line -> line.substring(0, line.indexOf('|')).strip());
    var alone =
        Stream.of(
            "schedule-fired-without-time",
            "schedule-fired-five-mistakes",
            "other-service",
            "job-run-failed",
            "sweep",
            "summary-run-finished",
            "widget-described");
    assertEquals(EventFiles.names(""), Stream.concat(inTables, alone).sorted().toList());
  }

  private Map<String, Object> sweep() {
    return stack.function("SweepFunction").answers(event("sweep"), "request");
  }

  private static String event(String sample) {
    return EventFiles.text(sample);
  }
}
