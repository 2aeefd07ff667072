package dev.ecsjobs.local.engine;

import dev.ecsjobs.Checked;
import dev.ecsjobs.aws.LaunchInput;
import dev.ecsjobs.aws.SchedulerSchedules;
import dev.ecsjobs.job.JobDocument;
import dev.ecsjobs.lambda.LaunchHandler;
import dev.ecsjobs.lambda.SweepHandler;
import dev.ecsjobs.local.scheduler.LocalScheduler;
import dev.ecsjobs.local.template.Elsewhere;
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
import java.util.stream.Collectors;
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
    var draft = Draft.read(file, parameters, revisions, Elsewhere.REFUSED);
    return draft.problems().isEmpty()
        ? Checked.valid(draft.catalog())
        : Checked.invalid(draft.problems());
  }

  /** What a job's schedule sends, with the stack's defaults and what is not the job's own. */
  public JobDocument document(LocalJob job) {
    return switch (read(job.source().input())) {
      case Checked.Valid<JobDocument> valid -> valid.value();
      case Checked.Invalid<JobDocument> invalid ->
          throw new IllegalStateException("it was right before: " + invalid.problems());
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
    var defaults = Draft.defaults(template, new ArrayList<>());
    return LaunchInput.readJob(document.getBytes(StandardCharsets.UTF_8), defaults);
  }

  /** How long runs are kept. */
  public Duration kept() {
    return Duration.ofDays(Long.parseLong(variable("HISTORY_DAYS")));
  }

  /** EventBridge Scheduler with the template's schedules. */
  public LocalScheduler scheduler(DataFolder data, InstantSource clock) {
    return LocalScheduler.open(
        data.schedules(),
        new LocalScheduler.Home(
            clusterArn().replaceFirst(":ecs:(.*:)cluster/.*", ":scheduler:$1"),
            variable("SCHEDULE_GROUP"),
            template.functions().stream().map(Function::arn).collect(Collectors.toSet())),
        template.schedules(),
        clock);
  }

  /** The cluster of the template's functions. */
  public String clusterArn() {
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
  public Optional<Function> sweep() {
    return function(template, SweepHandler.class);
  }

  /** The function that people's requests go to. */
  Optional<Function> launch() {
    return function(template, LaunchHandler.class);
  }

  static Optional<Function> function(Template template, Class<?> handler) {
    return template.functions().stream()
        .filter(function -> function.handler().equals(handler.getName()))
        .findFirst();
  }
}
