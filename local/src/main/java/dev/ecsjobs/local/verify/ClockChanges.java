package dev.ecsjobs.local.verify;

import dev.ecsjobs.Durations;
import dev.ecsjobs.local.engine.LocalJob;
import dev.ecsjobs.local.template.ScheduledJob;
import dev.ecsjobs.schedule.Cron;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDateTime;
import java.time.ZoneOffset;
import java.time.zone.ZoneOffsetTransition;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;

/**
 * What daylight saving does to schedules: EventBridge Scheduler leaves out a local time that does
 * not exist and fires once in one that comes twice.
 */
final class ClockChanges {
  /** Of a schedule of every minute that many times of an hour are told, not all 60. */
  private static final int TOLD = 4;

  private static final Duration OFTEN = Duration.ofHours(1);

  private final ScheduledJob source;
  private final Cron cron;
  private final Findings findings;

  private ClockChanges(ScheduledJob source, Cron cron, Findings findings) {
    this.source = source;
    this.cron = cron;
    this.findings = findings;
  }

  static List<Finding> in(Subject subject) {
    var findings = new Findings(subject.file());
    for (var job : subject.enabled()) {
      if (job.schedule() instanceof Cron cron) {
        var checking = new ClockChanges(job.source(), cron, findings);
        changes(job, subject).forEach(checking::check);
      }
    }
    return findings.all();
  }

  private static List<ZoneOffsetTransition> changes(LocalJob job, Subject subject) {
    var rules = job.source().zone().getRules();
    var changes = new ArrayList<ZoneOffsetTransition>();
    var change = rules.nextTransition(subject.from());
    while (change != null && change.getInstant().isBefore(subject.until())) {
      changes.add(change);
      change = rules.nextTransition(change.getInstant());
    }
    return changes;
  }

  private void check(ZoneOffsetTransition change) {
    if (change.isGap()) {
      var times = wanted(change.getDateTimeBefore(), change.getDateTimeAfter());
      if (!times.isEmpty()) {
        leftOut(change, times);
      }
    } else {
      var times = wanted(change.getDateTimeAfter(), change.getDateTimeBefore());
      if (!times.isEmpty()) {
        twice(change, times);
      }
    }
  }

  /** The local times the cron asks for, whether they exist or not; the first inclusive. */
  private List<LocalDateTime> wanted(LocalDateTime from, LocalDateTime until) {
    var anywhere =
        new Cron(
            cron.minutes(), cron.hours(), cron.days(), cron.months(), cron.years(), ZoneOffset.UTC);
    return anywhere
        .after(from.toInstant(ZoneOffset.UTC).minusNanos(1))
        .map(fire -> LocalDateTime.ofInstant(fire, ZoneOffset.UTC))
        .takeWhile(time -> time.isBefore(until))
        .toList();
  }

  private void leftOut(ZoneOffsetTransition gap, List<LocalDateTime> times) {
    var next = cron.next(gap.getInstant().minusNanos(1));
    var replaced =
        next.filter(fire -> fire.isBefore(gap.getInstant().plus(gap.getDuration()))).isPresent();
    findings.ofSchedule(
        replaced ? Severity.NOTE : Severity.WARNING,
        source,
        "%s: %s in %s does not exist, for clocks go from %s to %s: it is left out, %s"
            .formatted(
                source.name(),
                told(times),
                cron.zone(),
                Said.clock(gap.getDateTimeBefore()),
                Said.clock(gap.getDateTimeAfter()),
                next.map(this::nextIs).orElse("and there is no other")),
        "Run it before %s or from %s on, or in UTC"
            .formatted(Said.clock(gap.getDateTimeBefore()), Said.clock(gap.getDateTimeAfter())));
  }

  private void twice(ZoneOffsetTransition overlap, List<LocalDateTime> times) {
    var last = times.getLast().toInstant(overlap.getOffsetBefore());
    var pause = cron.next(last).map(next -> Duration.between(last, next));
    var change = overlap.getDuration().negated();
    var often = pause.filter(p -> p.minus(change).compareTo(OFTEN) <= 0).isPresent();
    findings.ofSchedule(
        often ? Severity.WARNING : Severity.NOTE,
        source,
        "%s: %s in %s comes twice, for clocks go from %s back to %s: it runs the first time only%s"
            .formatted(
                source.name(),
                told(times),
                cron.zone(),
                Said.clock(overlap.getDateTimeBefore()),
                Said.clock(overlap.getDateTimeAfter()),
                often ? paused(pause) : ""),
        often
            ? "Write a rate, or a cron in UTC, if it may not pause"
            : "Nothing needs to be done, unless it has to run in the second hour as well");
  }

  private static String paused(Optional<Duration> pause) {
    return ", and then not for " + Durations.plain(pause.orElseThrow());
  }

  private String nextIs(Instant next) {
    return "the next run is at " + Said.time(LocalDateTime.ofInstant(next, cron.zone()));
  }

  private static String told(List<LocalDateTime> times) {
    var first = Said.time(times.getFirst());
    var others =
        times.stream().skip(1).limit(TOLD - 1).map(Said::clock).collect(Collectors.joining(", "));
    var more = times.size() > TOLD ? " and " + (times.size() - TOLD) + " more" : "";
    return first + (others.isEmpty() ? "" : ", " + others) + more;
  }
}
