package dev.ecsjobs.local.request;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assertions.fail;

import dev.ecsjobs.Checked;
import dev.ecsjobs.engine.StoredSchedule;
import dev.ecsjobs.job.JobName;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class BackfillTest {
  private static final Instant MARCH = Instant.parse("2026-02-28T23:00:00Z");

  @Test
  void itsTimesAreTheSchedulesWithTheEndLeftOut() {
    var end = Instant.parse("2026-03-03T01:00:00Z");

    assertEquals(
        List.of(Instant.parse("2026-03-01T01:00:00Z"), Instant.parse("2026-03-02T01:00:00Z")),
        times(backfill(Nightly.schedule("cron(0 2 * * ? *)"), end)));
  }

  @Test
  void moreThanAThousandTimesAreRefusedWithTheCommandThatGoesOn() {
    var refused = refused(backfill(Nightly.schedule("cron(* * * * ? *)"), day(2)));

    assertEquals(
        "nightly: is due more than 1,000 times from 2026-03-01 00:00 Europe/Berlin to 2026-03-02"
            + " 00:00 Europe/Berlin. Take the first of them with --to '2026-03-01 16:40"
            + " Europe/Berlin', and go on with --from '2026-03-01 16:40 Europe/Berlin' when they"
            + " are done.",
        refused);
    assertEquals(
        1_000,
        times(
                backfill(
                    Nightly.schedule("cron(* * * * ? *)"), Instant.parse("2026-03-01T15:40:00Z")))
            .size());
  }

  @Test
  void aRangeWithoutATimeSaysWhenTheNextIs() {
    var refused = refused(backfill(Nightly.schedule("cron(0 2 * * ? *)"), MARCH.plusSeconds(60)));

    assertTrue(refused.contains("is never due from 2026-03-01 00:00 Europe/Berlin to"), refused);
    assertTrue(refused.endsWith("due first at 2026-03-01 02:00 Europe/Berlin."), refused);
  }

  @Test
  void aRateHasTimesOnceItHasAStart() {
    var start = Optional.of(Instant.parse("2026-02-01T00:00:10Z"));

    assertTrue(
        refused(backfill(Nightly.schedule("rate(1 hour)"), day(2)))
            .contains("runs at rate(1 hour) without a StartDate"));
    assertEquals(24, times(backfill(Nightly.schedule("rate(1 hour)", true, start), day(2))).size());
  }

  @Test
  void theGroupsNameIsOneHoweverLongTheJobs() {
    var job = new JobName("a".repeat(64));
    var backfill = new Backfill(job, Nightly.schedule("cron(0 2 * * ? *)"), MARCH, day(2), 1);

    assertTrue(JobName.parse(backfill.group()).isPresent(), backfill.group());
  }

  private static Backfill backfill(StoredSchedule schedule, Instant to) {
    return new Backfill(Nightly.JOB, schedule, MARCH, to, 1);
  }

  private static Instant day(int ofMarch) {
    return Instant.parse("2026-03-0" + (ofMarch - 1) + "T23:00:00Z");
  }

  private static List<Instant> times(Backfill backfill) {
    return switch (backfill.times()) {
      case Checked.Valid<List<Instant>>(var times) -> times;
      case Checked.Invalid<List<Instant>>(var problems) -> fail(problems.toString());
    };
  }

  private static String refused(Backfill backfill) {
    return switch (backfill.times()) {
      case Checked.Valid<List<Instant>>(var times) -> fail(times.toString());
      case Checked.Invalid<List<Instant>>(var problems) -> problems.getFirst().toString();
    };
  }
}
