package dev.ecsjobs.local.cli;

import dev.ecsjobs.local.engine.Catalog;
import dev.ecsjobs.local.engine.DataFolder;
import dev.ecsjobs.local.engine.Happening;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
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
