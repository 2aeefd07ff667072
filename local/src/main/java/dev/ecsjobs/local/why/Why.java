package dev.ecsjobs.local.why;

import dev.ecsjobs.engine.StoredSchedule;
import dev.ecsjobs.history.RunSummary;
import dev.ecsjobs.job.CatchUp;
import dev.ecsjobs.job.Pause;
import dev.ecsjobs.local.times.TimeText.Read.LeftOut;
import dev.ecsjobs.run.Run;
import dev.ecsjobs.run.RunId;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/** Why a job ran at a time, or did not. {@link Telling} puts it into sentences. */
public sealed interface Why {

  /** It ran. */
  record Ran(RunSummary run) implements Why {}

  /** It is under way. */
  record UnderWay(Run run) implements Why {}

  /** It waits for its turn. */
  record Waits(Run run, String forWhat) implements Why {}

  /** It was not started, for another run or a pause. */
  record Skipped(RunSummary run) implements Why {}

  /** It was not started, since it was too late. */
  record Missed(RunSummary run) implements Why {}

  /** No schedule started anything, but people did. */
  record ByHand(List<RunId> runs) implements Why {}

  /** The schedule has no such time. */
  record NotDue(Instant time, Around around, Optional<Instant> changed) implements Why {}

  /** The clocks have no such time. */
  record NoSuchTime(LeftOut time, Around around) implements Why {}

  /** It would be due, but the schedule is disabled. */
  record Disabled(Instant time) implements Why {}

  /** It is still to come. */
  record ToCome(Instant time, Optional<Pause> pause) implements Why {}

  /** Its record cannot be there yet. */
  record JustNow(Instant time) implements Why {}

  /** The schedule was made later. */
  record BeforeTheSchedule(Instant time, Instant created) implements Why {}

  /** The schedule may have been another one. */
  record BeforeTheChange(Instant time, Instant changed) implements Why {}

  /** Whatever happened is forgotten. */
  record TooLongAgo(Instant time, Duration kept) implements Why {}

  /** The job was paused, and is still. */
  record Paused(Instant time, Pause pause) implements Why {}

  /**
   * It was due and nothing is recorded.
   *
   * @param rule of the schedule, as it is written
   * @param since how long ago that was
   * @param firing a sentence: what it takes here for a schedule to fire
   */
  record Unrecorded(
      Instant time, String rule, Duration since, Optional<CatchUp> catchUp, String firing)
      implements Why {}

  /** The job has records but no schedule. */
  record NoSchedule() implements Why {}

  /** The schedule is one that is not understood here. */
  record StrangeSchedule(StoredSchedule schedule, String what) implements Why {}

  /**
   * Nobody has heard of the job.
   *
   * @param fix what may have been meant, as a sentence without its full stop
   */
  record Unheard(String job, String fix) implements Why {}

  /** The times of the schedule before and after one that is none. */
  record Around(StoredSchedule schedule, Optional<Instant> before, Optional<Instant> after) {}
}
