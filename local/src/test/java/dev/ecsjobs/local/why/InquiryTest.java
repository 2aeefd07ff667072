package dev.ecsjobs.local.why;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.fail;

import dev.ecsjobs.Checked;
import dev.ecsjobs.aws.Json;
import dev.ecsjobs.engine.StoredSchedule;
import dev.ecsjobs.history.RunSummary;
import dev.ecsjobs.job.CatchUp;
import dev.ecsjobs.job.Job;
import dev.ecsjobs.job.JobDocument;
import dev.ecsjobs.job.Pause;
import dev.ecsjobs.local.request.Nightly;
import dev.ecsjobs.local.times.TimeText;
import dev.ecsjobs.local.times.Told;
import dev.ecsjobs.run.Run;
import dev.ecsjobs.run.RunEvent;
import dev.ecsjobs.run.RunId;
import dev.ecsjobs.run.RunResult;
import dev.ecsjobs.run.Stage;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/** A case for each answer: what is asked, what is known, what is said and what to type next. */
class InquiryTest {
  private static final Instant NOW = Instant.parse("2026-03-02T08:30:00Z");
  private static final Told BERLIN = new Told(ZoneId.of("Europe/Berlin"));
  private static final StoredSchedule CRON = Nightly.schedule("cron(0 2 * * ? *)");
  private static final Instant FIRST = Instant.parse("2026-03-01T01:00:00Z");
  private static final Pause PAUSE =
      new Pause(Nightly.JOB, "jo", Instant.parse("2026-02-28T12:00:00Z"), "the source moves");

  private Facts facts =
      new Facts(
          Nightly.JOB,
          Optional.of(CRON),
          List.of(),
          List.of(),
          Optional.empty(),
          Optional.of(CatchUp.DEFAULT),
          Optional.of(Duration.ofDays(400)),
          "The dead letters may have it.",
          NOW);

  @Test
  void itRan() {
    ended(RunId.scheduled(Nightly.JOB, FIRST), RunResult.SUCCEEDED, "It took 3 attempts.");

    says(
        "yesterday 02:00",
        "nightly was due at 2026-03-01 02:00 Europe/Berlin and ran: nightly/20260301T010000Z"
            + " SUCCEEDED at 2026-03-01 02:05 Europe/Berlin. It took 3 attempts.",
        "show nightly/20260301T010000Z");
  }

  @Test
  void itRanWhateverTheScheduleSaysByNow() {
    var earlier = Instant.parse("2026-02-10T05:17:00Z");
    ended(RunId.scheduled(Nightly.JOB, earlier), RunResult.FAILED, "All 2 attempts are used.");

    says(
        "2026-02-10T05:17:42Z",
        "nightly was due at 2026-02-10 06:17 Europe/Berlin and ran: nightly/20260210T051700Z FAILED"
            + " at 2026-02-10 06:22 Europe/Berlin. All 2 attempts are used.",
        "show nightly/20260210T051700Z");
  }

  @Test
  void itRanAndSomebodyAskedForItAsWell() {
    ended(RunId.scheduled(Nightly.JOB, FIRST), RunResult.FAILED, "All 2 attempts are used.");
    ended(RunId.requested(Nightly.JOB, "again"), RunResult.SUCCEEDED, "");

    says(
        "yesterday 02:00",
        "nightly was due at 2026-03-01 02:00 Europe/Berlin and ran: nightly/20260301T010000Z FAILED"
            + " at 2026-03-01 02:05 Europe/Berlin. All 2 attempts are used. Somebody also asked for"
            + " it: "
            + RunId.requested(Nightly.JOB, "again")
            + ".",
        "show nightly/20260301T010000Z");
  }

  @Test
  void itWasSkippedForAnotherRunWhichIsShownNext() {
    ended(
        RunId.scheduled(Nightly.JOB, FIRST),
        RunResult.SKIPPED,
        "Run nightly/20260228T010000Z is still active and concurrency is FORBID.");

    says(
        "yesterday 02:00",
        "nightly was due at 2026-03-01 02:00 Europe/Berlin and was skipped. Run"
            + " nightly/20260228T010000Z is still active and concurrency is FORBID.",
        "show nightly/20260228T010000Z");
  }

