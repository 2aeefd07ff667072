package dev.ecsjobs.engine;

import static dev.ecsjobs.engine.EngineFixtures.ONE_O_CLOCK;
import static dev.ecsjobs.engine.EngineFixtures.REPORT;
import static dev.ecsjobs.engine.EngineFixtures.exited;
import static dev.ecsjobs.engine.EngineFixtures.id;
import static dev.ecsjobs.engine.EngineFixtures.job;
import static dev.ecsjobs.engine.EngineFixtures.launching;
import static dev.ecsjobs.engine.EngineFixtures.succeeded;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.ecsjobs.Document;
import dev.ecsjobs.engine.History.Recorded;
import dev.ecsjobs.history.HistoryQuery;
import dev.ecsjobs.history.JobSummary;
import dev.ecsjobs.history.Message;
import dev.ecsjobs.history.Position;
import dev.ecsjobs.history.RunSummary;
import dev.ecsjobs.job.Concurrency;
import dev.ecsjobs.job.JobName;
import dev.ecsjobs.retry.RetryPolicy;
import dev.ecsjobs.run.Run;
import dev.ecsjobs.run.RunEvent.RetryScheduled;
import dev.ecsjobs.run.RunId;
import dev.ecsjobs.run.RunResult;
import dev.ecsjobs.run.Usual;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.IntStream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What every {@link History} promises, wherever it keeps its rows. */
public abstract class HistoryContract {
  private static final RetryPolicy ONCE =
      new RetryPolicy(1, 1, Duration.ZERO, 1, Duration.ZERO, List.of());

  private History history;

  /** A history without any run; asked for once a test. */
  protected abstract History emptyHistory();

  @BeforeEach
  void beginEmpty() {
    history = emptyHistory();
  }

  @Test
  void isEmptyAtFirst() {
    assertEquals(List.of(), history.runs(REPORT, 10));
    assertEquals(List.of(), history.jobs());
  }

  @ParameterizedTest
  @MethodSource("dev.ecsjobs.engine.EngineFixtures#finishedInEveryWay")
  void tellsWhatWasRecorded(Run run) {
    var summary = summary(run);
    assertTrue(history.record(summary));
    assertEquals(List.of(summary), history.runs(REPORT, 10));
    assertEquals(List.of(JobSummary.none(REPORT).plus(summary)), history.jobs());
  }

  @Test
  void countsWhatAnIndexUsedButNotAsARun() {
    var array = new RunId(REPORT, "20260301T010000Z");
    var summary = summaryOf(REPORT, ONE_O_CLOCK, 1);
    var index =
        new RunSummary(
            array.ofIndex(3),
            summary.scheduledTime(),
            summary.requestedAt(),
            summary.finishedAt(),
            summary.result(),
            summary.reason(),
            summary.attempts());
    assertTrue(history.record(index));
    assertFalse(history.record(index));
    assertTrue(history.record(summary));

    assertEquals(List.of(summary), history.runs(REPORT, 10));
    var job = history.jobs().getFirst();
    assertEquals(List.of(1L, 1L, 2L), List.of(job.runs(), job.failed(), job.attempts()));
    assertEquals(List.of(job), history.jobs());
  }

  @Test
  void countsARunOnceHoweverOftenItIsRecorded() {
    var summary = summaryOf(REPORT, ONE_O_CLOCK, 0);
    assertTrue(history.record(summary));
    assertFalse(history.record(summary));
    assertEquals(List.of(summary), history.runs(REPORT, 10));
    assertEquals(List.of(JobSummary.none(REPORT).plus(summary)), history.jobs());
  }

  @Test
  void answersWithWhatWasSaidAtFirst() {
    var summary = summaryOf(REPORT, ONE_O_CLOCK, 0);
    var first = saying("first");
    assertEquals(
        new Recorded(true, Optional.of(first)), history.record(summary, _ -> Optional.of(first)));
    assertEquals(
        new Recorded(false, Optional.of(first)),
        history.record(summary, _ -> Optional.of(saying("second"))));
    var unsaid = summaryOf(REPORT, ONE_O_CLOCK.plusSeconds(60), 0);
    history.record(unsaid);
    assertEquals(
        new Recorded(false, Optional.empty()), history.record(unsaid, _ -> Optional.of(first)));
    assertEquals(List.of(unsaid, summary), history.runs(REPORT, 10));
  }

  @Test
  void whatIsSaidDependsOnWhatWasKnownBefore() {
    var known = new ArrayList<JobSummary>();
    for (int minute : List.of(0, 1, 1)) {
      var run = summaryOf(REPORT, ONE_O_CLOCK.plusSeconds(60L * minute), 1);
      history.record(
          run,
          before -> {
            known.add(before);
            return Optional.empty();
          });
    }
    assertEquals(JobSummary.none(REPORT), known.get(0));
    assertEquals(1, known.get(1).failed());
  }

