package dev.ecsjobs.local.cli;

import dev.ecsjobs.Checked;
import dev.ecsjobs.Document;
import dev.ecsjobs.aws.Json;
import dev.ecsjobs.aws.LaunchInput;
import dev.ecsjobs.engine.Pausing;
import dev.ecsjobs.job.JobDocument;
import dev.ecsjobs.job.JobName;
import dev.ecsjobs.local.ecs.TaskLogs;
import dev.ecsjobs.local.engine.Catalog;
import dev.ecsjobs.local.engine.DataFolder;
import dev.ecsjobs.local.engine.Found;
import dev.ecsjobs.local.engine.Happening;
import dev.ecsjobs.local.engine.TaskLog;
import dev.ecsjobs.local.request.RunRequest;
import dev.ecsjobs.page.Planned;
import dev.ecsjobs.run.Run;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.LinkedHashMap;
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
  public Found find(String job) {
    return catalog.find(job, data, InstantSource.system());
  }

  @Override
  public Checked<JobDocument> read(String document) {
    return catalog.read(document);
  }

  /** It is looked at before: here nobody would see what the launch function says of it. */
  @Override
  public Asked ask(RunRequest request) {
    return switch (read(request.json())) {
      case Checked.Invalid<JobDocument>(var problems) -> throw WrongUsage.of(request, problems);
      case Checked.Valid<JobDocument>(var document) -> {
        data.register(catalog.template());
        wish(request.json());
        yield new Asked(request.id(), document.job());
      }
    };
  }

  @Override
  public void wish(String wish) {
    data.inbox().put(wish, UUID.randomUUID().toString());
  }

  /** At once, whether an engine runs or not: it takes nothing but the record. */
  @Override
  public String control(Document wish) throws IOException {
    byte[] input = Json.write(wish.fields()).getBytes(StandardCharsets.UTF_8);
    try (var session = reading()) {
      var pausing = new Pausing(session.records().pauses(), InstantSource.system());
      return switch (LaunchInput.read(input, "{}")) {
        case Checked.Invalid<LaunchInput>(var problems) ->
            throw new WrongUsage(problems.getFirst().toString());
        case Checked.Valid<LaunchInput>(LaunchInput.PauseJob pause) ->
            pausing.pause(pause.job(), pause.by(), pause.note());
        case Checked.Valid<LaunchInput>(LaunchInput.ResumeJob resume) ->
            pausing.resume(resume.job());
        case Checked.Valid<LaunchInput>(LaunchInput.Launch _),
            Checked.Valid<LaunchInput>(LaunchInput.Cancel _) ->
            throw new IllegalArgumentException("this is about a run: " + wish.fields());
      };
    }
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
  public Optional<Duration> kept() {
    return Optional.of(catalog.kept());
  }

  @Override
  public String firing() {
    return "On this machine schedules fire only while ecsjobs up runs; what is due meanwhile is not"
        + " made up for.";
  }

  @Override
  public boolean makesUp() {
    return false;
  }

  @Override
  public Optional<String> logs() {
    return Optional.empty();
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