  @Test
  void itWasSkippedForAPause() {
    ended(RunId.scheduled(Nightly.JOB, FIRST), RunResult.SKIPPED, "The job is " + PAUSE + ".");

    says(
        "yesterday 02:00",
        "nightly was due at 2026-03-01 02:00 Europe/Berlin and was skipped. The job is paused by jo"
            + " since 2026-02-28T12:00:00Z: the source moves.",
        "run nightly --at 2026-03-01T01:00:00Z");
  }

  @Test
  void itWasMissed() {
    ended(RunId.scheduled(Nightly.JOB, FIRST), RunResult.MISSED, "It came too late.");

    says(
        "yesterday 02:00",
        "nightly was due at 2026-03-01 02:00 Europe/Berlin and was missed. It came too late.",
        "run nightly --at 2026-03-01T01:00:00Z");
  }

  @Test
  void itWaits() {
    unfinished(new RunEvent.RunQueued(FIRST, Stage.GROUP, "for room in group db", NOW));

    says(
        "yesterday 02:00",
        "nightly was due at 2026-03-01 02:00 Europe/Berlin and waits for room in group db.",
        "show nightly/20260301T010000Z");
  }

  @Test
  void itIsUnderWay() {
    unfinished(new RunEvent.AttemptLaunching(FIRST, 1, 1, NOW));

    says(
        "yesterday 02:00",
        "nightly was due at 2026-03-01 02:00 Europe/Berlin and is under way as"
            + " nightly/20260301T010000Z. Attempt 1 is being launched.",
        "show nightly/20260301T010000Z");
  }

  @Test
  void onlyPeopleAskedForIt() {
    var noon = Instant.parse("2026-03-01T11:00:00Z");
    ended(RunId.requested(Nightly.JOB, "mine"), noon, RunResult.SUCCEEDED, "");

    says(
        "yesterday 12:00",
        "Its schedule does not have this time, but somebody asked for it: "
            + RunId.requested(Nightly.JOB, "mine")
            + ".",
        "show " + RunId.requested(Nightly.JOB, "mine"));
  }

  @Test
  void itWasNotDue() {
    says(
        "yesterday 02:01",
        "nightly was not due at 2026-03-01 02:01 Europe/Berlin: cron(0 2 * * ? *) in Europe/Berlin"
            + " has 2026-03-01 02:00 Europe/Berlin before it and 2026-03-02 02:00 Europe/Berlin"
            + " after it.",
        "why nightly 2026-03-01T01:00:00Z");
  }

  @Test
  void itWasNotDueAsFarAsIsKnown() {
    says(
        "2026-02-10 02:01",
        "nightly was not due at 2026-02-10 02:01 Europe/Berlin: cron(0 2 * * ? *) in Europe/Berlin"
            + " has 2026-02-10 02:00 Europe/Berlin before it and 2026-02-11 02:00 Europe/Berlin"
            + " after it. It was changed at 2026-02-15 13:00 Europe/Berlin; what it was before is"
            + " not kept.",
        "why nightly 2026-02-10T01:00:00Z");
  }

  @Test
  void itWasNotDueAndThereWasNoScheduleEither() {
    says(
        "2026-01-10 02:01",
        "nightly was not due at 2026-01-10 02:01 Europe/Berlin: cron(0 2 * * ? *) in Europe/Berlin"
            + " has 2026-01-10 02:00 Europe/Berlin before it and 2026-01-11 02:00 Europe/Berlin"
            + " after it. The schedule is there since 2026-02-01 13:00 Europe/Berlin only.",
        "why nightly 2026-01-10T01:00:00Z");
  }

  @Test
  void theClocksLeftItOut() {
    says(
        "2026-03-29 02:00",
        "2026-03-29 02:00 does not exist in Europe/Berlin: the clocks go from 02:00 to 03:00, and"
            + " schedules leave out what the clocks do: cron(0 2 * * ? *) in Europe/Berlin has"
            + " 2026-03-28 02:00 Europe/Berlin before it and 2026-03-30 02:00 Europe/Berlin after"
            + " it.",
        "why nightly 2026-03-28T01:00:00Z");
  }

