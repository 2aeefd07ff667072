package dev.ecsjobs.local.why;

import dev.ecsjobs.engine.StoredSchedule;
import dev.ecsjobs.history.RunSummary;
import dev.ecsjobs.job.CatchUp;
import dev.ecsjobs.job.Pause;
import dev.ecsjobs.local.times.Told;
import dev.ecsjobs.run.RunId;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.stream.Collectors;

/**
 * Puts an answer into sentences.
 *
 * @param job its name, as it was asked for
 * @param zone on whose clocks times are told
 */
public record Telling(String job, Told zone) {
  /** What happened, or did not, and why. */
  public String sentence(Why why) {
    return switch (why) {
      case Why.Ran(var run) ->
          "%s and ran: %s %s at %s. %s"
              .formatted(due(run), run.run(), run.result(), at(run.finishedAt()), run.reason())
              .strip();
      case Why.UnderWay(var run) ->
          "%s and is under way as %s. %s"
              .formatted(
                  due(run.scheduledTime().orElseThrow()),
                  run.id(),
                  run.timeline().getLast().reason());
      case Why.Waits(var run, var forWhat) ->
          "%s and waits %s.".formatted(due(run.scheduledTime().orElseThrow()), forWhat);
      case Why.Skipped(var run) -> "%s and was skipped. %s".formatted(due(run), run.reason());
      case Why.Missed(var run) -> "%s and was missed. %s".formatted(due(run), run.reason());
      case Why.ByHand(var runs) ->
          "Its schedule does not have this time, but somebody asked for it: " + names(runs) + ".";
      case Why.NotDue(var time, var around, var changed) ->
          "%s was not due at %s: %s.%s"
              .formatted(
                  job,
                  at(time),
                  around(around),
                  changed.map(when -> unsure(time, around.schedule(), when)).orElse(""));
      case Why.NoSuchTime(var time, var around) ->
          "%s, and schedules leave out what the clocks do: %s."
              .formatted(time.what(), around(around));
      case Why.Disabled(var time) ->
          "%s has the time %s, but its schedule is disabled: nothing fires, and nothing is recorded."
              .formatted(job, at(time));
      case Why.ToCome(var time, var pause) ->
          "%s is due at %s, which is still to come.%s"
              .formatted(job, at(time), pause.map(this::paused).orElse(""));
      case Why.JustNow(var time) ->
          due(time) + ", which is just now. Its record may take a few minutes.";
      case Why.BeforeTheSchedule(var time, var created) ->
          "By its schedule %s would have been due at %s, but the schedule is there since %s only."
              .formatted(job, at(time), at(created));
      case Why.BeforeTheChange(var time, var changed) ->
          ("By its schedule as it is now %s would have been due at %s, but it was changed at %s,"
                  + " and what it was before is not kept. Nothing is recorded.")
              .formatted(job, at(time), at(changed));
      case Why.TooLongAgo(var time, var kept) ->
          "By its schedule %s was due at %s, but what became of it is forgotten: runs are kept for %d days."
              .formatted(job, at(time), kept.toDays());
      case Why.Paused(var time, var pause) ->
          "%s, when the job was %s. Nothing is recorded of it.".formatted(due(time), said(pause));
      case Why.Unrecorded unrecorded ->
          ("%s, but nothing is recorded: no fire of the schedule has reached the launch function."
                  + " %s%s")
              .formatted(due(unrecorded.time()), unrecorded.firing(), madeUp(unrecorded));
      case Why.NoSchedule() ->
          "%s has no schedule any more, and no run of that time is recorded.".formatted(job);
      case Why.StrangeSchedule(var schedule, var what) ->
          "No run of that time is recorded, and the schedule %s of %s is not understood here: %s"
              .formatted(rule(schedule), job, what);
      case Why.Unheard(var name, var fix) ->
          "Nobody has heard of %s: it has neither a schedule nor a record. %s."
              .formatted(name, fix);
    };
  }

  /** Of runs that people asked for; empty if there are none. */
  public String beside(Why why, List<RunId> byHand) {
    return byHand.isEmpty() || why instanceof Why.ByHand
        ? ""
        : " Somebody also asked for it: " + names(byHand) + ".";
  }

  private String due(RunSummary run) {
    return due(run.scheduledTime().orElseThrow());
  }

  private String due(Instant time) {
    return "%s was due at %s".formatted(job, at(time));
  }

  private String around(Why.Around around) {
    return rule(around.schedule())
        + around
            .before()
            .map(time -> " has " + at(time) + " before it")
            .orElse(" has none before it")
        + around.after().map(time -> " and " + at(time) + " after it").orElse(" and none after it");
  }

  private String unsure(Instant time, StoredSchedule schedule, Instant changed) {
    return time.isBefore(schedule.created())
        ? " The schedule is there since %s only.".formatted(at(schedule.created()))
        : " It was changed at %s; what it was before is not kept.".formatted(at(changed));
  }

  private static String rule(StoredSchedule schedule) {
    return schedule.expression()
        + (schedule.expression().startsWith("rate(") ? "" : " in " + schedule.zone());
  }

  private String paused(Pause pause) {
    return " But the job is %s. Unless it is resumed before, the run is skipped."
        .formatted(said(pause));
  }

  private String said(Pause pause) {
    return "paused by %s since %s: %s".formatted(pause.by(), at(pause.since()), pause.note());
  }

  private static String madeUp(Why.Unrecorded unrecorded) {
    if (unrecorded.rule().startsWith("rate(")) {
      return " A rate is not made up for, since its next time is never far.";
    }
    return unrecorded
        .catchUp()
        .map(
            catchUp ->
                unrecorded.since().compareTo(catchUp.window()) > 0
                    ? " It is longer ago than the job's catchUpWindow of %s, so it is not made up for."
                        .formatted(catchUp.window())
                    : madeUp(catchUp))
        .orElse("");
  }

  private static String madeUp(CatchUp catchUp) {
    return " The sweep looks for such times every minute; the job's catchUp is %s, so %s."
        .formatted(
            catchUp.policy(),
            switch (catchUp.policy()) {
              case NONE -> "it records this one as missed";
              case LAST -> "it runs the last of them and records the others as missed";
              case ALL -> "it runs each of them";
            });
  }

  private String at(Instant time) {
    return zone.at(time.truncatedTo(ChronoUnit.SECONDS));
  }

  private static String names(List<RunId> runs) {
    return runs.stream().map(RunId::toString).collect(Collectors.joining(" and "));
  }
}
