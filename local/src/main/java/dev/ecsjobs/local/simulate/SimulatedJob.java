package dev.ecsjobs.local.simulate;

import dev.ecsjobs.Checked;
import dev.ecsjobs.cost.Architecture;
import dev.ecsjobs.cost.Capacity;
import dev.ecsjobs.cost.Size;
import dev.ecsjobs.cost.Tariff;
import dev.ecsjobs.engine.StoredSchedule;
import dev.ecsjobs.job.Job;
import dev.ecsjobs.job.JobDocument;
import dev.ecsjobs.job.JobName;
import dev.ecsjobs.local.scheduler.TemplateSchedules;
import dev.ecsjobs.local.template.ScheduledJob.Span;
import dev.ecsjobs.schedule.Schedule;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.IntStream;

/**
 * A job that fires.
 *
 * @param document what its schedule sends, but for the time
 * @param paid its tasks' size, unless the job grows it, and what decides their price
 * @param row the line of the report that its runs count in: its own name, or that of many
 */
public record SimulatedJob(
    JobDocument document, Timing timing, TaskDuration duration, Optional<Paid> paid, JobName row) {
  /** What a herd of jobs is called together. */
  public static final JobName HERD = new JobName("herd");

  /**
   * When it fires.
   *
   * @param schedule what all the rest of it means
   */
  public record Timing(String expression, ZoneId zone, Span span, Schedule schedule) {}

  /** A job of the template. */
  public SimulatedJob(
      JobDocument document, Timing timing, TaskDuration duration, Optional<Paid> paid) {
    this(document, timing, duration, paid, document.job().name());
  }

  public Job job() {
    return document.job();
  }

  /** So many plain jobs that are all due at midnight, UTC. */
  public static List<SimulatedJob> herd(int size, TaskDuration duration, String region) {
    var smallest =
        new Paid(new Size(256, 512), new Tariff(region, Capacity.FARGATE, Architecture.X86_64));
    return IntStream.rangeClosed(1, size)
        .mapToObj(number -> ofHerd(number, duration, smallest))
        .toList();
  }

  private static SimulatedJob ofHerd(int number, TaskDuration duration, Paid paid) {
    var name = "%s-%05d".formatted(HERD, number);
    var document = JobDocument.parse(Map.of("job", name, "task", Map.of("definition", "herd")));
    var expression = "cron(0 0 * * ? *)";
    var midnight = valid(Schedule.parse(expression, ZoneOffset.UTC, TemplateSchedules.PHASE));
    return new SimulatedJob(
        valid(document),
        new Timing(expression, ZoneOffset.UTC, Span.ALWAYS, midnight),
        duration,
        Optional.of(paid),
        HERD);
  }

  private static <T> T valid(Checked<T> checked) {
    return switch (checked) {
      case Checked.Valid<T> valid -> valid.value();
      case Checked.Invalid<T> invalid -> throw new AssertionError(invalid.problems());
    };
  }

  /** Its schedule as EventBridge Scheduler keeps it. The input is read by {@link UnheardFires}. */
  StoredSchedule stored() {
    return new StoredSchedule(
        job().name().value(),
        "simulated",
        timing.expression(),
        timing.zone().getId(),
        timing.span().start(),
        timing.span().end(),
        true,
        timing.span().window(),
        "",
        job().name() + " " + JobDocument.SCHEDULED_TIME,
        TemplateSchedules.PHASE,
        TemplateSchedules.PHASE);
  }
}
