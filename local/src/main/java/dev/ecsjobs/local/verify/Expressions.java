package dev.ecsjobs.local.verify;

import dev.ecsjobs.local.engine.Draft;
import dev.ecsjobs.schedule.At;
import dev.ecsjobs.schedule.Bounded;
import dev.ecsjobs.schedule.Cron;
import dev.ecsjobs.schedule.CronDoubts;
import dev.ecsjobs.schedule.Rate;
import dev.ecsjobs.schedule.Schedule;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.util.List;

/** Expressions that are right, but hardly meant so; wrong ones are the reader's. */
final class Expressions {
  private static final Duration DAY = Duration.ofDays(1);

  private Expressions() {}

  static List<Finding> in(Subject subject) {
    var findings = new Findings(subject.file());
    for (var entry : subject.draft().entries()) {
      if (entry.source().enabled()) {
        entry.schedule().ifPresent(schedule -> check(schedule, entry, subject.from(), findings));
      }
    }
    return findings.all();
  }

  private static void check(Schedule schedule, Draft.Entry entry, Instant from, Findings findings) {
    var source = entry.source();
    for (var doubt : CronDoubts.of(source.expression())) {
      findings.ofSchedule(
          doubt.likely() ? Severity.WARNING : Severity.NOTE,
          source,
          "%s: %s %s".formatted(source.name(), doubt.problem().where(), doubt.problem().what()),
          doubt.problem().fix());
    }
    if (schedule.next(from).isEmpty()) {
      findings.ofSchedule(
          Severity.WARNING,
          source,
          "%s: %s never fires%s".formatted(source.name(), source.expression(), why(schedule, from)),
          "Give it a time to come, or take it out");
    }
    if (schedule instanceof Rate rate
        && (isLocal(source.zone()) || rate.every().compareTo(DAY) >= 0)) {
      findings.ofSchedule(
          Severity.NOTE,
          source,
          source.name()
              + ": a rate counts from its creation and knows no time zone; in local time it moves"
              + " with daylight saving",
          "Write a cron if the time of day matters");
    }
  }

  private static String why(Schedule schedule, Instant from) {
    return switch (schedule) {
      case At at when at.zone().getRules().getValidOffsets(at.time()).isEmpty() ->
          ": clocks go forward in %s, and that time is left out".formatted(at.zone());
      case At _, Rate _ -> " again";
      case Bounded bounded -> why(bounded.rule(), from);
      case Cron cron -> cron.next(Instant.EPOCH).isPresent() && isOver(cron, from) ? " again" : "";
    };
  }

  private static boolean isLocal(ZoneId zone) {
    return !zone.getRules().isFixedOffset();
  }

  private static boolean isOver(Cron cron, Instant from) {
    return cron.years().last() <= from.atZone(cron.zone()).getYear();
  }
}
