package dev.ecsjobs.history;

import dev.ecsjobs.Document;
import dev.ecsjobs.job.JobName;
import dev.ecsjobs.run.RunResult;
import java.time.Instant;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.Set;

/**
 * All runs of a job that ended, rolled up.
 *
 * @param attempts all attempts of these runs
 * @param retries those beyond the first of a run
 * @param spending what all these attempts used
 * @param recent the last runs, from which streak, success rate and durations are told
 * @param indexes how many runs of an array's indexes ended; they count as no runs
 * @param lastRunAt when the run that ended last did, which need not be the one added last
 */
public record JobSummary(
    JobName job,
    long succeeded,
    long failed,
    long cancelled,
    long skipped,
    long missed,
    long attempts,
    Optional<Instant> lastRunAt,
    Optional<RunResult> lastResult,
    Optional<Instant> lastSuccessAt,
    long retries,
    Spending spending,
    Recent recent,
    long indexes) {

  public static JobSummary none(JobName job) {
    return new JobSummary(
        job,
        0,
        0,
        0,
        0,
        0,
        0,
        Optional.empty(),
        Optional.empty(),
        Optional.empty(),
        0,
        Spending.NONE,
        Recent.NONE,
        0);
  }

  /** The roll-up with one more run; runs may come in any order. */
  public JobSummary plus(RunSummary run) {
    if (run.run().index().isPresent()) {
      return plusIndex(run);
    }
    boolean latest = lastRunAt.isEmpty() || isLater(run);
    boolean success = run.result() == RunResult.SUCCEEDED;
    boolean latestSuccess =
        success && (lastSuccessAt.isEmpty() || run.finishedAt().isAfter(lastSuccessAt.get()));
    return new JobSummary(
        job,
        succeeded + one(success),
        failed + one(run.result() == RunResult.FAILED),
        cancelled + one(run.result() == RunResult.CANCELLED),
        skipped + one(run.result() == RunResult.SKIPPED),
        missed + one(run.result() == RunResult.MISSED),
        attempts + run.attempts().size(),
        latest ? Optional.of(run.finishedAt()) : lastRunAt,
        latest ? Optional.of(run.result()) : lastResult,
        latestSuccess ? Optional.of(run.finishedAt()) : lastSuccessAt,
        retries + run.retries(),
        spending.plus(run.spending()),
        recent.plus(run),
        indexes);
  }

  /** What an index used counts for its job; how it ended counts for its array alone. */
  private JobSummary plusIndex(RunSummary index) {
    return new JobSummary(
        job,
        succeeded,
        failed,
        cancelled,
        skipped,
        missed,
        attempts + index.attempts().size(),
        lastRunAt,
        lastResult,
        lastSuccessAt,
        retries + index.retries(),
        spending.plus(index.spending()),
        recent,
        indexes + 1);
  }

  /** Of two that ended at the same instant one is the later in any order: a run that was made. */
  private boolean isLater(RunSummary run) {
    int later = run.finishedAt().compareTo(lastRunAt.orElseThrow());
    return later > 0 || (later == 0 && run.result().compareTo(lastResult.orElseThrow()) < 0);
  }

  public long runs() {
    return succeeded + failed + cancelled + skipped + missed;
  }

  /** Grows with every run and every index. */
  public long version() {
    return runs() + indexes;
  }

  /** How many ended in one of these ways. */
  public long runs(Set<RunResult> results) {
    return results.stream()
        .mapToLong(
            result ->
                switch (result) {
                  case SUCCEEDED -> succeeded;
                  case FAILED -> failed;
                  case CANCELLED -> cancelled;
                  case SKIPPED -> skipped;
                  case MISSED -> missed;
                })
        .sum();
  }

  /** The share of successes among all runs that succeeded, failed or were missed. */
  public OptionalDouble successRate() {
    long counted = succeeded + failed + missed;
    return counted == 0 ? OptionalDouble.empty() : OptionalDouble.of((double) succeeded / counted);
  }

  private static long one(boolean counts) {
    return counts ? 1 : 0;
  }

  /** The roll-up as a JSON object. */
  public Document document() {
    return new Document()
        .put("job", job)
        .put("succeeded", succeeded)
        .put("failed", failed)
        .put("cancelled", cancelled)
        .put("skipped", skipped)
        .put("missed", missed)
        .put("attempts", attempts)
        .put("lastRunAt", lastRunAt)
        .put("lastResult", lastResult)
        .put("lastSuccessAt", lastSuccessAt)
        .put("retries", retries)
        .put("spending", spending.document().fields())
        .put("recent", recent.texts())
        .put("indexes", indexes);
  }

  public static JobSummary read(Document d) {
    return new JobSummary(
        new JobName(d.text("job")),
        d.count("succeeded"),
        d.count("failed"),
        d.count("cancelled"),
        d.count("skipped"),
        d.count("missed"),
        d.count("attempts"),
        d.optionalInstant("lastRunAt"),
        d.optionalText("lastResult").map(RunResult::valueOf),
        d.optionalInstant("lastSuccessAt"),
        d.has("retries") ? d.count("retries") : 0,
        d.optionalObject("spending").map(Spending::read).orElse(Spending.NONE),
        Recent.read(d.texts("recent")),
        d.has("indexes") ? d.count("indexes") : 0);
  }
}