  private static Message saying(String what) {
    return new Message(
        "Job Run Failed", ONE_O_CLOCK, new Document().put("what", what).put("tell", true).fields());
  }

  @Test
  void countsARunOnceThatIsRecordedTwentyTimesAtOnce() {
    var summary = summaryOf(REPORT, ONE_O_CLOCK, 0);
    var recorded = Together.call(20, _ -> history.record(summary));
    assertEquals(1, Collections.frequency(recorded, true));
    assertEquals(List.of(JobSummary.none(REPORT).plus(summary)), history.jobs());
  }

  @Test
  void rollsUpEveryOneOfTwentyRunsRecordedAtOnce() {
    var summaries =
        IntStream.range(0, 20)
            .mapToObj(i -> summaryOf(REPORT, ONE_O_CLOCK.plusSeconds(60L * i), i % 4 == 0 ? 1 : 0))
            .toList();
    var recorded = Together.call(20, i -> history.record(summaries.get(i)));
    assertEquals(20, Collections.frequency(recorded, true));
    var expected = JobSummary.none(REPORT);
    for (var summary : summaries) {
      expected = expected.plus(summary);
    }
    assertEquals(List.of(expected), history.jobs());
    assertEquals(15, history.jobs().getFirst().succeeded());
    assertEquals(5, history.jobs().getFirst().failed());
    assertEquals(summaries.reversed(), history.runs(REPORT, 100));
  }

  @Test
  void tellsTheLatestRequestedFirstWhateverTheOrderOfRecording() {
    for (int hour : List.of(2, 0, 3, 1)) {
      history.record(summaryOf(REPORT, ONE_O_CLOCK.plus(Duration.ofHours(hour)), 0));
    }
    var all = List.of(ids(3), ids(2), ids(1), ids(0));
    assertEquals(all, runsOf(history.runs(REPORT, 10)));
    assertEquals(all.subList(0, 2), runsOf(history.runs(REPORT, 2)));
  }

  private static RunId ids(int hour) {
    return id(REPORT, ONE_O_CLOCK.plus(Duration.ofHours(hour)));
  }

  @Test
  void ordersRunsRequestedWithinASecond() {
    var expected = new ArrayList<RunSummary>();
    for (long millis : List.of(0L, 20L, 100L)) {
      var launching =
          EngineFixtures.launchingAt(
              job(REPORT, Concurrency.ALLOW),
              ONE_O_CLOCK.minusSeconds(millis),
              ONE_O_CLOCK.plusMillis(millis));
      expected.addFirst(summary(exited(launching, ONE_O_CLOCK.plusSeconds(9), 0)));
    }
    expected.forEach(history::record);
    assertEquals(expected, history.runs(REPORT, 10));
  }

  @Test
  void keepsJobsApartAndTellsThemByName() {
    // "report" begins like "report-2": a prefix must not mix them up.
    var names = List.of("report-2", "import", "report", "Zebra");
    names.forEach(name -> history.record(summaryOf(new JobName(name), ONE_O_CLOCK, 0)));
    assertEquals(
        List.of("Zebra", "import", "report", "report-2"),
        history.jobs().stream().map(job -> job.job().value()).toList());
    assertEquals(
        List.of(id(new JobName("report"), ONE_O_CLOCK)),
        runsOf(history.runs(new JobName("report"), 10)));
  }

  @Test
  void keepsTheLatestResultWhenAnEarlierRunIsRecordedLater() {
    history.record(summaryOf(REPORT, ONE_O_CLOCK.plusSeconds(60), 1));
    history.record(summaryOf(REPORT, ONE_O_CLOCK, 0));
    var job = history.jobs().getFirst();
    assertEquals(Optional.of(RunResult.FAILED), job.lastResult());
    assertEquals(2, job.runs());
  }

  @Test
  void keepsWhatIsSaidOfARunThatGoesOnAsItWasSaidFirst() {
    var id = id(REPORT, ONE_O_CLOCK);
    var first = new RetryScheduled(ONE_O_CLOCK, 2, ONE_O_CLOCK, "1 of 3 attempts used");
    var second = new RetryScheduled(ONE_O_CLOCK.plusSeconds(60), 3, ONE_O_CLOCK, "2 of 3");
    assertEquals(said("first"), history.keep(id, first, () -> said("first")));
    assertEquals(said("first"), history.keep(id, first, () -> said("in other words")));
    assertEquals(said("second"), history.keep(id, second, () -> said("second")));
    var other = id(new JobName("import"), ONE_O_CLOCK);
    assertEquals(said("other"), history.keep(other, first, () -> said("other")));
    assertEquals(List.of(), history.jobs());
    assertEquals(List.of(), history.runs(REPORT, 10));
  }

  private static Message said(String what) {
    return new Message("Job Run Retrying", ONE_O_CLOCK, Map.of("what", what));
  }

