package dev.ecsjobs.local.verify;

import dev.ecsjobs.Document;
import dev.ecsjobs.cost.Architecture;
import dev.ecsjobs.cost.BilledTime;
import dev.ecsjobs.cost.Capacity;
import dev.ecsjobs.cost.Cost;
import dev.ecsjobs.cost.PriceTable;
import dev.ecsjobs.cost.Size;
import dev.ecsjobs.cost.Tariff;
import dev.ecsjobs.cost.Usage;
import dev.ecsjobs.job.FargateSize;
import dev.ecsjobs.job.JobName;
import dev.ecsjobs.job.TaskTemplate;
import dev.ecsjobs.local.engine.LocalJob;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import software.amazon.awssdk.services.ecs.model.TaskDefinition;

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
    var lines =
        subject.enabledByName().values().stream()
            .flatMap(schedules -> line(subject, schedules, prices, region).stream())
            .toList();
    var sum = lines.stream().map(Line::cost).reduce(Cost.NOTHING, Cost::plus);
    return new MonthlyCosts(lines, sum, prices, region);
  }

  private static Optional<Line> line(
      Subject subject, List<LocalJob> schedules, PriceTable prices, String region) {
    var job = schedules.getFirst().job();
    if (!(job.work() instanceof TaskTemplate task)) {
      return Optional.empty();
    }
    var expected = subject.expectations().of(job);
    int runs = runs(subject, schedules);
    return Sizes.definition(subject, task)
        .flatMap(
            definition ->
                Sizes.of(task, definition)
                    .map(
                        size -> {
                          var tariff = tariff(task, definition, region);
                          var takes =
                              BilledTime.of(
                                  tariff.capacity(),
                                  expected.map(Expected::takes).orElse(Duration.ZERO));
                          var usage = Usage.of(tariff, size(size, definition), takes).times(runs);
                          return new Line(
                              job.name(), runs, takes, basis(expected), prices.cost(usage));
                        }));
  }

  private static int runs(Subject subject, List<LocalJob> schedules) {
    var justBefore = subject.from().minusNanos(1);
    var end = subject.from().plus(MONTH);
    return (int)
        schedules.stream()
            .flatMap(job -> job.schedule().after(justBefore).takeWhile(f -> f.isBefore(end)))
            .distinct()
            .count();
  }

  private static Tariff tariff(TaskTemplate task, TaskDefinition definition, String region) {
    var capacity = Sizes.isFargate(task, definition) ? "FARGATE" : "EC2";
    var platform = definition.runtimePlatform();
    var word = platform == null ? null : platform.cpuArchitectureAsString();
    return new Tariff(
        region,
        Capacity.of(task.capacity().orElse(capacity)),
        Architecture.of(word == null ? "" : word));
  }

  private static Size size(FargateSize size, TaskDefinition definition) {
    var storage = definition.ephemeralStorage();
    return storage == null || storage.sizeInGiB() == null
        ? new Size(size.cpu(), size.memory())
        : new Size(size.cpu(), size.memory(), storage.sizeInGiB());
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
