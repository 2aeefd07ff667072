package dev.ecsjobs.local.verify;

import dev.ecsjobs.Durations;
import dev.ecsjobs.NearNames;
import dev.ecsjobs.job.JobName;
import dev.ecsjobs.local.engine.LocalJob;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

/** Jobs that follow others, and would wait for what never comes. */
final class Following {
  private final Subject subject;
  private final Map<JobName, List<LocalJob>> jobs;
  private final Map<JobName, List<LocalJob>> enabled;
  private final Findings findings;

  private Following(Subject subject, Findings findings) {
    this.subject = subject;
    this.jobs =
        subject.draft().jobs().stream().collect(Collectors.groupingBy(job -> job.job().name()));
    this.enabled = subject.enabledByName();
    this.findings = findings;
  }

  static List<Finding> in(Subject subject) {
    var findings = new Findings(subject.file());
    var following = new Following(subject, findings);
    var inCircles = new HashSet<JobName>();
    for (var job : subject.draft().jobs()) {
      following.check(job);
      following.circle(job, inCircles);
    }
    return findings.all();
  }

  private void check(LocalJob job) {
    for (var other : job.job().admission().after()) {
      if (!jobs.containsKey(other)) {
        unknown(job, other);
      } else if (job.source().enabled() && !enabled.containsKey(other)) {
        warn(
            job,
            "the schedule of %s, after whose success it starts, is disabled: it waits for ever"
                .formatted(other),
            "Enable that schedule, or leave the job out of after");
      } else if (job.source().enabled()) {
        times(job, other, enabled.get(other));
      }
    }
  }

  private void unknown(LocalJob job, JobName other) {
    var names = jobs.keySet().stream().map(JobName::value).toList();
    warn(
        job,
        "there is no job '%s' in this template; if there is none, it waits for ever"
            .formatted(other),
        NearNames.fix(other.value(), names)
            + "; if it is another template's, make sure that it is due at the same times");
  }

  /** What is awaited is the other's run of the same scheduled time, to the second. */
  private void times(LocalJob job, JobName other, List<LocalJob> others) {
    if (isOfUnknownPhase(job) || others.stream().anyMatch(Following::isOfUnknownPhase)) {
      warn(
          job,
          "a rate counts from its schedule's creation, so %s and %s are never due at the same time"
              .formatted(job.job().name(), other),
          "Give both the same cron expression, or the same rate and StartDate");
      return;
    }
    onlyOwnTime(subject.occurrences(List.of(job)), subject.occurrences(others))
        .ifPresent(
            time ->
                warn(
                    job,
                    "it is due at %s, and %s, after whose success it starts, is not: it waits %s"
                        .formatted(Said.time(time, job.source().zone()), other, howLong(job)),
                    "Give both schedules the same times"));
  }

  private static boolean isOfUnknownPhase(LocalJob job) {
    return job.schedule().isRate() && job.source().span().start().isEmpty();
  }

  private static Optional<Instant> onlyOwnTime(List<Instant> own, List<Instant> others) {
    var known = new HashSet<>(others);
    boolean all = others.size() < Subject.MOST_OCCURRENCES;
    return own.stream()
        .takeWhile(time -> all || !time.isAfter(others.getLast()))
        .filter(time -> !known.contains(time))
        .findFirst();
  }

  private static String howLong(LocalJob job) {
    return job.job()
        .limits()
        .startingDeadline()
        .map(deadline -> "until its startingDeadline " + Durations.plain(deadline) + " has passed")
        .orElse("for ever");
  }

  /** Told once, at the first job of the circle. */
  private void circle(LocalJob job, Set<JobName> inCircles) {
    var name = job.job().name();
    if (inCircles.contains(name)) {
      return;
    }
    way(name, name, new ArrayList<>(List.of(name)))
        .ifPresent(
            way -> {
              inCircles.addAll(way);
              findings.ofInput(
                  Severity.ERROR,
                  job,
                  "after",
                  way.stream().map(JobName::value).collect(Collectors.joining(" waits for "))
                      + " waits for "
                      + name
                      + ": none of them ever starts",
                  "Leave one of them out of after");
            });
  }

  private Optional<List<JobName>> way(JobName from, JobName to, List<JobName> gone) {
    for (var next : awaited(from)) {
      if (next.equals(to)) {
        return Optional.of(gone);
      }
      if (!gone.contains(next)) {
        var further = new ArrayList<>(gone);
        further.add(next);
        var way = way(next, to, further);
        if (way.isPresent()) {
          return way;
        }
      }
    }
    return Optional.empty();
  }

  private List<JobName> awaited(JobName job) {
    return jobs.getOrDefault(job, List.of()).stream()
        .flatMap(each -> each.job().admission().after().stream())
        .distinct()
        .toList();
  }

  private void warn(LocalJob job, String what, String fix) {
    findings.ofInput(Severity.WARNING, job, "after", what, fix);
  }
}
