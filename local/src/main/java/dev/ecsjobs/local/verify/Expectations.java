package dev.ecsjobs.local.verify;

import dev.ecsjobs.engine.History;
import dev.ecsjobs.history.RunSummary;
import dev.ecsjobs.job.Job;
import dev.ecsjobs.job.JobName;
import dev.ecsjobs.job.Limits;
import dev.ecsjobs.local.verify.Expected.Source;
import dev.ecsjobs.run.RunResult;
import java.time.Duration;
import java.util.Comparator;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * How long runs take: as the user states, else as the history has it, else as the job's own limits
 * allow at most.
 */
public record Expectations(Map<JobName, Duration> stated, Recorded recorded) {

  /** What is known of past runs. */
  @FunctionalInterface
  public interface Recorded {
    Recorded NOTHING = _ -> Optional.empty();

    /** How long all but the slowest took; empty if none has succeeded. */
    Optional<Duration> of(JobName job);
  }

  private static final int LOOKED_AT = 100;
  private static final double MOST = 0.95;

  public Expectations {
    stated = Map.copyOf(stated);
  }

  /** The 95th percentile of the latest runs that succeeded. */
  public static Recorded in(History history) {
    return name -> {
      var took =
          history.runs(name, LOOKED_AT).stream()
              .filter(run -> run.result() == RunResult.SUCCEEDED)
              .map(Expectations::took)
              .sorted()
              .toList();
      return took.isEmpty()
          ? Optional.empty()
          : Optional.of(took.get((int) Math.ceil(took.size() * MOST) - 1));
    };
  }

  private static Duration took(RunSummary run) {
    return Duration.between(run.requestedAt(), run.finishedAt());
  }

  /** Empty if nobody says anything. */
  public Optional<Expected> of(Job job) {
    return Optional.ofNullable(stated.get(job.name()))
        .map(takes -> new Expected(takes, Source.STATED))
        .or(() -> recorded.of(job.name()).map(takes -> new Expected(takes, Source.RECORDED)))
        .or(() -> longest(job.limits()));
  }

  /** Whichever limit ends a run of one attempt first. */
  private static Optional<Expected> longest(Limits limits) {
    var run = limits.run().map(takes -> new Expected(takes, Source.RUN_TIMEOUT));
    var attempt = limits.attempt().map(takes -> new Expected(takes, Source.ATTEMPT_TIMEOUT));
    return Stream.of(attempt, run)
        .flatMap(Optional::stream)
        .min(Comparator.comparing(Expected::takes));
  }
}
