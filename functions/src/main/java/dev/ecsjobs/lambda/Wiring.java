package dev.ecsjobs.lambda;

import dev.ecsjobs.aws.DynamoHistory;
import dev.ecsjobs.aws.DynamoLaunchLease;
import dev.ecsjobs.aws.DynamoPauses;
import dev.ecsjobs.aws.DynamoRunStore;
import dev.ecsjobs.aws.DynamoWatermark;
import dev.ecsjobs.aws.EcsTaskLauncher;
import dev.ecsjobs.aws.LaunchInput;
import dev.ecsjobs.aws.RunTaskRequests;
import dev.ecsjobs.aws.Saying;
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
import java.time.Duration;
import java.time.InstantSource;
import java.util.Map;
import java.util.function.Consumer;
import java.util.function.Supplier;
import software.amazon.awssdk.core.client.config.ClientOverrideConfiguration;
import software.amazon.awssdk.core.exception.SdkException;
import software.amazon.awssdk.http.SdkHttpClient;
import software.amazon.awssdk.http.urlconnection.UrlConnectionHttpClient;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;
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
   * Shorter than the functions' timeout, so that a hanging call ends as an answer, not as a kill.
   */
  private static final Duration CALL = Duration.ofSeconds(12);

  /** Lambda's init phase ends after 10 s. */
  private static final Duration PRIMING = Duration.ofSeconds(3);

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

  /**
   * What Lambda gives. Called by the handler's constructor, and Lambda makes one handler in a
   * process: in its init phase, which has a whole CPU whatever the function's memory is.
   */
  static Wiring ofThisFunction() {
    // Not in a static initializer: Lambda would be told of an ExceptionInInitializerError, no more.
    SdkHttpClient http = UrlConnectionHttpClient.create();
    var timeouts = ClientOverrideConfiguration.builder().apiCallTimeout(CALL).build();
    var settings = Settings.read(System.getenv());
    var dynamo = DynamoDbClient.builder().httpClient(http).overrideConfiguration(timeouts);
    var ecs = EcsClient.builder().httpClient(http).overrideConfiguration(timeouts);
    var scheduler = SchedulerClient.builder().httpClient(http).overrideConfiguration(timeouts);
    settings.endpoint().ifPresent(dynamo::endpointOverride);
    settings.endpoint().ifPresent(ecs::endpointOverride);
    settings.endpoint().ifPresent(scheduler::endpointOverride);
    var log = new DecisionLog(settings.stack(), System.out);
    var primed = dynamo.build();
    prime(primed, settings.table());
    var client = ecs.build();
    var saying = new Saying(http, settings.endpoint());
    return of(settings, primed, client, scheduler::build, InstantSource.system(), log)
        .with(saying.traces(client, settings.stack()), messenger(saying, settings));
  }

  /** All that the function needs that does nothing but write to people. */
  static Messenger messengerOfThisFunction() {
    var settings = Settings.read(System.getenv());
    return messenger(new Saying(UrlConnectionHttpClient.create(), settings.endpoint()), settings);
  }

  private static Messenger messenger(Saying saying, Settings settings) {
    var messenger = saying.messenger(settings.topic());
    return settings.endpoint().isPresent()
        ? new PlayedMessenger(messenger, settings.stack(), System.out)
        : messenger;
  }

  /** A read of nothing loads the SDK's classes and makes the TLS connection before it matters. */
  private static void prime(DynamoDbClient dynamo, String table) {
    try {
      var nothing = AttributeValue.fromS("nothing");
      dynamo.getItem(
          r ->
              r.tableName(table)
                  .key(Map.of("pk", nothing, "sk", nothing))
                  .overrideConfiguration(o -> o.apiCallTimeout(PRIMING)));
    } catch (SdkException e) {
      return; // it was only to warm up; a real failure shows at the first real call
    }
  }
}
