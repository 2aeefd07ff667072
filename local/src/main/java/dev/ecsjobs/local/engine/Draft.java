package dev.ecsjobs.local.engine;

import dev.ecsjobs.Checked;
import dev.ecsjobs.Problem;
import dev.ecsjobs.aws.Json;
import dev.ecsjobs.aws.LaunchInput;
import dev.ecsjobs.job.Job;
import dev.ecsjobs.job.JobDefaults;
import dev.ecsjobs.job.JobDocument;
import dev.ecsjobs.lambda.LaunchHandler;
import dev.ecsjobs.local.engine.Catalog.Fire;
import dev.ecsjobs.local.scheduler.TemplateSchedules;
import dev.ecsjobs.local.template.Elsewhere;
import dev.ecsjobs.local.template.Reading;
import dev.ecsjobs.local.template.Revisions;
import dev.ecsjobs.local.template.ScheduledJob;
import dev.ecsjobs.local.template.Template;
import dev.ecsjobs.schedule.Schedule;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * A template with its schedules and job documents, read as far as they go: what is right in it, and
 * everything that is wrong.
 *
 * @param template empty if the text is no YAML
 */
public record Draft(Optional<Template> template, List<Entry> entries, List<Problem> problems) {
  /** One schedule; its expression or its job document is absent where it is wrong. */
  public record Entry(
      ScheduledJob source, boolean isJob, Optional<Schedule> schedule, Optional<Job> job) {}

  public Draft {
    entries = List.copyOf(entries);
    problems = List.copyOf(problems);
  }

  /** Reads the template and all that stands in it; every problem with its place. */
  public static Draft read(
      Path file, Map<String, String> parameters, Revisions revisions, Elsewhere elsewhere)
      throws IOException {
    return of(Template.reading(file, Catalog.STACK, parameters, revisions, elsewhere));
  }

  private static Draft of(Reading reading) {
    var problems = new ArrayList<>(reading.problems());
    var entries = new ArrayList<Entry>();
    reading
        .template()
        .ifPresent(
            template -> {
              problems.addAll(EventBus.problems(template));
              var defaults = defaults(template, problems);
              for (var source : template.schedules()) {
                entries.add(entry(template, source, defaults, problems));
              }
            });
    return new Draft(reading.template(), entries, problems);
  }

  private static Entry entry(
      Template template, ScheduledJob source, JobDefaults defaults, List<Problem> problems) {
    var isJob = isJob(template, source);
    var schedule = schedule(template, source, problems);
    var job =
        isJob ? document(template, source, defaults, problems) : Optional.<JobDocument>empty();
    return new Entry(source, isJob, schedule, job.map(JobDocument::job));
  }

  /** What is right in every part; to be run only if there are no problems. */
  public Catalog catalog() {
    return new Catalog(template.orElseThrow(), jobs(), others());
  }

  /** The jobs of which the schedule and the document are right. */
  public List<LocalJob> jobs() {
    return entries.stream()
        .filter(entry -> entry.schedule().isPresent() && entry.job().isPresent())
        .map(e -> new LocalJob(e.job().orElseThrow(), e.schedule().orElseThrow(), e.source()))
        .toList();
  }

  private List<Fire> others() {
    return entries.stream()
        .filter(entry -> !entry.isJob())
        .flatMap(e -> e.schedule().map(schedule -> new Fire(schedule, e.source())).stream())
        .toList();
  }

  private static Optional<Schedule> schedule(
      Template template, ScheduledJob source, List<Problem> problems) {
    if (source.expression().isBlank()) {
      return Optional.empty(); // told by the template's reader
    }
    var span = source.span();
    return switch (Schedule.parse(
        source.expression(), source.zone(), span.start().orElse(TemplateSchedules.PHASE))) {
      case Checked.Valid<Schedule> valid ->
          Optional.of(valid.value().within(span.start(), span.end()));
      case Checked.Invalid<Schedule> invalid -> {
        String where = source.place().in(template.file());
        invalid.problems().forEach(p -> problems.add(p.under(where)));
        yield Optional.empty();
      }
    };
  }

  static JobDefaults defaults(Template template, List<Problem> problems) {
    var text =
        Catalog.function(template, LaunchHandler.class)
            .map(function -> function.environment().get("JOB_DEFAULTS"))
            .orElse("{}");
    return switch (LaunchInput.readDefaults(text)) {
      case Checked.Valid<JobDefaults> valid -> valid.value();
      case Checked.Invalid<JobDefaults> invalid -> {
        problems.addAll(invalid.problems());
        yield JobDefaults.NONE;
      }
    };
  }

  static Optional<JobDocument> document(
      Template template, ScheduledJob source, JobDefaults defaults, List<Problem> problems) {
    if (source.input().isBlank()) {
      return Optional.empty(); // told by the template's reader
    }
    return switch (LaunchInput.readJob(source.input().getBytes(StandardCharsets.UTF_8), defaults)) {
      case Checked.Valid<JobDocument> valid -> Optional.of(valid.value());
      case Checked.Invalid<JobDocument> invalid -> {
        String where = source.inputPlace().in(template.file());
        invalid.problems().forEach(p -> problems.add(p.under(where + " Input")));
        yield Optional.empty();
      }
    };
  }

  /** Of another stack's function nothing is known but what it is sent. */
  private static boolean isJob(Template template, ScheduledJob source) {
    return Elsewhere.isIn(source.function())
        ? !source.input().isBlank()
            && Json.read(source.input()) instanceof Map<?, ?> input
            && input.containsKey("job")
        : Catalog.function(template, LaunchHandler.class)
            .filter(launch -> launch.logicalId().equals(source.function()))
            .isPresent();
  }
}
