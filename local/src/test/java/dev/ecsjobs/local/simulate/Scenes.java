package dev.ecsjobs.local.simulate;

import static org.junit.jupiter.api.Assertions.fail;

import dev.ecsjobs.Checked;
import dev.ecsjobs.aws.Json;
import dev.ecsjobs.cost.Architecture;
import dev.ecsjobs.cost.Capacity;
import dev.ecsjobs.cost.PriceTable;
import dev.ecsjobs.cost.Size;
import dev.ecsjobs.cost.Tariff;
import dev.ecsjobs.job.JobDocument;
import dev.ecsjobs.local.template.ScheduledJob;
import dev.ecsjobs.schedule.Schedule;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;

/** Scenarios to begin with. */
final class Scenes {
  static final Instant FROM = Instant.parse("2027-01-01T00:00:00Z");
  static final TaskDuration MINUTE = new TaskDuration.Stated(Duration.ofMinutes(1), 0);

  private Scenes() {}

  /** A job whose document, but for its name and task, is this. */
  static SimulatedJob job(String name, String expression, String rest) {
    return job(name, expression, rest, MINUTE);
  }

  static SimulatedJob job(String name, String expression, String rest, TaskDuration duration) {
    var document =
        "{\"job\": \"%s\", \"task\": {\"definition\": \"any\"%s}%s}"
            .formatted(
                name,
                rest.contains("SPOT") ? ", \"capacity\": \"FARGATE_SPOT\"" : "",
                rest.replace("SPOT", ""));
    var schedule = valid(Schedule.parse(expression, ZoneOffset.UTC, Instant.EPOCH));
    return new SimulatedJob(
        valid(JobDocument.parse(Json.readObject(document))),
        new SimulatedJob.Timing(expression, ZoneOffset.UTC, ScheduledJob.Span.ALWAYS, schedule),
        duration,
        Optional.of(paid(rest)));
  }

  private static Paid paid(String rest) {
    var capacity = rest.contains("SPOT") ? Capacity.FARGATE_SPOT : Capacity.FARGATE;
    return new Paid(new Size(1024, 2048), new Tariff("us-east-1", capacity, Architecture.X86_64));
  }

  static Scenario scenario(int days, long seed, Faults faults, SimulatedJob... jobs) {
    return new Scenario(
        List.of(jobs),
        FROM,
        FROM.plus(Duration.ofDays(days)),
        seed,
        faults,
        OptionalInt.empty(),
        PriceTable.standard(),
        Duration.ofSeconds(105));
  }

  static Report run(Scenario scenario) {
    return Simulation.run(scenario, (_, _) -> {});
  }

  static <T> T valid(Checked<T> checked) {
    return switch (checked) {
      case Checked.Valid<T>(var value) -> value;
      case Checked.Invalid<T>(var problems) -> fail(problems.toString());
    };
  }

  /** The only job's line. */
  static Report.OfJob line(Report report) {
    return report.jobs().getFirst();
  }
}
