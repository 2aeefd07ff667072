package dev.ecsjobs.history;

import static dev.ecsjobs.run.RunFixtures.RUN_ID;
import static dev.ecsjobs.run.RunFixtures.aJob;
import static dev.ecsjobs.run.RunFixtures.aStoppedTask;
import static dev.ecsjobs.run.RunFixtures.aTask;
import static dev.ecsjobs.run.RunFixtures.after;
import static dev.ecsjobs.run.RunFixtures.minute;
import static dev.ecsjobs.run.RunFixtures.second;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.ecsjobs.Document;
import dev.ecsjobs.aws.Json;
import dev.ecsjobs.job.Admission;
import dev.ecsjobs.job.Concurrency;
import dev.ecsjobs.job.Job;
import dev.ecsjobs.job.Notify;
import dev.ecsjobs.job.Pause;
import dev.ecsjobs.retry.FailureKind;
import dev.ecsjobs.retry.RetryPolicy;
import dev.ecsjobs.run.Interim;
import dev.ecsjobs.run.Outcome;
import dev.ecsjobs.run.Run;
import dev.ecsjobs.run.RunEvent.AttemptEnded;
import dev.ecsjobs.run.RunEvent.AttemptLaunching;
import dev.ecsjobs.run.RunEvent.RunFinished;
import dev.ecsjobs.run.RunFixtures;
import dev.ecsjobs.run.RunId;
import dev.ecsjobs.run.RunResult;
import dev.ecsjobs.run.Signal;
import dev.ecsjobs.run.StoppedTask;
import dev.ecsjobs.run.Usual;
import java.time.Duration;
import java.time.LocalTime;
import java.time.ZoneId;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class MessageTest {
  private static final RetryPolicy ONCE =
      new RetryPolicy(1, 1, Duration.ZERO, 1, Duration.ZERO, List.of());
  private static final Trace TRACE =
      new Trace(List.of("line 1", "line 2"), Map.of("Task", "https://task"), "ecsjobs show it");

  /** What came before, one letter a run; what comes now; what is said; whether people are told. */
  @ParameterizedTest
  @CsvSource(
      nullValues = "-",
      value = {
        "-,    S, Job Run Succeeded, nightly-report succeeded., false",
        "SS,   S, Job Run Succeeded, nightly-report succeeded., false",
        "F,    S, Job Run Recovered, nightly-report succeeded again after a failure., true",
        "SFM,  S, Job Run Recovered, nightly-report succeeded again after 2 failures., true",
        "FS,   S, Job Run Succeeded, nightly-report succeeded., false",
        "-,    F, Job Run Failed,    nightly-report failed., true",
        "FSFF, F, Job Run Failed,    'nightly-report failed, 3 in a row.', true",
        "F,    M, Job Run Missed,    'nightly-report was missed, 2 in a row.', true",
        "F,    K, Job Run Skipped,   nightly-report was skipped., false",
        "F,    C, Job Run Cancelled, nightly-report was cancelled., false",
      })
  void saysWhatHappened(String before, char now, String type, String what, boolean tell) {
    var message = message(before, now, Notify.DEFAULT);
    assertEquals(type, message.type());
    assertEquals(what, detail(message).text("what"));
    assertEquals(tell, message.detail().get("tell"));
  }

  @ParameterizedTest
  @CsvSource(
      nullValues = "-",
      value = {
        "-,   F, false",
        "F,   F, false",
        "FF,  F, true",
        "FFF, F, true",
        "FF,  S, false", // nobody was told of them
        "FFF, S, true",
      })
  void tellsPeopleFromTheThirdFailureOnIfTheJobSaysSo(String before, char now, boolean tell) {
    var message = message(before, now, new Notify(3, Optional.empty()));
    assertEquals(tell, message.detail().get("tell"));
  }

  /** The runs end at 01:00 UTC and a little, which is two in the night in Berlin. */
  @ParameterizedTest
  @CsvSource({
    "22:00, 06:00, Europe/Berlin, false",
    "22:00, 01:30, Europe/Berlin, true",
    "00:30, 01:30, UTC,           false",
    "02:00, 06:00, UTC,           true",
    "02:00, 06:00, Europe/Berlin, false",
  })
  void tellsNobodyInQuietHours(LocalTime from, LocalTime until, ZoneId zone, boolean tell) {
    var message = message("", 'F', new Notify(1, Optional.of(new Notify.Quiet(from, until, zone))));
    assertEquals(tell, message.detail().get("tell"));
    assertEquals(
        tell
            ? Optional.empty()
            : Optional.of("The job's quiet hours are %s-%s, %s.".formatted(from, until, zone)),
        detail(message).optionalText("untold"));
  }

  @Test
  void carriesWhatEndsTheSearch() {
    var run =
        failing(
            new Outcome.Failed(
                FailureKind.OUT_OF_MEMORY,
                OptionalInt.of(137),
                "Container main used too much memory.",
                Optional.of("Give it more.")));
    var message =
        Message.of(
            "ecsjobs", JobSummary.none(RUN_ID.job()), run, RunSummary.of(run).orElseThrow(), TRACE);
    var detail = detail(message);
    assertEquals("Give it more.", detail.text("fix"));
    assertEquals(
        "Container main used too much memory. It was the last try.", detail.text("reason"));
    assertEquals("OUT_OF_MEMORY", detail.text("kind"));
    assertEquals(137, detail.integer("exitCode"));
    assertEquals("Essential container in task exited", detail.text("stoppedReason"));
    assertEquals(1, detail.integer("attempts"));
    assertEquals(List.of("line 1", "line 2"), detail.texts("log"));
    assertEquals("https://task", detail.object("links").text("Task"));

    var letter = Letter.of(detail);
    assertEquals("nightly-report failed (ecsjobs)", letter.subject());
    assertEquals(
        """
        nightly-report failed. Container main used too much memory. It was the last try.

        To mend it: Give it more.

          Run            nightly-report/20260301T010000Z
          What it runs   task nightly-report
          Scheduled for  2026-03-01T01:00:00Z
          Ended          2026-03-01T01:03:00Z
          Attempts       1
          Failure        OUT_OF_MEMORY
          Exit code      137
          ECS says       Essential container in task exited
          The container  OutOfMemoryError: container killed

        The log's last lines:
          | line 1
          | line 2

        Look closer: ecsjobs show it
        Task: https://task
        """,
        letter.text());
  }

  @Test
  void aRetryIsToldWithWhatFailedAndWhenItIsTriedAgain() {
    var run = running(new Notify(1, Optional.empty(), true, Optional.empty()));
    var retrying = after(run, new Signal.TaskStopped(minute(2), 1, aStoppedTask(1)));
    var message = Message.of("ecsjobs", retrying, Interim.latestOf(retrying).orElseThrow(), TRACE);
    assertEquals("Job Run Retrying", message.type());
    assertEquals(minute(2), message.time());
    assertEquals(
        """
        nightly-report failed and is tried again. Container main exited with code 1. Attempt 2 \
        starts at 2026-03-01T01:03:05Z (1 of 3 attempts used).

          Run            nightly-report/20260301T010000Z
          What it runs   task nightly-report
          Scheduled for  2026-03-01T01:00:00Z
          Attempts       1
          Failure        EXIT_CODE
          Exit code      1
          ECS says       Essential container in task exited

        The log's last lines:
          | line 1
          | line 2

        Look closer: ecsjobs show it
        Task: https://task
        """,
        Letter.of(detail(message)).text());
    assertEquals(true, message.detail().get("tell"));
    assertEquals(message, Message.read(message.document()));
  }

  @Test
  void aLongRunIsToldWithWhatToLookFor() {
    var usual = Optional.of(new Usual(Duration.ofMinutes(20), 38));
    var run =
        after(
            running(Notify.DEFAULT),
            new Signal.TaskSeen(minute(47), 1, aTask(1), Optional.of(minute(1)), usual));
    var message = Message.of("ecsjobs", run, Interim.latestOf(run).orElseThrow(), TRACE);
    assertEquals("Job Run Long Running", message.type());
    assertEquals(
        """
        nightly-report takes longer than it should. The run takes longer than usual: it has been \
        under way for 47 min 00 s; of the last 38 that succeeded 95 in 100 took at most 20 min 00 s.

        To mend it: See from the log's last lines whether it gets on. If it hangs, cancel it; \
        attemptTimeout or runTimeout in the job document ends it by itself.

          Run            nightly-report/20260301T010000Z
          What it runs   task nightly-report
          Scheduled for  2026-03-01T01:00:00Z
          Attempts       1

        The log's last lines:
          | line 1
          | line 2

        Look closer: ecsjobs show it
        Task: https://task
        """,
        Letter.of(detail(message)).text());
    assertEquals(true, message.detail().get("tell"));
  }

  @Test
  void whatIsToldAtOnceRespectsQuietHoursToo() {
    var quiet = new Notify.Quiet(LocalTime.of(1, 0), LocalTime.of(6, 0), ZoneId.of("UTC"));
    var run = running(new Notify(1, Optional.of(quiet), true, Optional.empty()));
    var retrying = after(run, new Signal.TaskStopped(minute(2), 1, aStoppedTask(1)));
    var message = Message.of("ecsjobs", retrying, Interim.latestOf(retrying).orElseThrow(), TRACE);
    assertEquals(false, message.detail().get("tell"));
  }

  private static Run running(Notify notify) {
    return RunFixtures.aRunIn(RunFixtures.Stage.STARTED, aJob().with(notify));
  }

  @Test
  void aTimeoutIsToldWithWhatToDo() {
    var outcome =
        new Outcome.Failed(
            FailureKind.TIMED_OUT,
            OptionalInt.empty(),
            "Its attemptTimeout of 5 s has passed.",
            Optional.empty());
    var run = failing(outcome);
    var summary = RunSummary.of(run).orElseThrow();
    var none = JobSummary.none(RUN_ID.job());
    var detail = detail(Message.of("ecsjobs", none, run, summary, TRACE));
    assertTrue(detail.text("fix").contains("raise the limit"), detail.fields()::toString);
    assertEquals(summary.reason(), detail.text("reason"));
  }

  @Test
  void timesAreToldToTheSecond() {
    var detail =
        detail(message("", 'F', Notify.DEFAULT)).put("finishedAt", "2026-03-01T01:00:00.123456Z");
    assertTrue(Letter.of(detail).text().contains("Ended          2026-03-01T01:00:00Z\n"));
  }

  @Test
  void aLineWithoutEndIsCut() {
    var trace = new Trace(List.of("x".repeat(5000)), Map.of(), "");
    assertEquals(302, trace.log().getFirst().length());
  }

  @Test
  void aSubjectHasRoomInAMail() {
    var detail = detail(message("", 'F', Notify.DEFAULT)).put("what", "x".repeat(200) + ".");
    assertEquals(100, Letter.of(detail).subject().length());
  }

  @Test
  void whatIsKeptIsSaidAgain() {
    var message = message("F", 'F', Notify.DEFAULT);
    var stored = Json.readObject(Json.write(message.document().fields()));
    assertEquals(message, Message.read(Document.reading(stored)));
    assertTrue(message.detail().containsKey("command"));
    assertFalse(message.detail().containsKey("untold"));
  }

  @ParameterizedTest
  @CsvSource(
      nullValues = "-",
      value = {
        "-,   F, false",
        "F,   F, false",
        "FF,  F, true",
        "FSF, F, false",
        "FFF, F, true",
        "FF,  M, false", // nothing ran
        "FFF, S, false",
      })
  void pausesAfterTheThirdFailureInARowIfTheJobSaysSo(String before, char now, boolean pauses) {
    var admission =
        new Admission(Concurrency.FORBID, 1, Optional.empty(), List.of(), OptionalInt.of(3));
    var message = message(before, now, Notify.DEFAULT, admission);
    assertEquals(pauses, message.pause().isPresent());
    assertEquals(message.pause(), Message.read(message.document()).pause());
    assertEquals(Optional.empty(), message(before, now, Notify.DEFAULT).pause());
  }

  @Test
  void thePauseIsInTheMailWithTheWayBack() {
    var admission =
        new Admission(Concurrency.FORBID, 1, Optional.empty(), List.of(), OptionalInt.of(3));
    var message = message("FF", 'F', Notify.DEFAULT, admission);
    assertEquals(
        new Pause(
            RUN_ID.job(), "ecsjobs", second(9), "3 runs in a row failed, and pauseAfter is 3"),
        message.pause().orElseThrow());
    assertTrue(
        Letter.of(detail(message))
            .text()
            .contains(
                "The job is paused: 3 runs in a row failed, and pauseAfter is 3. To resume it:"
                    + " ecsjobs resume nightly-report"));
  }

  private static Document detail(Message message) {
    return Document.reading(message.detail());
  }

  private static Message message(String before, char now, Notify notify) {
    return message(before, now, notify, Admission.FORBID);
  }

  private static Message message(String before, char now, Notify notify, Admission admission) {
    var job = aJob(ONCE);
    var notifying =
        new Job(
            job.name(), job.work(), job.retry(), job.limits(), admission, notify, Optional.empty());
    var summary = JobSummary.none(job.name());
    int minutesAgo = before == null ? 0 : before.length();
    for (int i = 0; i < minutesAgo; i++) {
      summary =
          summary.plus(
              RunSummary.of(ended(notifying, i - minutesAgo, before.charAt(i))).orElseThrow());
    }
    var run = ended(notifying, 0, now);
    return Message.of("ecsjobs", summary, run, RunSummary.of(run).orElseThrow(), TRACE);
  }

  private static Run ended(Job job, int minute, char initial) {
    var result =
        switch (initial) {
          case 'S' -> RunResult.SUCCEEDED;
          case 'F' -> RunResult.FAILED;
          case 'M' -> RunResult.MISSED;
          case 'K' -> RunResult.SKIPPED;
          default -> RunResult.CANCELLED;
        };
    return Run.requested(
            RunId.scheduled(job.name(), minute(minute)), job, Optional.empty(), minute(minute))
        .apply(new RunFinished(minute(minute).plusSeconds(9), result, "So it is."));
  }

  private static Run failing(Outcome.Failed outcome) {
    var stopped =
        new StoppedTask(
            "arn:aws:ecs:us-east-1:111122223333:task/jobs/0",
            Optional.of("main"),
            outcome.exitCode(),
            Optional.of("OutOfMemoryError: container killed"),
            Optional.of("EssentialContainerExited"),
            Optional.of("Essential container in task exited"),
            Optional.of(second(30)),
            Optional.of(minute(2)));
    var fix = outcome.fix().map(f -> " " + f).orElse("");
    return Run.requested(RUN_ID, aJob(ONCE), Optional.of(minute(0)), minute(0))
        .apply(new AttemptLaunching(minute(0), 1, 1, minute(1)))
        .apply(new AttemptEnded(minute(2), 1, outcome, Optional.of(stopped)))
        .apply(
            new RunFinished(
                minute(3), RunResult.FAILED, outcome.what() + fix + " It was the last try."));
  }
}
