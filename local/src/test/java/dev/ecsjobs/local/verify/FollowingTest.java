package dev.ecsjobs.local.verify;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** Jobs that would wait for what never comes, that share a group, or that have no time. */
class FollowingTest {
  private static final String DAILY = "cron(0 6 * * ? *)";

  private static String after(String... others) {
    return "\"attemptTimeout\": \"PT1S\", \"after\": [%s]"
        .formatted(String.join(", ", Stream.of(others).map(o -> '"' + o + '"').toList()));
  }

  @Test
  void aJobThatFollowsAnotherOfTheSameTimesIsFine() {
    assertEquals(
        List.of(),
        new Jobs()
            .with("extract", DAILY, "UTC")
            .with("load", DAILY, "UTC", after("extract"))
            .findings());
  }

  @Test
  void aJobThatFollowsOneThatIsNotThereIsToldWhichWasMeant() {
    assertEquals(
        List.of(
            "WARNING load: there is no job 'extrat' in this template; if there is none, it waits"
                + " for ever. Write extract instead; if it is another template's, make sure that"
                + " it is due at the same times."),
        new Jobs()
            .with("extract", DAILY, "UTC")
            .with("load", DAILY, "UTC", after("extrat"))
            .findings());
  }

  @Test
  void aJobThatIsDueWhenWhatItFollowsIsNotWaitsForEver() {
    assertEquals(
        List.of(
            "WARNING load: it is due at 2027-01-02 06:00 UTC, and extract, after whose success it"
                + " starts, is not: it waits for ever. Give both schedules the same times."),
        new Jobs()
            .with("extract", "cron(0 6 ? * MON-FRI *)", "UTC")
            .with("load", DAILY, "UTC", after("extract"))
            .findings());
  }

  @Test
  void orUntilItsDeadlineIfItHasOne() {
    var fields = after("extract") + ", \"startingDeadline\": \"PT6H\"";
    assertEquals(
        List.of(
            "WARNING load: it is due at 2027-01-02 06:00 Europe/Berlin, and extract, after whose"
                + " success it starts, is not: it waits until its startingDeadline 6 h has"
                + " passed. Give both schedules the same times."),
        new Jobs()
            .with("extract", DAILY, "UTC")
            .with("load", "cron(0 6 2 * ? *)", "Europe/Berlin", fields)
            .findings());
  }

  @Test
  void whatItFollowsMayBeDueMoreOften() {
    assertEquals(
        List.of(),
        new Jobs()
            .with("extract", "cron(0/5 * * * ? *)", "UTC")
            .with("load", DAILY, "Europe/Berlin", after("extract"))
            .findings());
  }

  @Test
  void twoRatesAreNeverDueAtTheSameTime() {
    assertEquals(
        List.of(
            "WARNING load: a rate counts from its schedule's creation, so load and extract are"
                + " never due at the same time. Give both the same cron expression, or the same"
                + " rate and StartDate."),
        new Jobs()
            .with("extract", "rate(1 hour)", "UTC")
            .with("load", "rate(1 hour)", "UTC", after("extract"))
            .findings());
  }

  @Test
  void jobsThatWaitForEachOtherInACircleAreToldOnce() {
    assertEquals(
        List.of(
            "ERROR a: a waits for b waits for c waits for a: none of them ever starts. Leave one of"
                + " them out of after."),
        new Jobs()
            .with("a", DAILY, "UTC", after("b"))
            .with("b", DAILY, "UTC", after("c"))
            .with("c", DAILY, "UTC", after("a"))
            .with("d", DAILY, "UTC", after("a"))
            .findings());
  }

  @Test
  void aJobThatWaitsForItselfIsSuchACircle() {
    assertEquals(
        List.of(
            "ERROR a: a waits for a: none of them ever starts. Leave one of them out of after."),
        new Jobs().with("a", DAILY, "UTC", after("a")).findings());
  }

  @Test
  void aGroupHasOneLimit() {
    var fields = "\"attemptTimeout\": \"PT1S\", \"group\": {\"name\": \"db\", \"limit\": %d}";
    var found =
        new Jobs()
            .with("a", DAILY, "UTC", fields.formatted(2))
            .with("b", DAILY, "UTC", fields.formatted(2))
            .with("c", DAILY, "UTC", fields.formatted(3))
            .verification();
    assertEquals(
        List.of(
            "WARNING c: group db lets in 3 here and 2 at template.yaml:13:20: each run goes by its"
                + " own job's limit. State the same limit in both."),
        Jobs.said(found));
    assertEquals(
        "template.yaml:27:20 Input.group.limit", found.findings().getFirst().problem().where());
  }

  @Test
  void aScheduleThatSendsNoTimeIsToldWhatItCosts() {
    var fields = after("extract") + ", \"startingDeadline\": \"PT6H\"";
    assertEquals(
        List.of(
            "WARNING load: it is missing, so that a pause does not keep its schedule from starting"
                + " runs, and what is missed is not found; nothing comes of its startingDeadline"
                + " and after either. Add \"scheduledTime\": \"<aws.scheduler.scheduled-time>\"."),
        new Jobs()
            .with("extract", DAILY, "UTC")
            .withoutScheduledTime()
            .with("load", DAILY, "UTC", fields)
            .findings());
  }

  @Test
  void aPauseAfterTheOnlyTimeHasNothingToPause() {
    var fields = "\"attemptTimeout\": \"PT1S\", \"pauseAfter\": 1";
    assertEquals(
        List.of(
            "WARNING once: it is 1, and the job is due once: nothing would be left to pause. Leave"
                + " it out."),
        new Jobs()
            .with("once", "at(2027-06-01T06:00:00)", "UTC", fields)
            .with("daily", DAILY, "UTC", fields)
            .findings());
  }
}
