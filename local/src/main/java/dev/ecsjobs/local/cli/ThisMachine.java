package dev.ecsjobs.local.cli;

import dev.ecsjobs.job.JobName;
import dev.ecsjobs.local.engine.Catalog;
import dev.ecsjobs.local.engine.DataFolder;
import dev.ecsjobs.local.engine.Happening;
import dev.ecsjobs.local.engine.LocalJob;
import dev.ecsjobs.page.Planned;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.function.Consumer;
import java.util.stream.Stream;

/** The template's stack, executed here. */
record ThisMachine(Path template, Catalog catalog, DataFolder data, TaskOptions tasks)
    implements Site {
  /** As many as a list of what comes next has use for. */
  private static final int FIRES = 5;

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
    catalog
        .jobs()
        .forEach(job -> planned.merge(job.job().name(), planned(job, after), ThisMachine::both));
    return planned;
  }

  private static Planned planned(LocalJob job, Instant after) {
    var next =
        Stream.iterate(job.nextFire(after), Optional::isPresent, at -> at.flatMap(job::nextFire))
            .flatMap(Optional::stream)
            .limit(FIRES)
            .toList();
    return new Planned(
        job.source().expression(), job.source().zone(), job.source().enabled(), next);
  }

  /** One job may have two schedules. */
  private static Planned both(Planned one, Planned other) {
    return new Planned(
        one.expression() + ", " + other.expression(),
        one.zone(),
        one.enabled() || other.enabled(),
        Stream.concat(one.next().stream(), other.next().stream()).sorted().limit(FIRES).toList());
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
  public String command(String words) {
    return "ecsjobs " + words;
  }
}
