package dev.ecsjobs.lambda;

import dev.ecsjobs.aws.DynamoHistory;
import dev.ecsjobs.aws.DynamoLaunchLease;
import dev.ecsjobs.aws.DynamoPauses;
import dev.ecsjobs.aws.DynamoRunStore;
import dev.ecsjobs.aws.DynamoWatermark;
import dev.ecsjobs.aws.EcsTaskLauncher;
import dev.ecsjobs.aws.LaunchInput;
import dev.ecsjobs.aws.RunTaskRequests;
import dev.ecsjobs.aws.SchedulerSchedules;
import dev.ecsjobs.engine.Backlog;
import dev.ecsjobs.engine.Decided;
import dev.ecsjobs.engine.Engine;
import dev.ecsjobs.engine.History;
import dev.ecsjobs.engine.Messenger;
import dev.ecsjobs.engine.MissedFires;
import dev.ecsjobs.engine.Pauses;
import dev.ecsjobs.engine.RunStore;
import dev.ecsjobs.engine.TaskTraces;
import java.io.PrintStream;
import java.time.InstantSource;
import java.util.Map;
import java.util.function.Consumer;
import java.util.function.Supplier;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;
import software.amazon.awssdk.services.ecs.EcsClient;
import software.amazon.awssdk.services.scheduler.SchedulerClient;

/**
 * Everything a handler needs, put together.
 *
 * @param jobDefaults a JSON object: what every job has that does not say otherwise
 */
public record Wiring(
    String stack,
    String jobDefaults,
    InstantSource clock,
    Engine engine,
    Backlog backlog,
    RunStore runs,
    Pauses pauses,
    History history,
    MissedFires missedFires,
    TaskTraces traces,
    Messenger messenger) {

  /** Wired to say nothing to anybody. */
  public Wiring(
      String stack,
      String jobDefaults,
      InstantSource clock,
      Engine engine,
      Backlog backlog,
      RunStore runs,
      Pauses pauses,
      History history,
      MissedFires missedFires) {
    this(
        stack,
        jobDefaults,
        clock,
        engine,
        backlog,
        runs,
        pauses,
        history,
        missedFires,
        TaskTraces.NONE,
        Messenger.SILENT);
  }

  /** The same, but that it speaks. */
  public Wiring with(TaskTraces traces, Messenger messenger) {
    return new Wiring(
        stack,
        jobDefaults,
        clock,
        engine,
        backlog,
        runs,
        pauses,
        history,
        missedFires,
        traces,
        messenger);
  }

  /**
   * Puts together what the environment says; the local engine brings its own clients.
   *
   * @param scheduler is asked for when it is needed, which only the sweep does
   */
  public static Wiring of(
      Map<String, String> environment,
      DynamoDbClient dynamo,
      EcsClient ecs,
      Supplier<SchedulerClient> scheduler,
      InstantSource clock,
      Consumer<Decided> watcher) {
    return of(Settings.read(environment), dynamo, ecs, scheduler, clock, watcher);
  }

  private static Wiring of(
      Settings settings,
      DynamoDbClient dynamo,
      EcsClient ecs,
      Supplier<SchedulerClient> scheduler,
      InstantSource clock,
      Consumer<Decided> watcher) {
    var runs = new DynamoRunStore(dynamo, settings.table(), settings.retention());
    var launcher =
        new EcsTaskLauncher(
            ecs, new RunTaskRequests(settings.stack(), settings.cluster(), settings.network()));
    var history = new DynamoHistory(dynamo, settings.table(), settings.retention());
    var lease = new DynamoLaunchLease(dynamo, settings.table());
    var pace = new ThreadedPace(settings.launchesPerSecond(), clock);
    var engine =
        new Engine(
            runs, launcher, lease, pace, clock, watcher, job -> history.job(job).recent().usual());
    return new Wiring(
        settings.stack(),
        settings.jobDefaults(),
        clock,
        engine,
        new Backlog(runs, engine, lease, pace, clock),
        runs,
        new DynamoPauses(dynamo, settings.table()),
        history,
        new MissedFires(
            new SchedulerSchedules(scheduler, settings.scheduleGroup()),
            new DynamoWatermark(dynamo, settings.table()),
            runs,
            engine,
            input -> LaunchInput.readJob(input, settings.jobDefaults()),
            clock));
  }

  /** What Lambda gives. */
  static Wiring of(Settings settings, Clients clients, PrintStream out) {
    var log = new DecisionLog(settings.stack(), out);
    return of(
            settings,
            clients.dynamo(),
            clients.ecs(),
            clients::scheduler,
            InstantSource.system(),
            log)
        .with(
            clients.saying().traces(clients.ecs(), settings.stack()),
            messenger(settings, clients, out));
  }

  /** All that the function needs that does nothing but write to people. */
  static Messenger messenger(Settings settings, Clients clients, PrintStream out) {
    var messenger = clients.saying().messenger(settings.topic());
    return settings.endpoint().isPresent()
        ? new PlayedMessenger(messenger, settings.stack(), out)
        : messenger;
  }
}
