package dev.ecsjobs.local.simulate;

import dev.ecsjobs.cost.Cost;
import dev.ecsjobs.history.JobSummary;
import dev.ecsjobs.job.JobName;
import dev.ecsjobs.retry.FailureKind;
import dev.ecsjobs.run.RunId;
import java.time.Duration;
import java.time.Instant;
import java.util.Collections;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * What a simulation saw.
 *
 * @param herds the busiest minutes, the busiest first
 * @param slowest the runs whose end was noticed last, the slowest first
 * @param open occurrences that have come to no end: each is somebody's mistake
 * @param deferrals how often a launch was put off, for want of quota
 */
public record Report(
    Scenario scenario,
    List<OfJob> jobs,
    List<Herd> herds,
    List<Close> slowest,
    List<Open> open,
    long deferrals,
    int mostTasks,
    Instant mostTasksAt) {
  public Report {
    jobs = List.copyOf(jobs);
    herds = List.copyOf(herds);
    slowest = List.copyOf(slowest);
    open = List.copyOf(open);
  }

  /**
   * One job, or many that count together.
   *
   * @param expected how often its schedule was due
   * @param unexpected runs that no schedule asked for
   * @param failures how many attempts failed, by kind
   * @param startDelay from the scheduled time until its first container ran
   * @param duration of a run, retries and waiting included
   * @param close from the end of the last task until the run was known to have ended
   * @param cost of its tasks
   */
  public record OfJob(
      JobSummary summary,
      long expected,
      long unexpected,
      long retries,
      Map<FailureKind, Long> failures,
      Optional<Spread> startDelay,
      Optional<Spread> duration,
      Optional<Spread> close,
      Cost cost) {
    public OfJob {
      failures = Collections.unmodifiableMap(new EnumMap<>(failures));
    }

    public JobName name() {
      return summary.job();
    }
  }

  /** How durations are spread. */
  public record Spread(Duration p50, Duration p95, Duration longest) {
    static Optional<Spread> of(Samples samples) {
      var sorted = samples.sorted();
      return sorted
          .percentile(50)
          .map(
              p50 ->
                  new Spread(
                      p50,
                      sorted.percentile(95).orElseThrow(),
                      sorted.percentile(100).orElseThrow()));
    }
  }

  /**
   * What was due in one minute.
   *
   * @param most from the minute's beginning until 95 % of them were launched
   * @param all until the last of them was
   * @param shortest what all would take if the account's launch rate were used fully
   * @param plan how many were launched in the first minute, the second, and so on
   */
  public record Herd(
      Instant at,
      int due,
      int launched,
      Duration most,
      Duration all,
      Duration shortest,
      List<Integer> plan) {
    public Herd {
      plan = List.copyOf(plan);
    }
  }

  /**
   * A run and how long after its task's end it was known to have ended.
   *
   * @param told what became of the event that should have told so
   */
  public record Close(RunId run, Duration after, Told told) {}

  /**
   * An occurrence without an end.
   *
   * @param standing where its run stands; absent if there is no run, so that it is lost
   */
  public record Open(RunId run, Instant dueAt, Optional<String> standing) {
    public boolean isLost() {
      return standing.isEmpty();
    }
  }

  /** What all tasks cost. */
  public Cost cost() {
    return jobs.stream().map(OfJob::cost).reduce(Cost.NOTHING, Cost::plus);
  }

  /** How many occurrences there were. */
  public long expected() {
    return jobs.stream().mapToLong(OfJob::expected).sum();
  }

  /** How many runs ended that a schedule had asked for. */
  public long accountedFor() {
    return jobs.stream().mapToLong(job -> job.summary().runs() - job.unexpected()).sum();
  }
}
