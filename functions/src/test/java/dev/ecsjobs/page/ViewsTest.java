package dev.ecsjobs.page;

import static dev.ecsjobs.run.RunFixtures.aJob;
import static dev.ecsjobs.run.RunFixtures.aRunIn;
import static dev.ecsjobs.run.RunFixtures.aStoppedTask;
import static dev.ecsjobs.run.RunFixtures.aTask;
import static dev.ecsjobs.run.RunFixtures.after;
import static dev.ecsjobs.run.RunFixtures.minute;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.ecsjobs.history.JobSummary;
import dev.ecsjobs.history.RunSummary;
import dev.ecsjobs.retry.FailureKind;
import dev.ecsjobs.retry.RetryPolicy;
import dev.ecsjobs.run.Run;
import dev.ecsjobs.run.RunFixtures.Stage;
import dev.ecsjobs.run.Signal;
import java.time.Duration;
import java.time.ZoneId;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** What the views say of runs; the job's scheduled time is 01:00 UTC, 02:00 in Berlin. */
class ViewsTest {
  private static final String HOSTILE = "<img src=x onerror=alert(1)>\"'&";
  private static final Planned PLAN =
      new Planned("cron(0 2 * * ? *)", "Europe/Berlin", true, List.of(minute(24 * 60)));

  private static Scene scene(String... log) {
    return new Scene(
        new Moments(minute(3), ZoneId.of("Europe/Berlin")),
        new PlainHost(),
        (_, _) -> List.of(log));
  }

  private static Run failedForGood() {
    var job = aJob(new RetryPolicy(1, 1, Duration.ZERO, 1, Duration.ZERO, List.of()));
    return after(aRunIn(Stage.STARTED, job), new Signal.TaskStopped(minute(2), 1, aStoppedTask(7)));
  }

  private static JobView view(Run run) {
    var ended = RunSummary.of(run).stream().toList();
    var total = JobSummary.none(run.job().name());
    return new JobView(
        run.job().name(),
        Optional.of(PLAN),
        Optional.empty(),
        ended.stream().reduce(total, JobSummary::plus, (one, _) -> one),
        run.finished().isPresent() ? List.of() : List.of(run),
        run.finished().filter(_ -> Mark.of(run).isBad()).map(_ -> run));
  }

  private static String shown(Run run, String... log) {
    return new JobsView(List.of(view(run))).shown(scene(log)).toString();
  }

  private static void has(String page, String... parts) {
    for (var part : parts) {
      assertTrue(page.contains(part), () -> "no '" + part + "' in " + page);
    }
  }

  @Test
  void aFailedJobTellsWhyWhatIsDoneAndWhatToDo() {
    has(
        shown(failedForGood(), "cannot open the file"),
        "1 job failed",
        "Container main exited with code 7.",
        "Nothing more for this run. The job allows no retry of it. The schedule starts the next run"
            + " at",
        "Mend it, then run it again.",
        "cannot open the file",
        "[run nightly-report]");
  }

  @Test
  void aJobThatIsRetriedTellsWhenAndCanBeCancelled() {
    var page = shown(aRunIn(Stage.BACKING_OFF));

    has(
        page,
        "1 job is being retried",
        "Container main exited with code 1.",
        "Attempt 2 starts at 02:03:0",
        "(1 of 3 attempts used)",
        "Nothing has to be done yet.",
        "[cancel nightly-report/20260301T010000Z]");
  }

  @Test
  void whatEcsNamesAsTheFixIsTheAdvice() {
    var refused =
        after(
            aRunIn(Stage.LAUNCHING),
            new Signal.LaunchRefused(
                minute(1),
                1,
                FailureKind.MISCONFIGURED,
                "there is no such task definition.",
                Optional.of("Register it.")));

    has(shown(refused), "there is no such task definition.", "<dt>You</dt><dd>Register it.</dd>");
  }

  @Test
  void whereNothingFailsNothingIsPutForward() {
    var page = shown(aRunIn(Stage.FINISHED));

    has(page, "Nothing is failing", "Succeeded");
    assertFalse(page.contains("class=\"card"), page);
  }

  @ParameterizedTest
  @EnumSource
  void everyStageOfARunCanBeShown(Stage stage) {
    var run = aRunIn(stage);

    has(new OneRunView(run, Optional.empty()).shown(scene()).toString(), run.id().toString());
    has(shown(run), "nightly-report");
    has(new OneJobView(view(run), List.of(), true, Html.NONE).shown(scene()).toString(), "Runs");
  }

  @ParameterizedTest
  @EnumSource
  void everySignHasAWordBesideIt(Mark mark) {
    has(mark.shown().toString(), "aria-hidden=\"true\"", mark.word() + "</span>");
  }

  @Test
  void theTimelineSaysTimesAsTheWatchDoes() {
    var page =
        new OneRunView(aRunIn(Stage.BACKING_OFF), Optional.empty()).shown(scene()).toString();

    has(page, "Attempt 2 starts at 02:03:0");
    assertFalse(page.contains("starts at 2026-"), page);
  }

  @Test
  void ecsOwnWordsStandInTheRun() {
    var interrupted =
        after(
            aRunIn(Stage.STARTED),
            new Signal.TaskStopped(
                minute(2),
                1,
                aStoppedTask(
                    1,
                    OptionalInt.empty(),
                    "SpotInterruption",
                    "Your Spot Task was interrupted.")));

    has(
        new OneRunView(interrupted, Optional.empty()).shown(scene()).toString(),
        "INTERRUPTED",
        "SpotInterruption",
        "Your Spot Task was interrupted.",
        aTask(1).substring(aTask(1).lastIndexOf('/') + 1));
  }

  @Test
  void hostileWordsAreWords() {
    var hostile =
        after(
            aRunIn(Stage.STARTED),
            new Signal.TaskStopped(
                minute(2), 1, aStoppedTask(1, OptionalInt.of(1), HOSTILE, HOSTILE)));

    for (var page :
        List.of(
            shown(hostile, HOSTILE),
            new OneRunView(hostile, Optional.of(HOSTILE)).shown(scene(HOSTILE)).toString())) {
      assertFalse(page.contains("<img"), page);
      has(page, "&lt;img src=x onerror=alert(1)&gt;&quot;&#39;&amp;");
    }
  }

  @Test
  void terminalColoursAreLeftOutOfLogs() {
    has(shown(failedForGood(), "\u001b[31mred\u001b[0m"), ">red</pre>");
  }

  @Test
  void aSparklineTellsOfFailuresWithoutColours() {
    var line = Sparkline.of(view(failedForGood()).total().recent().runs(), 20, 4, 24);

    has(line.shown().toString(), "<circle class=\"dot bad\"", "1 failed");
    assertEquals("The last run: 1 failed; the longest took 2 min 00 s.", line.words());
  }
}