  @Test
  void itIsDisabled() {
    facts = with(Optional.of(Nightly.schedule("cron(0 2 * * ? *)", false, Optional.empty())));

    says(
        "yesterday 02:00",
        "nightly has the time 2026-03-01 02:00 Europe/Berlin, but its schedule is disabled: nothing"
            + " fires, and nothing is recorded.",
        "run nightly --at 2026-03-01T01:00:00Z");
  }

  @Test
  void itIsStillToCome() {
    says(
        "tomorrow 02:00",
        "nightly is due at 2026-03-03 02:00 Europe/Berlin, which is still to come.",
        "run nightly");
  }

  @Test
  void itIsStillToComeButPaused() {
    facts = paused();

    says(
        "tomorrow 02:00",
        "nightly is due at 2026-03-03 02:00 Europe/Berlin, which is still to come. But the job is"
            + " paused by jo since 2026-02-28 13:00 Europe/Berlin: the source moves. Unless it is"
            + " resumed before, the run is skipped.",
        "resume nightly");
  }

  @Test
  void itIsJustNow() {
    facts = with(Optional.of(Nightly.schedule("cron(28 9 * * ? *)")));

    says(
        "09:28",
        "nightly was due at 2026-03-02 09:28 Europe/Berlin, which is just now. Its record may take"
            + " a few minutes.",
        "why nightly 2026-03-02T08:28:00Z");
  }

  @Test
  void theScheduleWasNotThereYet() {
    says(
        "2026-01-10 02:00",
        "By its schedule nightly would have been due at 2026-01-10 02:00 Europe/Berlin, but the"
            + " schedule is there since 2026-02-01 13:00 Europe/Berlin only.",
        "run nightly --at 2026-01-10T01:00:00Z");
  }

  @Test
  void theScheduleMayHaveBeenAnotherOne() {
    says(
        "2026-02-10 02:00",
        "By its schedule as it is now nightly would have been due at 2026-02-10 02:00"
            + " Europe/Berlin, but it was changed at 2026-02-15 13:00 Europe/Berlin, and what it"
            + " was before is not kept. Nothing is recorded.",
        "run nightly --at 2026-02-10T01:00:00Z");
  }

  @Test
  void itIsTooLongAgo() {
    says(
        "2025-01-10 02:00",
        "By its schedule nightly was due at 2025-01-10 02:00 Europe/Berlin, but what became of it"
            + " is forgotten: runs are kept for 400 days.",
        "run nightly --at 2025-01-10T01:00:00Z");
  }

  @Test
  void itWasPausedAndNothingIsRecorded() {
    facts = paused();

    says(
        "yesterday 02:00",
        "nightly was due at 2026-03-01 02:00 Europe/Berlin, when the job was paused by jo since"
            + " 2026-02-28 13:00 Europe/Berlin: the source moves. Nothing is recorded of it.",
        "resume nightly");
  }

  @Test
  void nothingIsRecordedAndTheSweepLooksForIt() {
    says(
        "02:00",
        "nightly was due at 2026-03-02 02:00 Europe/Berlin, but nothing is recorded: no fire of the"
            + " schedule has reached the launch function. The dead letters may have it. The sweep"
            + " looks for such times every minute; the job's catchUp is LAST, so it runs the last"
            + " of them and records the others as missed.",
        "run nightly --at 2026-03-02T01:00:00Z");
  }

  @Test
  void nothingIsRecordedAndItIsTooLateToMakeUpForIt() {
    says(
        "yesterday 02:00",
        "nightly was due at 2026-03-01 02:00 Europe/Berlin, but nothing is recorded: no fire of the"
            + " schedule has reached the launch function. The dead letters may have it. It is"
            + " longer ago than the job's catchUpWindow of PT24H, so it is not made up for.",
        "run nightly --at 2026-03-01T01:00:00Z");
  }

  @Test
  void nothingIsRecordedOfARate() {
    var start = Optional.of(Instant.parse("2026-02-20T00:00:10Z"));
    facts = with(Optional.of(Nightly.schedule("rate(1 hour)", true, start)));

    says(
        "yesterday 02:00",
        "nightly was due at 2026-03-01 02:00:10 Europe/Berlin, but nothing is recorded: no fire of"
            + " the schedule has reached the launch function. The dead letters may have it. A rate"
            + " is not made up for, since its next time is never far.",
        "run nightly --at 2026-03-01T01:00:10Z");
  }

