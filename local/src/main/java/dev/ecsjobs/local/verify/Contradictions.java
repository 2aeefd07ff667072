package dev.ecsjobs.local.verify;

import dev.ecsjobs.Durations;
import dev.ecsjobs.job.Limits;
import dev.ecsjobs.local.engine.LocalJob;
import dev.ecsjobs.retry.Failure;
import dev.ecsjobs.retry.FailureKind;
import dev.ecsjobs.retry.Failures;
import dev.ecsjobs.retry.RetryDecision.RetryAfter;
import dev.ecsjobs.retry.RetryPolicy;
import dev.ecsjobs.schedule.At;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.OptionalInt;
import java.util.stream.Collectors;

/** A job's limits and retries that cannot all be kept. */
final class Contradictions {
  private final LocalJob job;
  private final Limits limits;
  private final Findings findings;

  private Contradictions(LocalJob job, Findings findings) {
    this.job = job;
    this.limits = job.job().limits();
    this.findings = findings;
  }

  static List<Finding> in(Subject subject) {
    var findings = new Findings(subject.file());
    for (var job : subject.draft().jobs()) {
      var checking = new Contradictions(job, findings);
      checking.withinTheRun();
      checking.delays();
      checking.pause(subject);
      if (job.source().enabled() && job.job().limits().startingDeadline().isPresent()) {
        checking.deadline(subject.occurrences(List.of(job)));
      }
    }
    endless(subject, findings);
    return findings.all();
  }

  private void withinTheRun() {
    var run = limits.run();
    limits
        .attempt()
        .filter(attempt -> run.isPresent() && attempt.compareTo(run.get()) > 0)
        .ifPresent(
            attempt ->
                warn(
                    "attemptTimeout",
                    "%s is longer than runTimeout %s, which ends the run before"
                        .formatted(Durations.plain(attempt), Durations.plain(run.orElseThrow())),
                    "Make runTimeout longer, or leave attemptTimeout out"));
    limits
        .start()
        .filter(start -> run.isPresent() && start.compareTo(run.get()) > 0)
        .ifPresent(
            start ->
                warn(
                    "startTimeout",
                    "%s is longer than runTimeout %s, which ends the run before"
                        .formatted(Durations.plain(start), Durations.plain(run.orElseThrow())),
                    "Make runTimeout longer, or startTimeout shorter"));
  }

  /** Whether the attempts that are promised fit into the time there is. */
  private void delays() {
    var delays = delays(job.job().retry());
    if (limits.run().isEmpty() || delays.isEmpty()) {
      return;
    }
    var run = limits.run().get();
    var waited = Duration.ZERO;
    int begun = 1;
    for (var delay : delays) {
      waited = waited.plus(delay);
      begun += waited.compareTo(run) < 0 ? 1 : 0;
    }
    if (begun <= delays.size()) {
      warn(
          "runTimeout",
          "%s ends the run before attempt %d of %d can begin: the delays alone are %s"
              .formatted(
                  Durations.plain(run), begun + 1, delays.size() + 1, Durations.plain(waited)),
          "Make runTimeout longer, or lower retry.maxAttempts or retry.initialDelay");
    } else {
      allAttempts(run, waited, delays.size() + 1);
    }
  }

  private void allAttempts(Duration run, Duration waited, int attempts) {
    limits
        .attempt()
        .filter(attempt -> attempt.compareTo(run) <= 0)
        .map(attempt -> attempt.multipliedBy(attempts).plus(waited))
        .filter(all -> all.compareTo(run) > 0)
        .ifPresent(
            all ->
                findings.ofInput(
                    Severity.NOTE,
                    job,
                    "runTimeout",
                    "%s has no room for %d attempts as long as attemptTimeout allows, which take %s"
                        .formatted(Durations.plain(run), attempts, Durations.plain(all)),
                    "Nothing needs to be done if attempts that fail do so early"));
  }

  /** The application's own failures, one after the other. */
  private static List<Duration> delays(RetryPolicy retry) {
    var failure = new Failure(FailureKind.EXIT_CODE, OptionalInt.empty(), List.of());
    var delays = new ArrayList<Duration>();
    var failures = Failures.NONE.plus(failure.kind());
    while (delays.size() < retry.maxAttempts()
        && retry.decide(failure, failures, 0) instanceof RetryAfter again) {
      delays.add(again.delay());
      failures = failures.plus(failure.kind());
    }
    return delays;
  }

  /** An {@code at} fires once: after its last time there is nothing left to pause. */
  private void pause(Subject subject) {
    var schedules =
        subject.draft().jobs().stream()
            .filter(other -> other.job().name().equals(job.job().name()))
            .map(LocalJob::schedule)
            .toList();
    int fires = schedules.size();
    var pauseAfter = job.job().admission().pauseAfter();
    if (pauseAfter.isPresent()
        && pauseAfter.getAsInt() >= fires
        && schedules.stream().allMatch(At.class::isInstance)) {
      warn(
          "pauseAfter",
          "it is %d, and the job is due %s: nothing would be left to pause"
              .formatted(pauseAfter.getAsInt(), fires == 1 ? "once" : fires + " times"),
          "Leave it out");
    }
  }

  private void deadline(List<Instant> due) {
    var deadline = limits.startingDeadline();
    Overlaps.shortestDistance(due)
        .filter(distance -> deadline.orElseThrow().compareTo(distance) > 0)
        .ifPresent(
            distance ->
                warn(
                    "startingDeadline",
                    "%s is longer than the %s between two occurrences: one that is late may start"
                            .formatted(
                                Durations.plain(deadline.orElseThrow()), Durations.plain(distance))
                        + " after the next",
                    "Make it at most " + distance));
  }

  /** Told once, of all of them: it is a choice, and the most frequent one. */
  private static void endless(Subject subject, Findings findings) {
    var endless =
        subject.enabledByName().values().stream()
            .map(List::getFirst)
            .map(LocalJob::job)
            .filter(job -> job.limits().attempt().isEmpty() && job.limits().run().isEmpty())
            .map(job -> job.name().value())
            .collect(Collectors.toList());
    if (!endless.isEmpty()) {
      findings.ofFile(
          Severity.NOTE,
          "no time limit ends a hanging run of %s; until somebody does, it costs money and a job"
                  .formatted(String.join(", ", endless))
              + " that forbids overlap does not run again",
          "Give an attemptTimeout, or one for all in the parameter JobDefaults");
    }
  }

  private void warn(String field, String what, String fix) {
    findings.ofInput(Severity.WARNING, job, field, what, fix);
  }
}
