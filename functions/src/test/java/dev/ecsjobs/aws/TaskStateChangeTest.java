package dev.ecsjobs.aws;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.ecsjobs.aws.TaskStateChange.Ignored;
import dev.ecsjobs.aws.TaskStateChange.Ours;
import dev.ecsjobs.run.Outcome;
import dev.ecsjobs.run.Placement;
import dev.ecsjobs.run.Signal;
import dev.ecsjobs.run.StoppedTask;
import dev.ecsjobs.run.TaskFacts;
import java.time.Instant;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class TaskStateChangeTest {
  private static final Instant NOW = Instant.parse("2026-03-01T01:10:00Z");
  private static final String TASK =
      "arn:aws:ecs:us-east-1:111122223333:task/ecsjobs/e92bd83039643b38c6da281f7c3677d4";

  private static final String STOPPED_TASKS =
      """
      exit-0                  | SUCCEEDED     | 0   |                     | EssentialContainerExited | Essential container in task exited | 01:00:32.159 | 01:00:34.237
      exit-1                  | EXIT_CODE     | 1   |                     | EssentialContainerExited | Essential container in task exited | 01:00:31.159 | 01:00:31.237
      exit-1-last-attempt     | EXIT_CODE     | 1   |                     | EssentialContainerExited | Essential container in task exited | 01:03:33.008 | 01:03:33.091
      out-of-memory           | OUT_OF_MEMORY | 137 | OutOfMemoryError: container killed due to memory usage | EssentialContainerExited | Essential container in task exited | 01:00:32.159 | 01:00:34.237
      spot                    | INTERRUPTED   | 137 |                     | SpotInterruption         | Your Spot Task was interrupted.    | 01:00:32.159 | 01:06:58.020
      host-lost               | INTERRUPTED   |     |                     |                          | Host EC2 (instance i-1234567890abcdef0) terminated. | 01:00:32.159 | 01:04:10.402
      never-started           | NEVER_STARTED |     |                     | TaskFailedToStart        | CannotPullContainerError: pull image manifest has been retried 5 time(s): failed to resolve ref public.ecr.aws/docker/library/busybox:stable: failed to do request: Head "https://public.ecr.aws/v2/docker/library/busybox/manifests/stable": dial tcp 192.0.2.80:443: i/o timeout |  | 01:03:12.402
      eni-timeout             | NEVER_STARTED |     |                     | TaskFailedToStart        | Timeout waiting for network interface provisioning to complete. |  | 01:03:04.930
      with-guardduty-sidecar  | SUCCEEDED     | 0   |                     | EssentialContainerExited | Essential container in task exited | 01:00:32.159 | 01:00:34.237
      """;

  @ParameterizedTest
  @CsvSource(delimiter = '|', quoteCharacter = '\0', textBlock = STOPPED_TASKS)
  void readsAStoppedTask(
      String file,
      String outcome,
      Integer exitCode,
      String containerReason,
      String stopCode,
      String stoppedReason,
      String startedAt,
      String stoppedAt) {
    var stopped = stopped(read("task-stopped-" + file));
    var expected =
        new StoppedTask(
            stopped.task(),
            Optional.of("main"),
            exitCode == null ? OptionalInt.empty() : OptionalInt.of(exitCode),
            Optional.ofNullable(containerReason),
            Optional.ofNullable(stopCode),
            Optional.ofNullable(stoppedReason),
            Optional.ofNullable(startedAt).map(TaskStateChangeTest::time),
            Optional.of(time(stoppedAt)),
            placement(file),
            stopped.facts());
    assertEquals(expected, stopped);
    assertEquals(
        outcome,
        switch (Outcome.of(stopped)) {
          case Outcome.Succeeded _ -> "SUCCEEDED";
          case Outcome.Failed failed -> failed.kind().name();
        });
  }

  /** Only the sample that ran out of memory has a container with a limit of its own. */
  private static Placement placement(String file) {
    return new Placement(
        Optional.of("subnet-0a1b2c3d4e5f60718"),
        OptionalInt.of(256),
        OptionalInt.of(512),
        file.equals("out-of-memory") ? OptionalInt.of(512) : OptionalInt.empty());
  }

  @Test
  void readsWhatThePriceDependsOn() {
    assertEquals(
        new TaskFacts(
            Optional.of(time("01:03:22.751")),
            Optional.of(time("01:03:29.4")),
            Optional.of(time("01:03:56.7")),
            Optional.of("FARGATE"),
            Optional.of("arm64"),
            OptionalInt.of(20)),
        stopped(read("task-stopped-exit-1-last-attempt")).facts());
    assertEquals(
        Optional.of("FARGATE_SPOT"), stopped(read("task-stopped-spot")).facts().capacity());
    assertEquals(
        Optional.empty(), stopped(read("task-stopped-eni-timeout")).facts().pullStartedAt());
    var byLaunchType = EventFiles.text("task-stopped-exit-0").replace("capacityProviderName", "x");
    assertEquals(Optional.of("FARGATE"), stopped(ours(byLaunchType)).facts().capacity());
  }

  @Test
  void doesWithoutAPlacement() {
    var event =
        EventFiles.text("task-stopped-exit-0")
            .replace("\"attachments\"", "\"others\"")
            .replace("\"cpu\"", "\"speed\"")
            .replace("\"memory\"", "\"space\"");
    assertEquals(Placement.UNKNOWN, stopped(ours(event)).placement());
  }

  @Test
  void readsEveryStoppedTaskThereIsASampleOf() {
    assertEquals(
        EventFiles.names("task-stopped-").stream().collect(Collectors.toSet()),
        STOPPED_TASKS
            .lines()
            .map(line -> "task-stopped-" + line.substring(0, line.indexOf(' ')))
            .collect(Collectors.toSet()));
  }

  @Test
  void namesTheRunAndTheAttempt() {
    var ours = read("task-stopped-exit-1-last-attempt");
    assertEquals("flaky-import/20260301T010000Z", ours.run().toString());
    assertEquals(3, ((Signal.TaskStopped) ours.signal()).attempt());
    assertEquals(NOW, ours.signal().at());
  }

  /** Spot's warning comes two minutes before the stop, while the task is still running. */
  @ParameterizedTest
  @ValueSource(strings = {"task-running", "task-spot-warning"})
  void readsARunningTask(String file) {
    assertEquals(new Signal.TaskStarted(NOW, 1, TASK, time("01:00:32.159")), read(file).signal());
  }

  @ParameterizedTest
  @CsvSource({
    "01:00:34Z,       01:00:34.000",
    "01:00:34.2Z,     01:00:34.200",
    "01:00:34.23Z,    01:00:34.230",
    "01:00:34.237Z,   01:00:34.237",
  })
  void readsTimesWithAnyFractionOfASecond(String written, String expected) {
    var event = edited("task-stopped-exit-0", "2026-03-01T01:00:34.237Z", "2026-03-01T" + written);
    assertEquals(Optional.of(time(expected)), stopped(ours(event)).stoppedAt());
  }

  @Test
  void takesATaskWithoutAnExitCodeForNoSuccess() {
    var event = edited("task-stopped-exit-0", "\"exitCode\": 0,", "");
    assertEquals(OptionalInt.empty(), stopped(ours(event)).exitCode());
    assertInstanceOf(Outcome.Failed.class, Outcome.of(stopped(ours(event))));
  }

  @Test
  void ignoresFieldsItDoesNotKnow() {
    var event =
        edited(
            "task-stopped-exit-0",
            "\"stopCode\":",
            "\"fromTheFuture\": {\"a\": [1, null, {\"b\": 1.5e3}]}, \"stopCode\":");
    assertEquals(read("task-stopped-exit-0"), ours(event));
  }

  @Test
  void ignoresTheServicesOwnTasks() {
    var ignored = ignored(EventFiles.text("other-service"), "ecsjobs");
    assertTrue(ignored.reason().contains("ecs-svc/8646900195280463695"), ignored.reason());
  }

  @ParameterizedTest
  @ValueSource(strings = {"ecs", "ecsjobs2", "ECSJOBS", ""})
  void ignoresTasksOfAnotherStack(String stack) {
    var ignored = ignored(EventFiles.text("task-stopped-exit-0"), stack);
    assertTrue(ignored.reason().contains("ecsjobs/nightly-report"), ignored.reason());
  }

  @Test
  void ignoresATaskThatNobodySignedFor() {
    var event = edited("task-stopped-exit-0", "\"startedBy\":", "\"startedAlong\":");
    assertTrue(ignored(event, "ecsjobs").reason().contains("nobody it names"));
  }

  @ParameterizedTest
  @ValueSource(strings = {"PROVISIONING", "PENDING", "DEPROVISIONING", "SOMETHING_NEW"})
  void ignoresStatesThatDecideNothing(String status) {
    var event =
        edited("task-running", "\"lastStatus\": \"RUNNING\"", "\"lastStatus\": \"" + status + "\"");
    assertEquals("Status " + status + " decides nothing.", ignored(event, "ecsjobs").reason());
  }

  @ParameterizedTest
  @ValueSource(strings = {"{}", "{\"detail\": null}", "{\"detail\": []}", "{\"detail\": {}}"})
  void ignoresWhatIsNoTaskStateChange(String event) {
    assertInstanceOf(Ignored.class, TaskStateChange.read(Json.readObject(event), "ecsjobs", NOW));
  }

  @Test
  void takesTheTimeOfReceiptForARunningTaskThatDoesNotSaySinceWhen() {
    var event = edited("task-running", "\"startedAt\"", "\"begunAt\"");
    assertEquals(new Signal.TaskStarted(NOW, 1, TASK, NOW), ours(event).signal());
  }

  @Test
  void asksTheOverrideForTheDecidingContainerAndNotTheOrder() {
    String swapped =
        EventFiles.text("task-stopped-out-of-memory")
            .replace("\"name\": \"main\"", "\"name\": \"other\"")
            .replace("\"name\": \"log-router\"", "\"name\": \"main\"")
            .replace("\"name\": \"other\"", "\"name\": \"log-router\"");
    var stopped = stopped(ours(swapped));
    assertEquals(Optional.of("log-router"), stopped.container());
    assertEquals(OptionalInt.of(137), stopped.exitCode());
  }

  private static String edited(String file, String old, String replacement) {
    String text = EventFiles.text(file);
    assertTrue(text.contains(old), () -> old + " is not in " + file);
    return text.replace(old, replacement);
  }

  private static Ours read(String file) {
    return ours(EventFiles.text(file));
  }

  private static Ours ours(String event) {
    return assertInstanceOf(
        Ours.class, TaskStateChange.read(Json.readObject(event), "ecsjobs", NOW));
  }

  private static Ignored ignored(String event, String stack) {
    return assertInstanceOf(
        Ignored.class, TaskStateChange.read(Json.readObject(event), stack, NOW));
  }

  private static StoppedTask stopped(Ours ours) {
    return assertInstanceOf(Signal.TaskStopped.class, ours.signal()).stopped();
  }

  private static Instant time(String time) {
    return Instant.parse("2026-03-01T" + time + "Z");
  }

  @Test
  void keepsTheBeginningAndTheEndOfLongWords() {
    var event = EventFiles.object("task-stopped-never-started");
    @SuppressWarnings("unchecked")
    var detail = (Map<String, Object>) event.get("detail");
    detail.put("stoppedReason", "CannotPullContainerError: " + "x".repeat(1000) + ": not found");

    var words = TaskReport.of(detail).stopped().stoppedReason().orElseThrow();

    assertTrue(words.startsWith("CannotPullContainerError: xxx"), words);
    assertTrue(words.endsWith("xxx: not found"), words);
    assertEquals(503, words.length());
  }
}
