package dev.ecsjobs.local.packaged;

import static org.junit.jupiter.api.Assertions.fail;

import dev.ecsjobs.Checked;
import dev.ecsjobs.aws.EventFiles;
import dev.ecsjobs.aws.Json;
import dev.ecsjobs.engine.Engine;
import dev.ecsjobs.engine.FakeTaskLauncher;
import dev.ecsjobs.engine.RunStore;
import dev.ecsjobs.engine.SettableClock;
import dev.ecsjobs.job.JobDocument;
import dev.ecsjobs.run.RunId;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/** The world that the sample events tell of. */
final class SampleEvents {
  /** The samples whose jobs can be run. */
  static final List<String> JOBS = List.of("schedule-fired", "schedule-fired-flaky-import");

  /** When their schedules fired. */
  static final Instant TIME = Instant.parse("2026-03-01T01:00:00Z");

  private SampleEvents() {}

  /** Its schedule fired for that time, and ECS's answer to RunTask was lost. */
  static RunId launched(String sample, Instant time, RunStore runs) {
    var ecs = new FakeTaskLauncher();
    ecs.loseNextAnswer();
    var job = document(sample).job();
    var id = RunId.scheduled(job.name(), time);
    return new Engine(runs, ecs, new SettableClock(time), _ -> {})
        .launch(id, job, Optional.of(time))
        .run();
  }

  private static JobDocument document(String sample) {
    return switch (JobDocument.parse(Json.readObject(EventFiles.text(sample)))) {
      case Checked.Valid<JobDocument>(var document) -> document;
      case Checked.Invalid<JobDocument>(var problems) -> fail(problems.toString());
    };
  }
}
