package dev.ecsjobs.local.cli;

import dev.ecsjobs.job.FargateSize;
import dev.ecsjobs.job.TaskTemplate;
import dev.ecsjobs.local.ecs.definition.TaskSize;
import dev.ecsjobs.local.engine.Catalog;
import dev.ecsjobs.local.engine.LocalJob;
import dev.ecsjobs.local.simulate.SimulatedJob;
import dev.ecsjobs.local.simulate.TaskDuration;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.stream.Stream;

/** The template's jobs whose schedules are enabled, to be simulated. */
final class EnabledJobs {
  private EnabledJobs() {}

  static Stream<SimulatedJob> of(Catalog catalog, Map<String, TaskDuration> taskDurations) {
    return catalog.jobs().stream()
        .filter(job -> job.source().enabled())
        .map(
            job ->
                new SimulatedJob(
                    catalog.document(job),
                    timing(job),
                    taskDurations.getOrDefault(job.job().name().value(), TaskDuration.ASSUMED),
                    size(catalog, job)));
  }

  private static SimulatedJob.Timing timing(LocalJob job) {
    var source = job.source();
    return new SimulatedJob.Timing(
        source.expression(), source.zone(), source.span(), job.schedule());
  }

  /** The job's own, else its task definition's. */
  private static Optional<FargateSize> size(Catalog catalog, LocalJob job) {
    if (!(job.job().work() instanceof TaskTemplate task)) {
      return Optional.empty();
    }
    if (task.cpu().isPresent() && task.memory().isPresent()) {
      return Optional.of(new FargateSize(task.cpu().getAsInt(), task.memory().getAsInt()));
    }
    return catalog.template().taskDefinitions().stream()
        .filter(revision -> revision.arn().equals(task.definition()))
        .findFirst()
        .flatMap(
            revision ->
                size(
                    TaskSize.cpuUnits(Optional.ofNullable(revision.definition().cpu()).orElse("")),
                    TaskSize.mebibytes(
                        Optional.ofNullable(revision.definition().memory()).orElse(""))));
  }

  private static Optional<FargateSize> size(OptionalInt cpu, OptionalInt memory) {
    return cpu.isPresent() && memory.isPresent()
        ? Optional.of(new FargateSize(cpu.getAsInt(), memory.getAsInt()))
        : Optional.empty();
  }
}
