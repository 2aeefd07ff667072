package dev.ecsjobs.local.cli;

import dev.ecsjobs.Document;
import dev.ecsjobs.history.HistoryQuery;
import dev.ecsjobs.history.JobSummary;
import dev.ecsjobs.history.Recent;
import dev.ecsjobs.history.RunSummary;
import dev.ecsjobs.job.JobName;
import dev.ecsjobs.local.engine.Records;
import dev.ecsjobs.page.Planned;
import dev.ecsjobs.run.Run;
import dev.ecsjobs.run.RunEvent.AttemptLaunching;
import dev.ecsjobs.run.RunState;
import java.time.Duration;
import java.time.Instant;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.stream.Collectors;

/**
 * How things stand.
 *
 * @param lines the runs that have not ended: those under way, and then those that wait
 * @param fires the jobs that fire next
 * @param failures the last runs that failed or were missed
 */
record Top(Instant at, List<Line> lines, List<Fire> fires, List<RunSummary> failures) {
  private static final int MOST_RUNS = 1000;
  private static final int FIRES = 5;
  private static final int FAILURES = 5;

  /**
   * A run and what its job's last runs took.
   *
   * @param since its first launch; absent if it waits for that
   */
  record Line(Run run, Optional<Instant> since, Recent usual) {
    /** What was begun last; empty if nothing was. */
    OptionalInt attempt() {
      return run.timeline().stream()
          .filter(AttemptLaunching.class::isInstance)
          .mapToInt(event -> ((AttemptLaunching) event).attempt())
          .max();
    }

    Optional<Duration> soFar(Instant now) {
      return since.map(from -> Duration.between(from, now));
    }

    /** Whether it takes longer than 95 in 100 did. */
    boolean isSlow(Instant now) {
      return usual
          .longDuration()
          .flatMap(d -> soFar(now).filter(s -> s.compareTo(d) > 0))
          .isPresent();
    }

    private boolean isUnderWay() {
      return switch (run.state()) {
        case RunState.Launching _, RunState.Running _, RunState.Stopping _, RunState.FannedOut _ ->
            true;
        case RunState.Requested _, RunState.Queued _, RunState.BackingOff _, RunState.Finished _ ->
            false;
      };
    }
  }

  /** A job's schedule will fire. */
  record Fire(JobName job, Instant at) {}

  static Top of(Records records, Map<JobName, Planned> planned, Instant now) {
    Map<JobName, Recent> usual =
        records.history().jobs().stream()
            .collect(Collectors.toMap(JobSummary::job, JobSummary::recent));
    return new Top(
        now,
        records.runs().unfinished(MOST_RUNS).stream()
            .map(
                run ->
                    new Line(
                        run, run.firstLaunch(), usual.getOrDefault(run.job().name(), Recent.NONE)))
            .sorted(
                Comparator.comparing((Line line) -> !line.isUnderWay())
                    .thenComparing(line -> line.run().requestedAt()))
            .toList(),
        planned.entrySet().stream()
            .flatMap(job -> job.getValue().first().map(at -> new Fire(job.getKey(), at)).stream())
            .sorted(Comparator.comparing(Fire::at).thenComparing(fire -> fire.job().value()))
            .limit(FIRES)
            .toList(),
        records.history().page(HistoryQuery.latest(FAILURES).with(HistoryQuery.FAILURES)).runs());
  }

  long underWay() {
    return lines.stream().filter(Line::isUnderWay).count();
  }

  Document json() {
    var document = new Document().put("at", at);
    document.fields().put("runs", lines.stream().map(line -> json(line).fields()).toList());
    document
        .fields()
        .put(
            "next",
            fires.stream()
                .map(fire -> new Document().put("job", fire.job()).put("at", fire.at()).fields())
                .toList());
    document
        .fields()
        .put("failures", failures.stream().map(run -> run.document().fields()).toList());
    return document;
  }

  private Document json(Line line) {
    return RunJson.unfinished(line.run())
        .put("attempt", line.attempt())
        .put("launchedAt", line.since())
        .put("slow", line.isSlow(at))
        .put("medianDuration", line.usual().medianDuration())
        .put("longDuration", line.usual().longDuration())
        .put("reason", line.run().timeline().getLast().reason());
  }
}