  @Test
  void itHasNoScheduleAnyMore() {
    facts = with(Optional.empty());

    says(
        "yesterday 02:00",
        "nightly has no schedule any more, and no run of that time is recorded.",
        "history nightly");
  }

  @Test
  void itsScheduleIsNotUnderstood() {
    facts = with(Optional.of(Nightly.schedule("moon(full)")));

    says(
        "yesterday 02:00",
        "No run of that time is recorded, and the schedule moon(full) in Europe/Berlin of nightly"
            + " is not understood here: 'moon(full)' is not at(…), rate(…) or cron(…). Write one of"
            + " them in lower case with both brackets, such as cron(0 10 * * ? *), rate(5 minutes)"
            + " or at(2030-01-31T10:00:00).",
        "history nightly");
  }

  @Test
  void nobodyHasHeardOfIt() {
    var why = new Why.Unheard("nigthly", "Write nightly instead");

    assertEquals(
        "Nobody has heard of nigthly: it has neither a schedule nor a record. Write nightly"
            + " instead.",
        new Telling("nigthly", BERLIN).sentence(why));
  }

  private void says(String time, String sentence, String next) {
    var telling = new Telling("nightly", BERLIN);
    var inquiry = new Inquiry(facts);
    switch (new TimeText(BERLIN.zone(), NOW).read(time)) {
      case TimeText.Read.Moment(var asked) -> {
        var why = inquiry.why(asked);
        assertEquals(sentence, telling.sentence(why) + telling.beside(why, inquiry.byHand(asked)));
        assertEquals(next, new Lead("nightly").next(why));
      }
      case TimeText.Read.LeftOut leftOut -> {
        assertEquals(sentence, telling.sentence(inquiry.why(leftOut)));
        assertEquals(next, new Lead("nightly").next(inquiry.why(leftOut)));
      }
      case TimeText.Read.NoTime(var problem) -> fail(problem.toString());
    }
  }

  private Facts with(Optional<StoredSchedule> schedule) {
    return new Facts(
        facts.job(),
        schedule,
        facts.unfinished(),
        facts.ended(),
        facts.pause(),
        facts.catchUp(),
        facts.kept(),
        facts.firing(),
        facts.now());
  }

  private Facts paused() {
    return new Facts(
        facts.job(),
        facts.schedule(),
        facts.unfinished(),
        facts.ended(),
        Optional.of(PAUSE),
        facts.catchUp(),
        facts.kept(),
        facts.firing(),
        facts.now());
  }

  /** Five minutes after its time, which a run by hand was asked for as well. */
  private void ended(RunId id, RunResult result, String reason) {
    var time = id.isScheduled() ? time(id) : FIRST;
    ended(id, time, result, reason);
  }

  private void ended(RunId id, Instant time, RunResult result, String reason) {
    var run =
        Run.requested(id, job(), Optional.of(time), time)
            .apply(new RunEvent.RunFinished(time.plusSeconds(300), result, reason));
    var all = new ArrayList<>(facts.ended());
    all.add(RunSummary.of(run).orElseThrow());
    facts = facts.withEnded(all);
  }

  private void unfinished(RunEvent event) {
    var id = RunId.scheduled(Nightly.JOB, FIRST);
    var run = Run.requested(id, job(), Optional.of(FIRST), FIRST).apply(event);
    facts =
        new Facts(
            facts.job(),
            facts.schedule(),
            List.of(run),
            facts.ended(),
            facts.pause(),
            facts.catchUp(),
            facts.kept(),
            facts.firing(),
            facts.now());
  }

  private static Instant time(RunId id) {
    return switch (BERLIN_TEXT.read(id.key())) {
      case TimeText.Read.Moment(var time) -> time;
      case TimeText.Read.LeftOut _, TimeText.Read.NoTime _ -> fail(id.key());
    };
  }

  private static final TimeText BERLIN_TEXT = new TimeText(BERLIN.zone(), NOW);

  private static Job job() {
    return switch (JobDocument.parse(Json.readObject(Nightly.INPUT))) {
      case Checked.Valid<JobDocument>(var document) -> document.job();
      case Checked.Invalid<JobDocument>(var problems) -> fail(problems.toString());
    };
  }
}
