package dev.ecsjobs.local.verify;

import dev.ecsjobs.Document;
import dev.ecsjobs.cost.BilledTime;
import dev.ecsjobs.cost.Cost;
import dev.ecsjobs.cost.PriceTable;
import dev.ecsjobs.cost.Usage;
import dev.ecsjobs.job.Array;
import dev.ecsjobs.job.JobName;
import dev.ecsjobs.job.TaskTemplate;
import dev.ecsjobs.local.engine.LocalJob;
import dev.ecsjobs.schedule.Schedule;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * What the jobs' tasks cost in the next 30 days, if every run succeeds at once.
 *
 * @param lines one for each job that runs a task of this template
 * @param sum of all of them
 */
public record MonthlyCosts(List<Line> lines, Cost sum, PriceTable prices, String region) {
  private static final Duration MONTH = Duration.ofDays(30);

  /**
   * One job.
   *
   * @param takes how long a run is paid for
   * @param basis why it is thought to be so long
   */
  public record Line(JobName job, int runs, Duration takes, String basis, Cost cost) {}

  public MonthlyCosts {
    lines = List.copyOf(lines);
  }

  static MonthlyCosts of(Subject subject, PriceTable prices, String region) {
    var runs = new HashMap<Schedule, Long>(); // a thousand jobs have few schedules
    var lines =
        subject.enabledByName().values().stream()
            .flatMap(
                schedules ->
                    line(subject, schedules, runs(schedules, subject.from(), runs), prices, region)
                        .stream())
            .toList();
    var sum = lines.stream().map(Line::cost).reduce(Cost.NOTHING, Cost::plus);
    return new MonthlyCosts(lines, sum, prices, region);
  }

  private static Optional<Line> line(
      Subject subject, List<LocalJob> schedules, int runs, PriceTable prices, String region) {
    var job = schedules.getFirst().job();
    if (!(job.work() instanceof TaskTemplate task)) {
      return Optional.empty();
    }
    var expected = subject.expectations().of(job);
    // An array's run is as long as its indexes, so many of which run all the time.
    int atATime = job.array().map(Array::parallelism).orElse(1);
    return Sizes.definition(subject, task)
        .flatMap(
            definition ->
                Sizes.of(task, definition)
                    .map(
                        size -> {
                          var tariff = Sizes.tariff(task, definition, region);
                          var takes =
                              BilledTime.of(
                                  tariff.capacity(),
                                  expected.map(Expected::takes).orElse(Duration.ZERO));
                          var usage =
                              Usage.of(tariff, Sizes.paid(size, definition), takes)
                                  .times((long) runs * atATime);
                          return new Line(
                              job.name(),
                              runs,
                              takes,
                              basis(expected)
                                  + (atATime > 1 ? ", %d tasks at a time".formatted(atATime) : ""),
                              prices.cost(usage));
                        }));
  }

  private static int runs(List<LocalJob> schedules, Instant from, Map<Schedule, Long> known) {
    return (int)
        schedules.stream()
            .mapToLong(job -> known.computeIfAbsent(job.schedule(), each -> runs(each, from)))
            .sum();
  }

  /** Counted, or if they are many, as many as there are if it goes on like this. */
  private static long runs(Schedule schedule, Instant from) {
    var end = from.plus(MONTH);
    var due =
        schedule
            .after(from.minusNanos(1))
            .takeWhile(fire -> fire.isBefore(end))
            .limit(Subject.MOST_OCCURRENCES + 1L)
            .toList();
    return due.size() <= Subject.MOST_OCCURRENCES
        ? due.size()
        : Math.round(
            (double) Subject.MOST_OCCURRENCES
                * MONTH.toSeconds()
                / Duration.between(from, due.getLast()).toSeconds());
  }

  private static String basis(Optional<Expected> expected) {
    return expected
        .map(e -> e.source().isKnown() ? e.source().words() : "at most, " + e.source().words())
        .orElse("at least, nothing says how long");
  }

  /** All of it as a JSON object. */
  public Document document() {
    return new Document()
        .put("dollars", sum.dollars().toPlainString())
        .put("complete", sum.isComplete())
        .put("region", region)
        .put("pricesOf", prices.date())
        .put("source", prices.source())
        .put("jobs", lines.stream().map(MonthlyCosts::document).toList());
  }

  private static Map<String, Object> document(Line line) {
    return new Document()
        .put("job", line.job())
        .put("runs", line.runs())
        .put("takes", line.takes())
        .put("basis", line.basis())
        .put("dollars", line.cost().dollars().toPlainString())
        .put("complete", line.cost().isComplete())
        .fields();
  }
}
