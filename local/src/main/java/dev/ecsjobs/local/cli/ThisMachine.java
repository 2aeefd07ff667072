package dev.ecsjobs.local.cli;

import dev.ecsjobs.job.JobName;
import dev.ecsjobs.local.ecs.TaskLogs;
import dev.ecsjobs.local.engine.Catalog;
import dev.ecsjobs.local.engine.DataFolder;
import dev.ecsjobs.local.engine.Happening;
import dev.ecsjobs.local.engine.TaskLog;
import dev.ecsjobs.page.Planned;
import dev.ecsjobs.run.Run;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.function.Consumer;

/** The template's stack, executed here. */
record ThisMachine(Path template, Catalog catalog, DataFolder data, TaskOptions tasks)
    implements Site {
  @Override
  public Session reading() throws IOException {
    return Session.reading(catalog, data);
  }

  @Override
  public Session running(String doing, Consumer<Happening> watcher) throws IOException {
    return Session.running(catalog, data, doing, watcher, tasks);
  }

  @Override
  public Asked ask(String name) {
    var job = catalog.job(name).orElseThrow(() -> unknown(name));
    data.register(catalog.template());
    var id = data.inbox().put(job.job().name(), job.source().input(), UUID.randomUUID().toString());
    return new Asked(id, job.job());
  }

  private WrongUsage unknown(String name) {
    return WrongUsage.noJob(
        name,
        template.toString(),
        catalog.jobs().stream().map(job -> job.job().name().value()).toList());
  }

  @Override
  public void wish(String wish) {
    data.inbox().put(wish, UUID.randomUUID().toString());
  }

  @Override
  public String place() {
    return "this machine, " + template.getFileName();
  }

  @Override
  public Map<JobName, Planned> planned(Instant after) {
    var planned = new LinkedHashMap<JobName, Planned>();
    for (var job : catalog.jobs()) {
      var source = job.source();
      planned.merge(
          job.job().name(),
          Planned.after(
              after,
              source.expression(),
              source.zone().toString(),
              source.enabled(),
              job::nextFire),
          Planned::and);
    }
    return planned;
  }

  @Override
  public boolean isPaidFor() {
    return false;
  }

  @Override
  public Duration lookEvery() {
    return Duration.ofMillis(100);
  }

  @Override
  public Optional<String> logs() {
    return Optional.empty();
  }

  @Override
  public List<Upcoming> upcoming(Instant now, Consumer<String> progress) {
    return catalog.jobs().stream()
        .map(
            job ->
                new Upcoming(
                    job.job().name().value(),
                    job.source().expression(),
                    job.source().enabled(),
                    job.nextFire(now)))
        .sorted(Comparator.comparing(Upcoming::job))
        .toList();
  }

  @Override
  public Optional<TaskLog> log(Run run, String task) {
    return Optional.of(new TaskLogs(data.tasks()).growing(task)::apply);
  }

  @Override
  public String command(String words) {
    return "ecsjobs " + words;
  }
}
