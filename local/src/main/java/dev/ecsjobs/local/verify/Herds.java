package dev.ecsjobs.local.verify;

import dev.ecsjobs.Durations;
import dev.ecsjobs.engine.TokenBucket;
import dev.ecsjobs.job.FargateSize;
import dev.ecsjobs.job.TaskTemplate;
import dev.ecsjobs.local.engine.LocalJob;
import dev.ecsjobs.schedule.Schedule;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.time.temporal.ChronoUnit;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** Minutes in which more jobs are due than ECS starts at once. */
final class Herds {
  /** ECS's default quota, of On-Demand and of Spot. */
  private static final int VCPUS = 6;

  private static final int UNITS = 1024;

  private static final ZoneId UTC = ZoneId.of("UTC");
  private static final int MOST_DAYS = 32;

  /** As many occurrences are looked at, so that a thousand busy jobs take seconds. */
  private static final long LOOKED_AT = 300_000;

  private final Subject subject;
  private final List<LocalJob> jobs;

  /** A thousand jobs have few schedules. */
  private final Map<Schedule, Integer> schedules = new HashMap<>();

  private final Findings findings;

  private Herds(Subject subject, Findings findings) {
    this.subject = subject;
    this.jobs = subject.enabled().stream().filter(job -> isTask(job)).toList();
    this.findings = findings;
    jobs.forEach(job -> schedules.merge(job.schedule(), 1, Integer::sum));
  }

  private static boolean isTask(LocalJob job) {
    return job.job().work() instanceof TaskTemplate;
  }

  static List<Finding> in(Subject subject) {
    var findings = new Findings(subject.file());
    new Herds(subject, findings).check();
    return findings.all();
  }

  private void check() {
    int days = days();
    var counts = new HashMap<Instant, Integer>();
    schedules.forEach(
        (schedule, count) ->
            due(schedule, days).forEach(minute -> counts.merge(minute, count, Integer::sum)));
    counts.entrySet().stream()
        .max(
            Map.Entry.<Instant, Integer>comparingByValue()
                .thenComparing(Map.Entry.<Instant, Integer>comparingByKey().reversed()))
        .ifPresent(
            peak -> {
              var herd = herd(peak.getKey());
              long over =
                  counts.values().stream()
                      .filter(count -> count > TokenBucket.FARGATE_BURST)
                      .count();
              rate(peak.getKey(), herd, over, days);
              vcpus(peak.getKey(), herd);
            });
  }

  private int days() {
    long aDay = schedules.keySet().stream().mapToLong(each -> due(each, 1).size()).sum();
    return Math.clamp(LOOKED_AT / Math.max(1, aDay), 1, MOST_DAYS);
  }

  private List<Instant> due(Schedule schedule, int days) {
    var until = subject.from().plus(Duration.ofDays(days));
    return schedule
        .after(subject.from())
        .takeWhile(fire -> fire.isBefore(until))
        .map(fire -> fire.truncatedTo(ChronoUnit.MINUTES))
        .toList();
  }

  private List<LocalJob> herd(Instant minute) {
    var end = minute.plus(Duration.ofMinutes(1));
    return jobs.stream()
        .filter(
            job ->
                job.schedule().next(minute.minusNanos(1)).filter(f -> f.isBefore(end)).isPresent())
        .toList();
  }

  private void rate(Instant minute, List<LocalJob> herd, long over, int days) {
    var plan = LaunchPlan.of(herd, minute);
    if (plan.takes().isZero()) {
      return;
    }
    findings.ofFile(
        Severity.WARNING,
        ("%,d jobs are due at %s, and ECS starts %d at once and then %d a second: that takes %s,"
                + " and %s comes last; within %d days %s of this kind")
            .formatted(
                herd.size(),
                Said.time(minute, UTC),
                TokenBucket.FARGATE_BURST,
                TokenBucket.FARGATE_PER_SECOND,
                Durations.plain(plan.takes().plusMillis(999)),
                plan.last().job().name(),
                days,
                over == 1 ? "it is the only minute" : "there are %,d minutes".formatted(over)),
        "Spread them over some minutes, or ask AWS for a higher rate; nothing is lost, launches"
            + " that are throttled are repeated");
  }

  private void vcpus(Instant minute, List<LocalJob> herd) {
    int units = herd.stream().mapToInt(this::cpuUnits).sum();
    if (units > VCPUS * UNITS) {
      findings.ofFile(
          Severity.NOTE,
          "the %s due at %s want %,d vCPUs at once; an account begins with a quota of %d for Fargate"
              .formatted(
                  Said.count(herd.size(), "job"),
                  Said.time(minute, UTC),
                  Math.ceilDiv(units, UNITS),
                  VCPUS),
          "Look at the account's quota in Service Quotas, or spread the jobs");
    }
  }

  private int cpuUnits(LocalJob job) {
    var task = job.job().task();
    return Sizes.definition(subject, task)
        .filter(definition -> Sizes.isFargate(task, definition))
        .flatMap(definition -> Sizes.of(task, definition))
        .map(FargateSize::cpu)
        .orElse(0);
  }

  /**
   * In which order and how fast a herd starts at best.
   *
   * @param takes until the last one has been launched
   */
  record LaunchPlan(Duration takes, LocalJob last) {

    static LaunchPlan of(List<LocalJob> herd, Instant at) {
      var buckets = new HashMap<Boolean, TokenBucket>();
      var plan = new LaunchPlan(Duration.ZERO, herd.getLast());
      for (var job : herd) {
        var spot = job.job().task().capacity().filter(c -> c.equals("FARGATE_SPOT")).isPresent();
        var bucket = buckets.computeIfAbsent(spot, _ -> TokenBucket.ofFargate(at));
        var start = bucket.nextAt(at);
        buckets.put(spot, bucket.take(start));
        var after = Duration.between(at, start);
        if (after.compareTo(plan.takes()) > 0) {
          plan = new LaunchPlan(after, job);
        }
      }
      return plan;
    }
  }
}
