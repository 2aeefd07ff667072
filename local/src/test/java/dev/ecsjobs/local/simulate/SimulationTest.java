package dev.ecsjobs.local.simulate;

import static dev.ecsjobs.local.simulate.Scenes.FROM;
import static dev.ecsjobs.local.simulate.Scenes.MINUTE;
import static dev.ecsjobs.local.simulate.Scenes.job;
import static dev.ecsjobs.local.simulate.Scenes.line;
import static dev.ecsjobs.local.simulate.Scenes.run;
import static dev.ecsjobs.local.simulate.Scenes.scenario;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.ecsjobs.cost.PriceTable;
import dev.ecsjobs.history.JobSummary;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.OptionalInt;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** What a simulation tells, and that it tells the same again. */
class SimulationTest {
  private static final TaskDuration EIGHT_MINUTES =
      new TaskDuration.Stated(Duration.ofMinutes(8), 0);
  private static final SimulatedJob HELLO = job("hello", "rate(5 minutes)", "");
  private static final SimulatedJob NIGHTLY =
      job("nightly", "cron(0 2 * * ? *)", "SPOT, \"startingDeadline\": \"PT1H\"");

  @Test
  void theSameSeedGivesTheSameReport() {
    var once = run(scenario(10, 7, Faults.usual(), HELLO, NIGHTLY));
    var again = run(scenario(10, 7, Faults.usual(), HELLO, NIGHTLY));
    assertEquals(withoutScenario(once), withoutScenario(again));
  }

  @Test
  void anotherSeedGivesAnotherReport() {
    var seven = run(scenario(10, 7, Faults.usual(), HELLO, NIGHTLY));
    var eight = run(scenario(10, 8, Faults.usual(), HELLO, NIGHTLY));
    assertNotEquals(withoutScenario(seven), withoutScenario(eight));
  }

  /** Each occurrence has a sequence of chance of its own. */
  @Test
  void oneJobMoreLeavesTheOthersStoryAsItWas() {
    var alone = run(scenario(10, 7, Faults.usual(), HELLO));
    var together = run(scenario(10, 7, Faults.usual(), NIGHTLY, HELLO));
    assertEquals(line(alone), line(together));
  }

  private static List<Object> withoutScenario(Report report) {
    return List.of(
        report.jobs(),
        report.herds(),
        report.slowest(),
        report.open(),
        report.deferrals(),
        report.mostTasks(),
        report.mostTasksAt());
  }

  @Test
  void whenNothingGoesWrongEveryOccurrenceSucceedsAtOnce() {
    var report = run(scenario(3, 1, Faults.none(), HELLO, NIGHTLY));
    assertEquals(3 * 288 + 3, report.expected());
    assertEquals(report.expected(), report.accountedFor());
    for (var job : report.jobs()) {
      assertEquals(job.expected(), job.summary().succeeded());
      assertEquals(job.expected(), job.summary().attempts());
      assertEquals(0, job.retries());
    }
    assertTrue(report.open().isEmpty());
  }

  @Test
  void theFirstInstantBelongsToItAndTheLastDoesNot() {
    var midnight = job("midnight", "cron(0 0 * * ? *)", "");
    assertEquals(2, run(scenario(2, 1, Faults.none(), midnight)).expected());
  }

  /** Due every five minutes, a task of eight minutes is in the way of every other fire. */
  @Test
  void whatOverlapsIsSkippedAsTheEngineSays() {
    var slow = job("slow", "rate(5 minutes)", "", EIGHT_MINUTES);
    var summary = line(run(scenario(1, 1, Faults.none(), slow))).summary();
    assertEquals(144, summary.succeeded());
    assertEquals(144, summary.skipped());
  }

  /** Due at :00 and :05, with tasks of eight minutes: each second one waits for the first. */
  @Test
  void whatWaitsForItsTurnIsRunAfterwards() {
    var queueing =
        job("queueing", "cron(0,5 * * * ? *)", ", \"concurrency\": \"QUEUE\"", EIGHT_MINUTES);
    var report = run(scenario(1, 1, Faults.none(), queueing));
    assertEquals(48, line(report).summary().succeeded());
    assertEquals(1, report.mostTasks());
  }

