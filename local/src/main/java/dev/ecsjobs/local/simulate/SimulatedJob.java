package dev.ecsjobs.local.simulate;

import dev.ecsjobs.Checked;
import dev.ecsjobs.job.FargateSize;
import dev.ecsjobs.job.Job;
import dev.ecsjobs.job.JobDocument;
import dev.ecsjobs.job.JobName;
import dev.ecsjobs.schedule.Schedule;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.IntStream;

/**
 * A job that fires.
 *
 * @param size of its tasks, unless the job grows them
 * @param row the line of the report that its runs count in: its own name, or that of many
 */
public record SimulatedJob(
    Job job, Schedule schedule, TaskDuration duration, Optional<FargateSize> size, JobName row) {
  /** What a herd of jobs is called together. */
  public static final JobName HERD = new JobName("herd");

  /** A job of the template. */
  public SimulatedJob(
      Job job, Schedule schedule, TaskDuration duration, Optional<FargateSize> size) {
    this(job, schedule, duration, size, job.name());
  }

  /** So many plain jobs that are all due at midnight, UTC. */
  public static List<SimulatedJob> herd(int size, TaskDuration duration) {
    return IntStream.rangeClosed(1, size).mapToObj(number -> ofHerd(number, duration)).toList();
  }

  private static SimulatedJob ofHerd(int number, TaskDuration duration) {
    var name = "%s-%05d".formatted(HERD, number);
    var document = JobDocument.parse(Map.of("job", name, "task", Map.of("definition", "herd")));
    var midnight = Schedule.parse("cron(0 0 * * ? *)", ZoneOffset.UTC, Instant.EPOCH);
    var smallest = new FargateSize(256, 512);
    return new SimulatedJob(
        valid(document).job(), valid(midnight), duration, Optional.of(smallest), HERD);
  }

  private static <T> T valid(Checked<T> checked) {
    return switch (checked) {
      case Checked.Valid<T> valid -> valid.value();
      case Checked.Invalid<T> invalid -> throw new AssertionError(invalid.problems());
    };
  }
}
