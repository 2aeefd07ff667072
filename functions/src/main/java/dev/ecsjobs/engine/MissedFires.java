package dev.ecsjobs.engine;

import dev.ecsjobs.Checked;
import dev.ecsjobs.engine.Engine.Handled;
import dev.ecsjobs.job.Job;
import dev.ecsjobs.job.JobDocument;
import dev.ecsjobs.run.RunId;
import dev.ecsjobs.schedule.Schedule;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * Finds the times at which a schedule was due and no run came of it, and makes up for them as the
 * job wants. Two sweeps that do it at once, or one that dies and is repeated, name the same runs.
 *
 * <p>A {@code rate} is left out: only EventBridge Scheduler knows from which second it counts, and
 * the next fire is never far.
 */
public final class MissedFires {
  /** EventBridge Scheduler delivers within a minute, and tries again when that fails. */
  private static final Duration GRACE = Duration.ofMinutes(5);

  /** So much is looked at in one go; with a minutely sweep a slice is a minute. */
  private static final Duration LONGEST_SLICE = Duration.ofHours(1);

  private final Schedules schedules;
  private final Watermark watermark;
  private final RunStore store;
  private final Engine engine;
  private final JobDocuments documents;
  private final InstantSource clock;

  public MissedFires(
      Schedules schedules,
      Watermark watermark,
      RunStore store,
      Engine engine,
      JobDocuments documents,
      InstantSource clock) {
    this.schedules = schedules;
    this.watermark = watermark;
    this.store = store;
    this.engine = engine;
    this.documents = documents;
    this.clock = clock;
  }

  /** A time at which a schedule was due. */
  private record Fire(StoredSchedule schedule, Schedule rule, Instant time, JobDocument document) {
    RunId run() {
      return RunId.scheduled(job().name(), time);
    }

    Job job() {
      return document.job();
    }
  }

  /** Goes on, slice by slice, until the given time has come; the next sweep goes on from there. */
  public List<Handled> makeUp(Instant until) {
    var latest = clock.instant().minus(GRACE);
    var from = watermark.read();
    if (from.isEmpty()) {
      watermark.advance(latest); // a new stack: nothing was due before it
      return List.of();
    }
    var look = schedules.look();
    var handled = new ArrayList<Handled>();
    var done = from.get();
    while (done.isBefore(latest) && clock.instant().isBefore(until)) {
      var end = Stream.of(done.plus(LONGEST_SLICE), latest).min(Instant::compareTo).orElseThrow();
      handled.addAll(makeUp(look.known(), done, end, latest));
      if (look.unknown() > 0) {
        return handled; // the same slice once more, when all are known
      }
      watermark.advance(end);
      done = end;
    }
    return handled;
  }

  private List<Handled> makeUp(
      List<StoredSchedule> known, Instant after, Instant end, Instant latest) {
    var fires =
        known.stream()
            .flatMap(schedule -> fires(schedule, after, end))
            .sorted(Comparator.comparing(Fire::time))
            .toList();
    var recorded = store.recorded(fires.stream().map(Fire::run).toList());
    return fires.stream()
        .filter(fire -> !recorded.contains(fire.run()))
        .map(fire -> makeUp(fire, latest))
        .toList();
  }

  /** A schedule that was changed since may have been due at other times before. */
  private Stream<Fire> fires(StoredSchedule schedule, Instant after, Instant end) {
    var from = after.isBefore(schedule.modified()) ? schedule.modified() : after;
    var last = end.minus(schedule.window());
    return rule(schedule).stream()
        .flatMap(
            rule ->
                rule.after(from.minus(schedule.window()))
                    .takeWhile(time -> !time.isAfter(last))
                    .filter(time -> !time.isBefore(schedule.modified()))
                    .flatMap(time -> fire(schedule, rule, time).stream()));
  }

  private static Optional<Schedule> rule(StoredSchedule schedule) {
    return schedule.enabled() && schedule.rule() instanceof Checked.Valid<Schedule> valid
        ? Optional.of(valid.value()).filter(rule -> !rule.isRate())
        : Optional.empty();
  }

  /** A schedule that sends no time names its runs otherwise: nobody can tell what is missing. */
  private Optional<Fire> fire(StoredSchedule schedule, Schedule rule, Instant time) {
    return documents
        .read(schedule.input().replace(JobDocument.SCHEDULED_TIME, time.toString()))
        .filter(document -> document.scheduledTime().equals(Optional.of(time)))
        .filter(document -> document.request().isEmpty())
        .map(document -> new Fire(schedule, rule, time, document));
  }

  private Handled makeUp(Fire fire, Instant latest) {
    var catchUp = fire.document().catchUp();
    if (fire.time().isBefore(clock.instant().minus(catchUp.window()))) {
      return missed(fire, "catchUpWindow %s has passed".formatted(catchUp.window()));
    }
    return switch (catchUp.policy()) {
      case NONE -> missed(fire, "catchUp is NONE");
      case ALL -> late(fire);
      case LAST -> {
        var next = fire.rule().next(fire.time()).filter(time -> !time.isAfter(latest));
        yield next.isEmpty()
            ? late(fire)
            : missed(fire, "catchUp is LAST, and it was due again at " + next.get());
      }
    };
  }

  private Handled late(Fire fire) {
    var handled = engine.launch(fire.run(), fire.job(), Optional.of(fire.time()));
    return new Handled(
        handled.run(),
        "Schedule %s was due at %s and nothing came of it. %s"
            .formatted(fire.schedule().name(), fire.time(), handled.reason()));
  }

  private Handled missed(Fire fire, String why) {
    return engine.miss(
        fire.run(),
        fire.job(),
        fire.time(),
        "Schedule %s was due at %s and nothing came of it; it is not made up for: %s."
            .formatted(fire.schedule().name(), fire.time(), why));
  }
}
