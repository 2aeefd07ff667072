package dev.ecsjobs.local.verify;

import dev.ecsjobs.job.JobName;
import dev.ecsjobs.local.engine.Draft;
import dev.ecsjobs.local.engine.LocalJob;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;

/** What is verified: a template as it was read, and the year from a time on. */
public record Subject(Path file, Draft draft, Instant from, Expectations expectations) {
  private static final Duration AHEAD = Duration.ofDays(366);

  /**
   * Enough of one job's occurrences to know them all: of every five minutes a week, of every hour a
   * quarter, of every day the year.
   */
  static final int MOST_OCCURRENCES = 2_000;

  Instant until() {
    return from.plus(AHEAD);
  }

  /** The jobs that could be read and are not disabled. */
  List<LocalJob> enabled() {
    return draft.jobs().stream().filter(job -> job.source().enabled()).toList();
  }

  /** A job may have several schedules. */
  Map<JobName, List<LocalJob>> enabledByName() {
    return enabled().stream()
        .collect(
            Collectors.groupingBy(
                job -> job.job().name(), LinkedHashMap::new, Collectors.toList()));
  }

  /** When a job is due, by all its schedules; not all of the year if that were too many. */
  List<Instant> occurrences(List<LocalJob> schedules) {
    return schedules.stream()
        .flatMap(
            job ->
                job.schedule()
                    .after(from)
                    .takeWhile(fire -> fire.isBefore(until()))
                    .limit(MOST_OCCURRENCES))
        .sorted()
        .distinct()
        .limit(MOST_OCCURRENCES)
        .toList();
  }
}
