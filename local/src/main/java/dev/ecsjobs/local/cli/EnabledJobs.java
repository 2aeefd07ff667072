package dev.ecsjobs.local.cli;

import dev.ecsjobs.job.TaskTemplate;
import dev.ecsjobs.local.engine.Catalog;
import dev.ecsjobs.local.engine.LocalJob;
import dev.ecsjobs.local.simulate.Paid;
import dev.ecsjobs.local.simulate.SimulatedJob;
import dev.ecsjobs.local.simulate.TaskDuration;
import dev.ecsjobs.local.verify.Sizes;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;

/** The template's jobs whose schedules are enabled, to be simulated. */
final class EnabledJobs {
  private EnabledJobs() {}

  static Stream<SimulatedJob> of(
      Catalog catalog, Map<String, TaskDuration> taskDurations, String region) {
    return catalog.jobs().stream()
        .filter(job -> job.source().enabled())
        .map(
            job ->
                new SimulatedJob(
                    catalog.document(job),
                    timing(job),
                    taskDurations.getOrDefault(job.job().name().value(), TaskDuration.ASSUMED),
                    paid(catalog, job, region)));
  }

  private static SimulatedJob.Timing timing(LocalJob job) {
    var source = job.source();
    return new SimulatedJob.Timing(
        source.expression(), source.zone(), source.span(), job.schedule());
  }

  private static Optional<Paid> paid(Catalog catalog, LocalJob job, String region) {
    return job.job().work() instanceof TaskTemplate task
        ? Sizes.definition(catalog.template(), task)
            .flatMap(
                definition ->
                    Sizes.of(task, definition)
                        .map(
                            size ->
                                new Paid(
                                    Sizes.paid(size, definition),
                                    Sizes.tariff(task, definition, region))))
        : Optional.empty();
  }
}
