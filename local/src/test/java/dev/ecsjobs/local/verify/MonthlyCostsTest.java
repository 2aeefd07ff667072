package dev.ecsjobs.local.verify;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;

/** A task of 1 vCPU and 2 GiB costs $0.04937 an hour in us-east-1. */
class MonthlyCostsTest {
  private static final String LIMIT = "\"attemptTimeout\": \"PT2H\"";

  @Test
  void everyJobIsToldWithItsRunsOfAMonthAndWhyTheyAreThoughtToTakeSoLong() {
    assertEquals(
        List.of(
            "stated: 30 of PT1H as stated $1.48",
            "limited: 30 of PT2H at most, attemptTimeout $2.96",
            "unknown: 1440 of PT1M at least, nothing says how long $1.18",
            "spot: 30 of PT1H as stated $0.59",
            "shorter: 30 of PT1H at most, runTimeout $1.48",
            "slices: 30 of PT1H as stated, 5 tasks at a time $7.41"),
        lines(
            new Jobs()
                .with("stated", "cron(0 6 * * ? *)", "UTC", LIMIT)
                .with("limited", "cron(0 0 * * ? *)", "UTC", LIMIT)
                .with("unknown", "rate(30 minutes)", "UTC", "\"retry\": {}")
                .with(
                    "spot",
                    "cron(0 6 * * ? *)",
                    "UTC",
                    "\"definition\": \"report\", \"capacity\": \"FARGATE_SPOT\"",
                    LIMIT)
                .with("shorter", "cron(0 6 * * ? *)", "UTC", LIMIT + ", \"runTimeout\": \"PT1H\"")
                .with(
                    "slices",
                    "cron(0 6 * * ? *)",
                    "UTC",
                    LIMIT + ", \"array\": {\"size\": 20, \"parallelism\": 5}")
                .stated("slices", Duration.ofHours(1))
                .stated("stated", Duration.ofHours(1))
                .stated("spot", Duration.ofHours(1))));
  }

  @Test
  void twoSchedulesOfAJobAreOneLineAndWhatIsNotHereHasNoPrice() {
    assertEquals(
        List.of("twice: 60 of PT2H at most, attemptTimeout $5.92"),
        lines(
            new Jobs()
                .with("twice", "cron(0 6 * * ? *)", "UTC", LIMIT)
                .with("twice", "cron(0 18 * * ? *)", "UTC", LIMIT)
                .with("other", "cron(0 6 * * ? *)", "UTC", "\"definition\": \"nowhere\"", LIMIT)));
  }

  private static List<String> lines(Jobs jobs) {
    return jobs.verification().costs().lines().stream()
        .map(
            line ->
                "%s: %d of %s %s %s"
                    .formatted(line.job(), line.runs(), line.takes(), line.basis(), line.cost()))
        .toList();
  }
}
