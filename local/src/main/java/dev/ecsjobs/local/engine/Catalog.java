package dev.ecsjobs.local.engine;

import dev.ecsjobs.Checked;
import dev.ecsjobs.Problem;
import dev.ecsjobs.aws.LaunchInput;
import dev.ecsjobs.aws.SchedulerSchedules;
import dev.ecsjobs.job.JobDefaults;
import dev.ecsjobs.job.JobDocument;
import dev.ecsjobs.lambda.LaunchHandler;
import dev.ecsjobs.lambda.SweepHandler;
import dev.ecsjobs.local.scheduler.LocalScheduler;
import dev.ecsjobs.local.scheduler.TemplateSchedules;
import dev.ecsjobs.local.template.Function;
import dev.ecsjobs.local.template.Revisions;
import dev.ecsjobs.local.template.ScheduledJob;
import dev.ecsjobs.local.template.Template;
import dev.ecsjobs.schedule.Schedule;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;

/**
 * A template whose every schedule and every job document has been read, too.
 *
 * @param jobs what the launch function's schedules fire, in the template's order
 * @param others schedules of other functions, such as the sweep's
 */
public record Catalog(Template template, List<LocalJob> jobs, List<Fire> others) {

  /** Samconfig's stack name, so that what is seen here is what is seen there. */
  public static final String STACK = "ecsjobs";

  /** A schedule that fires something else than a job. */
  record Fire(Schedule schedule, ScheduledJob source) {}

  public Catalog {
    jobs = List.copyOf(jobs);
    others = List.copyOf(others);
  }

  /** Reads it as if its task definitions had never been registered before. */
  public static Checked<Catalog> read(Path file, Map<String, String> parameters)
      throws IOException {
    return read(file, parameters, Revisions.FIRST);
  }

  /**
   * Reads the template and all that stands in it; every problem with its place.
   *
   * @param revisions which revisions its task definitions are
   */
  public static Checked<Catalog> read(
      Path file, Map<String, String> parameters, Revisions revisions) throws IOException {
    return switch (Template.read(file, STACK, parameters, revisions)) {
      case Checked.Valid<Template> valid -> of(valid.value());
      case Checked.Invalid<Template> invalid -> Checked.invalid(invalid.problems());
    };
  }

  private static Checked<Catalog> of(Template template) {
    var problems = new ArrayList<Problem>(EventBus.problems(template));
    var defaults = defaults(template, problems);
    var jobs = new ArrayList<LocalJob>();
    var others = new ArrayList<Fire>();
    for (var source : template.schedules()) {
      var schedule = schedule(template, source, problems);
      if (!invokes(template, source, LaunchHandler.class)) {
        schedule.ifPresent(s -> others.add(new Fire(s, source)));
        continue;
      }
      var document = document(template, source, defaults, problems);
      if (document.isPresent() && schedule.isPresent()) {
        jobs.add(new LocalJob(document.get().job(), schedule.get(), source));
      }
    }
    return problems.isEmpty()
        ? Checked.valid(new Catalog(template, jobs, others))
        : Checked.invalid(problems);
  }

  private static Optional<Schedule> schedule(
      Template template, ScheduledJob source, List<Problem> problems) {
    return switch (parsed(source)) {
      case Checked.Valid<Schedule> valid -> Optional.of(valid.value());
      case Checked.Invalid<Schedule> invalid -> {
        String where = source.place().in(template.file());
        invalid.problems().forEach(p -> problems.add(p.under(where)));
        yield Optional.empty();
      }
    };
  }

  private static Checked<Schedule> parsed(ScheduledJob source) {
    var span = source.span();
    return switch (Schedule.parse(
        source.expression(), source.zone(), span.start().orElse(TemplateSchedules.PHASE))) {
      case Checked.Valid<Schedule> valid ->
          Checked.valid(valid.value().within(span.start(), span.end()));
      case Checked.Invalid<Schedule> invalid -> invalid;
    };
  }

  private static JobDefaults defaults(Template template, List<Problem> problems) {
    var text =
        function(template, LaunchHandler.class)
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

  private static Optional<JobDocument> document(
      Template template, ScheduledJob source, JobDefaults defaults, List<Problem> problems) {
    return switch (LaunchInput.readJob(source.input().getBytes(StandardCharsets.UTF_8), defaults)) {
      case Checked.Valid<JobDocument> valid -> Optional.of(valid.value());
      case Checked.Invalid<JobDocument> invalid -> {
        String where = source.inputPlace().in(template.file());
        invalid.problems().forEach(p -> problems.add(p.under(where + " Input")));
        yield Optional.empty();
      }
    };
  }

  /** The name of the table with the runs. */
  String table() {
    return template.tables().getFirst().name();
  }

  /** What there is under a job's name, with the schedule as EventBridge Scheduler has it here. */
  public Found find(String name, DataFolder data, InstantSource clock) {
    return job(name)
        .map(job -> scheduled(job, data, clock))
        .orElseGet(
            () -> new Found.Nothing(jobs.stream().map(job -> job.job().name().value()).toList()));
  }

  private Found scheduled(LocalJob job, DataFolder data, InstantSource clock) {
    var source = job.source();
    var schedules = new SchedulerSchedules(() -> scheduler(data, clock), source.group());
    return new Found.Scheduled(job.job().name(), schedules.named(source.name()).orElseThrow());
  }

  /** Reads a job's document with the template's defaults. */
  public Checked<JobDocument> read(String document) {
    var defaults = defaults(template, new ArrayList<>());
    return LaunchInput.readJob(document.getBytes(StandardCharsets.UTF_8), defaults);
  }

  /** How long runs are kept. */
  public Duration kept() {
    return Duration.ofDays(Long.parseLong(variable("HISTORY_DAYS")));
  }

  /** EventBridge Scheduler with the template's schedules. */
  LocalScheduler scheduler(DataFolder data, InstantSource clock) {
    return LocalScheduler.open(
        data.schedules(),
        new LocalScheduler.Home(
            clusterArn().replaceFirst(":ecs:(.*:)cluster/.*", ":scheduler:$1"),
            variable("SCHEDULE_GROUP")),
        template.schedules(),
        clock);
  }

  /** The cluster of the template's functions. */
  String clusterArn() {
    return variable("CLUSTER");
  }

  private String variable(String name) {
    return template.functions().stream()
        .map(function -> function.environment().get(name))
        .filter(value -> value != null)
        .findFirst()
        .orElseThrow();
  }

  /** The job of that name. */
  public Optional<LocalJob> job(String name) {
    return jobs.stream().filter(job -> job.job().name().value().equals(name)).findFirst();
  }

  /** Creates the template's tables that are not there yet. */
  public void createTables(DynamoDbClient dynamo) {
    Tables.create(template.tables(), dynamo);
  }

  /** The function that sweeps. */
  Optional<Function> sweep() {
    return function(template, SweepHandler.class);
  }

  /** The function that people's requests go to. */
  Optional<Function> launch() {
    return function(template, LaunchHandler.class);
  }

  private static Optional<Function> function(Template template, Class<?> handler) {
    return template.functions().stream()
        .filter(function -> function.handler().equals(handler.getName()))
        .findFirst();
  }

  private static boolean invokes(Template template, ScheduledJob source, Class<?> handler) {
    return template.functions().stream()
        .anyMatch(
            function ->
                function.logicalId().equals(source.function())
                    && function.handler().equals(handler.getName()));
  }
}
