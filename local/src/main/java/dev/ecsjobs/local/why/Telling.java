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
import java.util.Optional;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/**
 * Puts an answer into sentences, and says what to type next.
 *
 * @param job its name, as it was asked for
 * @param zone on whose clocks times are told
 */
public record Telling(String job, Told zone) {
  private static final Pattern RUN = Pattern.compile("[\\w-]{1,64}/(\\d{8}T\\d{6}Z|[0-9a-f]{16})");

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

  /** The run that the answer is about, if there is one. */
  public Optional<RunId> run(Why why) {
    return switch (why) {
      case Why.Ran(var run) -> Optional.of(run.run());
      case Why.Skipped(var run) -> Optional.of(run.run());
      case Why.Missed(var run) -> Optional.of(run.run());
      case Why.UnderWay(var run) -> Optional.of(run.id());
      case Why.Waits(var run, _) -> Optional.of(run.id());
      case Why.ByHand _,
          Why.NotDue _,
          Why.NoSuchTime _,
          Why.Disabled _,
          Why.ToCome _,
          Why.JustNow _,
          Why.BeforeTheSchedule _,
          Why.BeforeTheChange _,
          Why.TooLongAgo _,
          Why.Paused _,
          Why.Unrecorded _,
          Why.NoSchedule _,
          Why.StrangeSchedule _,
          Why.Unheard _ ->
          Optional.empty();
    };
  }

  /** The words of the command that leads on. */
  public String next(Why why) {
    return switch (why) {
      case Why.Ran(var run) -> "show " + run.run();
      case Why.UnderWay(var run) -> "show " + run.id();
      case Why.Waits(var run, _) -> "show " + run.id();
      case Why.Skipped(var run) -> blocking(run);
      case Why.Missed(var run) -> runAt(run.scheduledTime().orElseThrow());
      case Why.ByHand(var runs) -> "show " + runs.getFirst();
      case Why.NotDue(_, var around, _) -> whyBefore(around);
      case Why.NoSuchTime(_, var around) -> whyBefore(around);
      case Why.ToCome(_, var pause) -> (pause.isPresent() ? "resume " : "run ") + job;
      case Why.JustNow(var time) -> why(time);
      case Why.Disabled(var time) -> runAt(time);
      case Why.BeforeTheSchedule(var time, _) -> runAt(time);
      case Why.BeforeTheChange(var time, _) -> runAt(time);
      case Why.TooLongAgo(var time, _) -> runAt(time);
      case Why.Unrecorded(var time, _, _, _, _) -> runAt(time);
      case Why.Paused _ -> "resume " + job;
      case Why.NoSchedule(), Why.StrangeSchedule _ -> "history " + job;
      case Why.Unheard _ -> "history";
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

  /** The run that was in the way is named in the reason. */
  private String blocking(RunSummary skipped) {
    var named = RUN.matcher(skipped.reason());
    return named.find() ? "show " + named.group() : runAt(skipped.scheduledTime().orElseThrow());
  }

  private String whyBefore(Why.Around around) {
    return around.before().or(around::after).map(this::why).orElse("history " + job);
  }

  private String why(Instant time) {
    return "why " + job + " " + time;
  }

  private String runAt(Instant time) {
    return "run " + job + " --at " + time;
  }

  private String at(Instant time) {
    return zone.at(time.truncatedTo(ChronoUnit.SECONDS));
  }

  private static String names(List<RunId> runs) {
    return runs.stream().map(RunId::toString).collect(Collectors.joining(" and "));
  }
}
