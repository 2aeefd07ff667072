package dev.ecsjobs.local.verify;

import dev.ecsjobs.Durations;
import dev.ecsjobs.job.Concurrency;
import dev.ecsjobs.local.engine.LocalJob;
import dev.ecsjobs.schedule.Schedule;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.HashMap;
import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;

/** Occurrences that come while the run before, as long as it is expected to take, still goes on. */
final class Overlaps {
  private Overlaps() {}

  static List<Finding> in(Subject subject) {
    var findings = new Findings(subject.file());
    var due = new HashMap<List<Schedule>, List<Instant>>(); // a thousand jobs have few schedules
    for (var schedules : subject.enabledByName().values()) {
      var key = schedules.stream().map(LocalJob::schedule).toList();
      subject
          .expectations()
          .of(schedules.getFirst().job())
          .ifPresent(
              expected ->
                  check(
                      schedules,
                      due.computeIfAbsent(key, _ -> subject.occurrences(schedules)),
                      expected,
                      findings));
    }
    return findings.all();
  }

  private static void check(
      List<LocalJob> schedules, List<Instant> due, Expected expected, Findings findings) {
    var first = schedules.getFirst();
    shortestDistance(due)
        .filter(distance -> distance.compareTo(expected.takes()) < 0)
        .ifPresent(
            distance ->
                findings.ofSchedule(
                    expected.source().isKnown() ? Severity.WARNING : Severity.NOTE,
                    first.source(),
                    "%s: a run %s %s (%s), and occurrences are %s apart or more: %s"
                        .formatted(
                            first.job().name(),
                            expected.source().isKnown() ? "takes" : "may take up to",
                            Durations.plain(expected.takes()),
                            expected.source().words(),
                            Durations.plain(distance),
                            consequence(first, due, expected.takes())),
                    fix(first.job().admission().concurrency(), expected)));
  }

  private static String consequence(LocalJob job, List<Instant> due, Duration takes) {
    return switch (job.job().admission().concurrency()) {
      case FORBID -> {
        var skipped = skipped(due, takes);
        yield "%,d of the next %,d are skipped then, the first at %s"
            .formatted(
                skipped.size(), due.size(), Said.time(skipped.getFirst(), job.source().zone()));
      }
      case ALLOW -> "up to %d run at once then".formatted(together(due, takes));
      case REPLACE ->
          "%,d of the next %,d are stopped by the one after"
              .formatted(replaced(due, takes), due.size());
      case QUEUE ->
          "they queue up, and beyond the queueLimit of %d they are skipped"
              .formatted(job.job().admission().queueLimit());
    };
  }

  private static String fix(Concurrency concurrency, Expected expected) {
    var limit = expected.source().isKnown() ? "" : ", or lower " + expected.source().words();
    return switch (concurrency) {
      case FORBID -> "Run it less often, or let runs overlap with concurrency ALLOW" + limit;
      case ALLOW -> "Run it less often, or forbid it with concurrency FORBID" + limit;
      case REPLACE, QUEUE -> "Run it less often" + limit;
    };
  }

  static Optional<Duration> shortestDistance(List<Instant> due) {
    var shortest = Optional.<Duration>empty();
    for (int i = 1; i < due.size(); i++) {
      var distance = Duration.between(due.get(i - 1), due.get(i));
      if (shortest.isEmpty() || distance.compareTo(shortest.get()) < 0) {
        shortest = Optional.of(distance);
      }
    }
    return shortest;
  }

  private static long replaced(List<Instant> due, Duration takes) {
    return IntStream.range(1, due.size())
        .filter(i -> due.get(i - 1).plus(takes).isAfter(due.get(i)))
        .count();
  }

  private static List<Instant> skipped(List<Instant> due, Duration takes) {
    var busyUntil = new Instant[] {Instant.MIN};
    return due.stream()
        .filter(
            at -> {
              if (at.isBefore(busyUntil[0])) {
                return true;
              }
              busyUntil[0] = at.plus(takes);
              return false;
            })
        .toList();
  }

  private static int together(List<Instant> due, Duration takes) {
    var ends = new ArrayDeque<Instant>();
    int most = 0;
    for (var at : due) {
      while (!ends.isEmpty() && !ends.peekFirst().isAfter(at)) {
        ends.removeFirst();
      }
      ends.addLast(at.plus(takes));
      most = Math.max(most, ends.size());
    }
    return most;
  }
}
