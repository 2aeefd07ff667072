package dev.ecsjobs.local.cli;

import dev.ecsjobs.history.AttemptSummary;
import dev.ecsjobs.history.RunSummary;
import dev.ecsjobs.job.JobName;
import dev.ecsjobs.local.engine.Catalog;
import dev.ecsjobs.local.engine.DataFolder;
import dev.ecsjobs.local.engine.Records;
import dev.ecsjobs.local.simulate.TaskDuration;
import java.io.IOException;
import java.nio.file.Files;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** How long jobs' tasks have run on this machine. */
final class RecordedDurations {
  private static final int RUNS = 200;

  /** Fewer tell nothing of a spread. */
  private static final int FEWEST = 3;

  private RecordedDurations() {}

  /** By job; without those that have hardly run here. */
  static Map<String, TaskDuration> of(Catalog catalog, DataFolder data) throws IOException {
    if (!Files.isDirectory(data.database())) {
      return Map.of(); // nothing has ever run here, and a database need not be started to say so
    }
    var durations = new HashMap<String, TaskDuration>();
    try (var session = Session.reading(catalog, data)) {
      for (var job : catalog.jobs()) {
        var recorded = ofSucceeded(session.records(), job.job().name());
        if (recorded.size() >= FEWEST) {
          durations.put(job.job().name().value(), TaskDuration.recorded(recorded));
        }
      }
    }
    return durations;
  }

  private static List<Duration> ofSucceeded(Records records, JobName job) {
    return records.history().runs(job, RUNS).stream()
        .map(RunSummary::attempts)
        .flatMap(List::stream)
        .filter(attempt -> attempt.kind().isEmpty() && attempt.startedAt().isPresent())
        .map(RecordedDurations::duration)
        .toList();
  }

  private static Duration duration(AttemptSummary attempt) {
    return Duration.between(attempt.startedAt().orElseThrow(), attempt.endedAt());
  }
}
