package dev.ecsjobs.local.verify;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.List;
import org.junit.jupiter.api.Test;

class HerdsTest {

  @Test
  void aThousandJobsAtMidnightAreToldWithTheirLaunchPlan() {
    var jobs = herd(1000, "cron(0 0 * * ? *)");
    assertEquals(
        List.of(
            "WARNING 1,000 jobs are due at 2027-01-02 00:00 UTC, and ECS starts 100 at once and"
                + " then 20 a second: that takes 45 s, and job-1000 comes last; within 32 days"
                + " there are 31 minutes of this kind. Spread them over some minutes, or ask AWS"
                + " for a higher rate; nothing is lost, launches that are throttled are repeated.",
            "NOTE the 1,000 jobs due at 2027-01-02 00:00 UTC want 1,000 vCPUs at once; an account"
                + " begins with a quota of 6 for Fargate. Look at the account's quota in Service"
                + " Quotas, or spread the jobs."),
        jobs.findings());
  }

  @Test
  void whatECSStartsAtOnceIsNoHerd() {
    assertEquals(
        List.of("NOTE"),
        herd(100, "cron(0 0 * * ? *)").verification().findings().stream()
            .map(finding -> finding.severity().name())
            .toList());
  }

  @Test
  void spotAndOnDemandHaveABucketEach() {
    var jobs = herd(100, "cron(0 0 * * ? *)");
    for (int i = 1; i <= 101; i++) {
      jobs.with(
          "spot-" + i,
          "cron(0 0 * * ? *)",
          "UTC",
          "\"definition\": \"report\", \"capacity\": \"FARGATE_SPOT\"",
          "\"attemptTimeout\": \"PT1S\"");
    }
    var what = jobs.verification().findings().getFirst().problem().what();
    assertEquals(
        "201 jobs are due at 2027-01-02 00:00 UTC, and ECS starts 100 at once and then 20 a"
            + " second: that takes 1 s, and spot-101 comes last; within 32 days there are 31"
            + " minutes of this kind",
        what);
  }

  @Test
  void sixVCpusAreWhatAnAccountBeginsWith() {
    assertEquals(List.of(), herd(6, "cron(0 0 * * ? *)").findings());
    assertEquals(1, herd(7, "cron(0 0 * * ? *)").findings().size());
  }

  private static Jobs herd(int size, String expression) {
    var jobs = new Jobs();
    for (int i = 1; i <= size; i++) {
      jobs.with("job-" + i, expression, "UTC");
    }
    return jobs;
  }
}