  @Test
  void whatIsReplacedIsCancelledAndAccountedFor() {
    var replacing =
        job("replacing", "rate(5 minutes)", ", \"concurrency\": \"REPLACE\"", EIGHT_MINUTES);
    var report = run(scenario(1, 1, Faults.none(), replacing));
    var summary = line(report).summary();
    assertEquals(287, summary.cancelled(), "each but the last is replaced");
    assertEquals(1, summary.succeeded());
    assertEquals(List.of(), report.open());
  }

  @Test
  void aLimitStopsATaskThatTakesTooLong() {
    var hour = new TaskDuration.Stated(Duration.ofHours(1), 0);
    var limited = job("limited", "cron(0 2 * * ? *)", ", \"attemptTimeout\": \"PT10M\"", hour);
    var line = line(run(scenario(4, 1, Faults.none(), limited)));
    assertEquals(4, line.summary().failed());
    var took = line.duration().orElseThrow();
    assertTrue(took.longest().compareTo(Duration.ofMinutes(17)) < 0, took::toString);
  }

  @Test
  void aThousandJobsAtMidnightAreAllLaunchedAndNoneIsLost() {
    var scenario = withHerd(1_000, OptionalInt.empty());
    var report = run(scenario);
    assertEquals(1_000, line(report).summary().succeeded() + line(report).summary().failed());
    assertEquals(List.of(), report.open());

    var herd = report.herds().getFirst();
    assertEquals(FROM, herd.at());
    assertEquals(1_000, herd.due());
    assertEquals(herd.launched(), herd.plan().stream().mapToInt(Integer::intValue).sum());
    assertEquals(Duration.ofSeconds(45), herd.shortest(), "a burst of 100, then 20 a second");
    assertTrue(herd.all().compareTo(herd.shortest()) >= 0, "faster than AWS allows: " + herd);
    assertTrue(herd.plan().getFirst() >= 980, "all but those that came late: " + herd);
    assertTrue(report.deferrals() > 0, "the rest waits for its turn");
  }

  @Test
  void theQuotaOfTasksAtATimeIsKept() {
    var report = run(withHerd(100, OptionalInt.of(10)));
    assertEquals(10, report.mostTasks());
    assertEquals(100, line(report).summary().runs());
    assertEquals(List.of(), report.open());
  }

  private static Scenario withHerd(int size, OptionalInt concurrentTasks) {
    return new Scenario(
        SimulatedJob.herd(size, MINUTE, "us-east-1"),
        FROM,
        FROM.plus(Duration.ofDays(1)),
        7,
        Faults.usual(),
        concurrentTasks,
        PriceTable.standard(),
        Duration.ofSeconds(105));
  }

  @Test
  void whatIsNeverDeliveredIsMadeUpForByTheSweep() {
    var report = run(scenario(3, 1, Faults.none().with(Fault.UNDELIVERED, 1), NIGHTLY));
    assertEquals(3, line(report).summary().succeeded());
    assertEquals(List.of(), report.open());
    var late = line(report).startDelay().orElseThrow();
    assertTrue(late.p50().compareTo(Duration.ofMinutes(5)) > 0, late::toString);
  }

  @Test
  void whatTheJobDoesNotWantMadeUpForIsMissed() {
    var never = Faults.none().with(Fault.UNDELIVERED, 1);
    var job = job("nightly", "cron(0 2 * * ? *)", ", \"catchUp\": \"NONE\"");
    assertEquals(3, line(run(scenario(3, 1, never, job))).summary().missed());
  }

  /** Nobody but EventBridge Scheduler knows when a rate was due. */
  @Test
  void whatIsNeverDeliveredOfARateIsToldOfAsLost() {
    var hourly = job("hourly", "rate(1 hour)", "");
    var report = run(scenario(1, 1, Faults.none().with(Fault.UNDELIVERED, 1), hourly));
    assertEquals(24, report.expected());
    assertEquals(0, report.accountedFor());
    assertEquals("hourly/20270101T000000Z", report.open().getFirst().run().toString());
    assertTrue(report.open().stream().allMatch(Report.Open::isLost));
  }