  @Test
  void tellsAJobsRollUpByItself() {
    assertEquals(JobSummary.none(REPORT), history.job(REPORT));
    history.record(summaryOf(REPORT, ONE_O_CLOCK, 0));
    history.record(summaryOf(new JobName("import"), ONE_O_CLOCK, 0));
    assertEquals(1, history.job(REPORT).runs());
    assertEquals(Optional.empty(), history.job(REPORT).recent().usual());
    for (int minute = 1; minute < 10; minute++) {
      history.record(summaryOf(REPORT, ONE_O_CLOCK.plusSeconds(60L * minute), 0));
    }
    assertEquals(
        Optional.of(new Usual(Duration.ofSeconds(90), 10)), history.job(REPORT).recent().usual());
  }

  @Test
  void tellsTheRunsOfAllJobsInOneOrder() {
    fourHours();
    assertEquals(
        List.of(
            "nightly-report 3",
            "import 3",
            "nightly-report 2",
            "import 2",
            "nightly-report 1",
            "import 1"),
        hours(HistoryQuery.latest(6)));
  }

  @Test
  void tellsOnlyWhatIsWanted() {
    fourHours();
    var all = HistoryQuery.latest(100);
    var since = ONE_O_CLOCK.plus(Duration.ofHours(2));
    var failed = Set.of(RunResult.FAILED, RunResult.MISSED);
    assertEquals(List.of("nightly-report 2", "import 1"), hours(all.with(failed)));
    assertEquals(List.of("nightly-report 2"), hours(all.with(failed).of(REPORT)));
    assertEquals(List.of("nightly-report 2"), hours(all.with(failed).since(since)));
    assertEquals(
        List.of("nightly-report 3", "nightly-report 1", "nightly-report 0"),
        hours(all.of(REPORT).with(Set.of(RunResult.SUCCEEDED))));
    assertEquals(
        List.of("nightly-report 3", "import 3", "nightly-report 2", "import 2"),
        hours(all.since(since)));
    assertEquals(
        List.of("nightly-report 3", "nightly-report 2"), hours(all.since(since).of(REPORT)));
    assertEquals(List.of(), hours(all.with(Set.of(RunResult.CANCELLED))));
    assertEquals(List.of(), hours(all.with(Set.of())));
  }

  @ParameterizedTest
  @ValueSource(ints = {1, 2, 3, 8, 100})
  void pagesAddUpToTheWhole(int limit) {
    fourHours();
    var failed = Set.of(RunResult.FAILED);
    var all = HistoryQuery.latest(limit);
    for (var query :
        List.of(
            all,
            all.of(REPORT),
            all.with(failed),
            all.of(REPORT).with(failed),
            all.of(REPORT).with(Set.of(RunResult.SUCCEEDED)),
            all.since(ONE_O_CLOCK.plusSeconds(3600)))) {
      var whole = new HistoryQuery(query.job(), query.results(), query.since(), NONE, 100);
      assertEquals(hours(whole), pages(query), query.toString());
    }
  }

  private static final Optional<Position> NONE = Optional.empty();

  /** All pages, each no longer than asked for and none empty at the end. */
  private List<String> pages(HistoryQuery query) {
    var found = new ArrayList<String>();
    var page = history.page(query);
    while (true) {
      page.runs().forEach(run -> found.add(hour(run)));
      assertTrue(page.runs().size() <= query.limit());
      if (page.next().isEmpty()) {
        return found;
      }
      assertEquals(query.limit(), page.runs().size());
      var asText = Position.parse(page.next().get().text()).orElseThrow();
      page = history.page(query.after(asText));
      assertFalse(page.runs().isEmpty());
    }
  }

  /** A run of each of two jobs at the very same instant, four times. */
  private void fourHours() {
    for (var name : List.of(new JobName("import"), REPORT)) {
      for (int hour : List.of(2, 0, 3, 1)) {
        boolean fails = name.equals(REPORT) ? hour == 2 : hour == 1;
        history.record(summaryOf(name, ONE_O_CLOCK.plus(Duration.ofHours(hour)), fails ? 1 : 0));
      }
    }
  }

  private List<String> hours(HistoryQuery query) {
    return history.page(query).runs().stream().map(HistoryContract::hour).toList();
  }

  private static String hour(RunSummary run) {
    var since = Duration.between(ONE_O_CLOCK, run.scheduledTime().orElseThrow());
    return run.run().job() + " " + since.toHours();
  }

  private static List<RunId> runsOf(List<RunSummary> summaries) {
    return summaries.stream().map(RunSummary::run).toList();
  }

  private static RunSummary summaryOf(JobName name, Instant time, int exitCode) {
    var job = job(name, Concurrency.ALLOW, ONCE);
    return summary(
        exitCode == 0
            ? succeeded(job, time)
            : exited(launching(job, time), time.plusSeconds(90), exitCode));
  }

  private static RunSummary summary(Run run) {
    return RunSummary.of(run).orElseThrow();
  }
}
