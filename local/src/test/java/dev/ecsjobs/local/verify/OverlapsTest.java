package dev.ecsjobs.local.verify;

import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.ecsjobs.engine.InMemoryHistory;
import dev.ecsjobs.history.RunSummary;
import dev.ecsjobs.job.JobName;
import dev.ecsjobs.run.RunId;
import dev.ecsjobs.run.RunResult;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class OverlapsTest {
  private static final String LIMIT = "\"attemptTimeout\": \"PT2H\"";

  @Test
  void aStatedDurationLongerThanTheDistanceSkipsRunsWhereOverlapIsForbidden() {
    assertEquals(
        List.of(
            "WARNING half: a run takes 40 min (as stated), and occurrences are 30 min apart or"
                + " more: 1,000 of the next 2,000 are skipped then, the first at 2027-01-01 01:00"
                + " UTC. Run it less often, or let runs overlap with concurrency ALLOW."),
        new Jobs()
            .with("half", "cron(0/30 * * * ? *)", "UTC", LIMIT)
            .stated("half", Duration.ofMinutes(40))
            .findings());
  }

  @Test
  void whereOverlapIsAllowedItIsToldHowManyRunAtOnce() {
    assertEquals(
        List.of(
            "WARNING half: a run takes 1 h 10 min (as stated), and occurrences are 30 min apart or"
                + " more: up to 3 run at once then. Run it less often, or forbid it with"
                + " concurrency FORBID."),
        new Jobs()
            .with("half", "cron(0/30 * * * ? *)", "UTC", LIMIT + ", \"concurrency\": \"ALLOW\"")
            .stated("half", Duration.ofMinutes(70))
            .findings());
  }

  @Test
  void aTimeLimitIsOnlyTheLongestARunMayTake() {
    assertEquals(
        List.of(
            "NOTE hourly: a run may take up to 2 h (attemptTimeout), and occurrences are 1 h apart"
                + " or more: 1,000 of the next 2,000 are skipped then, the first at 2027-01-01"
                + " 02:00 UTC. Run it less often, or let runs overlap with concurrency ALLOW, or"
                + " lower attemptTimeout."),
        new Jobs().with("hourly", "cron(0 * * * ? *)", "UTC", LIMIT).findings());
  }

  @Test
  void aRunThatEndsWhenTheNextIsDueIsNoOverlap() {
    assertEquals(
        List.of(),
        new Jobs()
            .with("half", "cron(0/30 * * * ? *)", "UTC", LIMIT)
            .stated("half", Duration.ofMinutes(30))
            .findings());
  }

  @Test
  void allSchedulesOfAJobCount() {
    var found =
        new Jobs()
            .with("twice", "cron(0 6 * * ? *)", "UTC", LIMIT)
            .with("twice", "cron(10 6 ? * MON *)", "UTC", LIMIT)
            .stated("twice", Duration.ofMinutes(20))
            .verification()
            .findings();
    assertEquals(
        List.of(
            "twice: a run takes 20 min (as stated), and occurrences are 10 min apart or more: 52"
                + " of the next 418 are skipped then, the first at 2027-01-04 06:10 UTC"),
        found.stream()
            .map(finding -> finding.problem().what())
            .filter(what -> what.contains("apart"))
            .toList());
  }

  @Test
  void theHistorysSlowButForTheVerySlowestIsWhatIsRecorded() {
    var history = new InMemoryHistory();
    for (int run = 1; run <= 40; run++) {
      history.record(run(run, RunResult.SUCCEEDED, Duration.ofMinutes(run)));
    }
    history.record(run(50, RunResult.FAILED, Duration.ofDays(1)));
    var recorded = Expectations.in(history);
    assertEquals(Optional.of(Duration.ofMinutes(38)), recorded.of(new JobName("job")));
    assertEquals(Optional.empty(), recorded.of(new JobName("other")));
    assertEquals(
        List.of(
            "WARNING job: a run takes 38 min (as 95 % of the recorded runs), and occurrences are 30"
                + " min apart or more: 1,000 of the next 2,000 are skipped then, the first at"
                + " 2027-01-01 01:00 UTC. Run it less often, or let runs overlap with concurrency"
                + " ALLOW."),
        new Jobs().with("job", "cron(0/30 * * * ? *)", "UTC", LIMIT).recorded(recorded).findings());
  }

  private static RunSummary run(int minute, RunResult result, Duration took) {
    var at = Instant.parse("2026-12-01T00:00:00Z").plus(Duration.ofMinutes(minute));
    return new RunSummary(
        RunId.scheduled(new JobName("job"), at),
        Optional.of(at),
        at,
        at.plus(took),
        result,
        "so it was",
        List.of());
  }
}