  /** The sweep sees such a run for ever; only a limit of the job can end it. */
  @Test
  void aTaskThatHangsKeepsItsRunOpenUnlessTheJobHasALimit() {
    var hanging = Faults.none().with(Fault.HANG, 1);
    var open = run(scenario(1, 1, hanging, NIGHTLY)).open();
    assertEquals(1, open.size());
    assertTrue(open.getFirst().standing().orElseThrow().startsWith("Attempt 1"), open::toString);

    var limited = job("limited", "cron(0 2 * * ? *)", ", \"attemptTimeout\": \"PT10M\"");
    assertEquals(List.of(), run(scenario(1, 1, hanging, limited)).open());
  }

  /** An hour of 1 vCPU and 2 GiB is 4.9 cents in us-east-1, and some seconds are added. */
  @Test
  void tasksArePaidForFromTheirImagesDownloadUntilTheyAreStopped() {
    var hour = new TaskDuration.Stated(Duration.ofHours(1), 0);
    var onDemand = job("hour", "cron(0 2 * * ? *)", "", hour);
    var dollars = run(scenario(10, 1, Faults.none(), onDemand)).cost().dollars().doubleValue();
    assertTrue(dollars > 0.4937 && dollars < 0.51, () -> "ten hours: " + dollars);

    var onSpot = job("hour", "cron(0 2 * * ? *)", "SPOT", hour);
    var cheaper = run(scenario(10, 1, Faults.none(), onSpot)).cost().dollars().doubleValue();
    assertTrue(cheaper < dollars / 2, () -> "on Spot: " + cheaper);
  }

  @Test
  void aYearOfTheSameMinuteIsForgottenOnTheWayAndStillCounted() {
    var report = run(scenario(365, 3, Faults.none(), NIGHTLY));
    assertEquals(365, line(report).summary().succeeded());
  }

  /** Whatever is drawn: what was expected is what came of it. */
  @Test
  void theSumOfAllEndsIsWhatWasExpectedWhateverGoesWrong() {
    for (long seed = 1; seed <= 20; seed++) {
      var report = run(drawn(seed));
      long told = seed;
      for (var job : report.jobs()) {
        var summary = job.summary();
        long open = report.open().stream().filter(o -> o.run().job().equals(job.name())).count();
        assertEquals(job.expected(), ends(summary) + open, () -> "seed " + told + ": " + job);
        assertTrue(summary.attempts() >= summary.succeeded(), job::toString);
      }
      assertTrue(report.open().stream().noneMatch(Report.Open::isLost), () -> "seed " + told);
    }
  }

  private static long ends(JobSummary summary) {
    return summary.succeeded()
        + summary.failed()
        + summary.cancelled()
        + summary.skipped()
        + summary.missed();
  }

  /** Jobs of all kinds, and faults ten times as often as usual. */
  private static Scenario drawn(long seed) {
    var random = new Chance(seed).ofSweep(0);
    var jobs = new ArrayList<SimulatedJob>();
    for (int number = 1; number <= 4; number++) {
      var rest =
          Stream.of(
                  "SPOT",
                  ", \"concurrency\": \"ALLOW\"",
                  ", \"startingDeadline\": \"PT10M\"",
                  ", \"attemptTimeout\": \"PT20M\"",
                  ", \"runTimeout\": \"PT1H\"",
                  ", \"startTimeout\": \"PT3M\"",
                  ", \"retry\": {\"initialDelay\": \"PT0S\"}")
              .filter(_ -> random.nextBoolean())
              .reduce("", String::concat);
      var expression = "rate(%d minutes)".formatted(random.nextInt(2, 90));
      var middle = Duration.ofSeconds(random.nextInt(1, 1_800));
      jobs.add(job("job-" + number, expression, rest, new TaskDuration.Stated(middle, 90)));
    }
    var faults = Faults.usual();
    for (var fault : Fault.values()) {
      faults = faults.with(fault, Math.min(0.5, fault.usually() * 10));
    }
    return new Scenario(
        jobs,
        FROM,
        FROM.plus(Duration.ofDays(1)),
        seed,
        faults,
        random.nextBoolean() ? OptionalInt.empty() : OptionalInt.of(3),
        PriceTable.standard(),
        Duration.ofSeconds(105));
  }
}
