package dev.ecsjobs.local.why;

import dev.ecsjobs.Checked;
import dev.ecsjobs.Problem;
import dev.ecsjobs.engine.StoredSchedule;
import dev.ecsjobs.history.RunSummary;
import dev.ecsjobs.local.times.Occurrences;
import dev.ecsjobs.local.times.TimeText.Read.LeftOut;
import dev.ecsjobs.local.why.Why.Around;
import dev.ecsjobs.run.Run;
import dev.ecsjobs.run.RunId;
import dev.ecsjobs.run.RunState;
import dev.ecsjobs.schedule.Schedule;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * Finds out why a job ran at a time, or did not. The record comes first: what has happened is true
 * whatever the schedule says by now. Whoever asks gives the minute; seconds don't matter.
 */
public record Inquiry(Facts facts) {
  /** So long after its time the sweep has looked for it, should no fire have come. */
  private static final Duration NOT_YET = Duration.ofMinutes(7);

  /** Which runs the schedule may have started in the minute of a time. */
  public static List<RunId> candidates(Facts facts, Instant asked) {
    var minute = minute(asked);
    var due =
        facts.schedule().map(StoredSchedule::rule).stream()
            .flatMap(
                read ->
                    switch (read) {
                      case Checked.Valid<Schedule>(var rule) -> due(rule, minute).stream();
                      case Checked.Invalid<Schedule> _ -> Stream.<Instant>empty();
                    });
    return Stream.concat(Stream.of(minute), due)
        .distinct()
        .map(time -> RunId.scheduled(facts.job(), time))
        .toList();
  }

  /** The answer for a time. */
  public Why why(Instant asked) {
    var minute = minute(asked);
    return recorded(minute).orElseGet(() -> unrecorded(minute));
  }

  /** The answer for a time that the clocks leave out. */
  public Why why(LeftOut time) {
    return ruled((schedule, rule) -> new Why.NoSuchTime(time, around(schedule, rule, time)));
  }

  private static Around around(StoredSchedule schedule, Occurrences occurrences, LeftOut time) {
    var moment = time.by().getInstant();
    return new Around(schedule, occurrences.before(moment), occurrences.from(moment));
  }

  /** What people asked for beside the schedule: for that minute, or in it. */
  public List<RunId> byHand(Instant asked) {
    var minute = minute(asked);
    return Stream.concat(
            facts.unfinished().stream()
                .filter(run -> isOf(minute, run.scheduledTime().orElse(run.requestedAt())))
                .map(Run::id),
            facts.ended().stream()
                .filter(run -> isOf(minute, run.scheduledTime().orElse(run.requestedAt())))
                .map(RunSummary::run))
        .filter(run -> !run.isScheduled())
        .distinct()
        .toList();
  }

  private Optional<Why> recorded(Instant minute) {
    var unfinished =
        facts.unfinished().stream()
            .filter(run -> run.id().isScheduled() && run.id().index().isEmpty())
            .filter(run -> run.scheduledTime().filter(time -> isOf(minute, time)).isPresent())
            .map(Inquiry::unfinished);
    var ended =
        facts.ended().stream()
            .filter(run -> run.run().isScheduled())
            .filter(run -> run.scheduledTime().filter(time -> isOf(minute, time)).isPresent())
            .map(Inquiry::ended);
    return Stream.concat(unfinished, ended).findFirst();
  }

  private static Why unfinished(Run run) {
    return switch (run.state()) {
      case RunState.Queued queued -> new Why.Waits(run, queued.why());
      case RunState.Requested _,
          RunState.Launching _,
          RunState.Running _,
          RunState.Stopping _,
          RunState.BackingOff _,
          RunState.FannedOut _,
          RunState.Finished _ ->
          new Why.UnderWay(run);
    };
  }

  private static Why ended(RunSummary run) {
    return switch (run.result()) {
      case SUCCEEDED, FAILED, CANCELLED -> new Why.Ran(run);
      case SKIPPED -> new Why.Skipped(run);
      case MISSED -> new Why.Missed(run);
    };
  }

  private Why unrecorded(Instant minute) {
    var byHand = byHand(minute);
    return ruled(
        (schedule, occurrences) -> {
          var due = due(occurrences.rule(), minute).stream().findFirst();
          if (due.isPresent()) {
            return due(schedule, due.get());
          }
          return byHand.isEmpty() ? notDue(minute, schedule, occurrences) : new Why.ByHand(byHand);
        });
  }

  private Why notDue(Instant minute, StoredSchedule schedule, Occurrences occurrences) {
    return new Why.NotDue(
        minute,
        new Around(schedule, occurrences.before(minute), occurrences.from(minute)),
        Optional.of(schedule.modified()).filter(minute::isBefore));
  }

  /** The schedule has the time, and no run bears it. */
  private Why due(StoredSchedule schedule, Instant time) {
    var since = Duration.between(time, facts.now());
    if (!schedule.enabled()) {
      return new Why.Disabled(time);
    }
    if (since.isNegative()) {
      return new Why.ToCome(time, facts.pause());
    }
    if (facts.kept().filter(kept -> since.compareTo(kept) > 0).isPresent()) {
      return new Why.TooLongAgo(time, facts.kept().get());
    }
    if (time.isBefore(schedule.created())) {
      return new Why.BeforeTheSchedule(time, schedule.created());
    }
    if (time.isBefore(schedule.modified())) {
      return new Why.BeforeTheChange(time, schedule.modified());
    }
    if (since.compareTo(NOT_YET) < 0) {
      return new Why.JustNow(time);
    }
    return facts
        .pause()
        .filter(pause -> !pause.since().isAfter(time))
        .<Why>map(pause -> new Why.Paused(time, pause))
        .orElseGet(() -> unrecorded(schedule, time, since));
  }

  private Why unrecorded(StoredSchedule schedule, Instant time, Duration since) {
    return new Why.Unrecorded(time, schedule.expression(), since, facts.catchUp(), facts.firing());
  }

  /** What follows from the schedule. */
  private interface Following {
    Why from(StoredSchedule schedule, Occurrences occurrences);
  }

  private Why ruled(Following following) {
    if (facts.schedule().isEmpty()) {
      return new Why.NoSchedule();
    }
    var schedule = facts.schedule().get();
    return switch (schedule.rule()) {
      case Checked.Valid<Schedule>(var rule) -> following.from(schedule, new Occurrences(rule));
      case Checked.Invalid<Schedule>(var problems) ->
          new Why.StrangeSchedule(
              schedule, problems.stream().map(Problem::toString).collect(Collectors.joining(" ")));
    };
  }

  private static List<Instant> due(Schedule rule, Instant minute) {
    return new Occurrences(rule).within(minute, minute.plus(Duration.ofMinutes(1)), 1);
  }

  private static boolean isOf(Instant minute, Instant time) {
    return minute(time).equals(minute);
  }

  private static Instant minute(Instant time) {
    return time.truncatedTo(ChronoUnit.MINUTES);
  }
}
