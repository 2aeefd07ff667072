package dev.ecsjobs.local.engine;

import dev.ecsjobs.engine.Decided;
import dev.ecsjobs.lambda.Wiring;
import dev.ecsjobs.local.dynamodb.DynamoDbLocal;
import dev.ecsjobs.local.ecs.LocalCluster;
import dev.ecsjobs.local.ecs.LocalEcs;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;

/**
 * The template's stack on this machine: DynamoDB Local, tasks as processes, and between them
 * nothing but the template's own functions, rules and streams.
 *
 * <p>It may be killed at any moment. Started again on the same folder it takes up the tasks, the
 * runs that are due, the requests in the inbox and the stream, each where it stood.
 */
public final class LocalEngine implements AutoCloseable {
  private static final long POLL_MILLIS = 100;

  private final Catalog catalog;
  private final DataFolder data;
  private final InstantSource clock;
  private final Consumer<Happening> watcher;
  private final DynamoDbLocal dynamo;
  private final LocalEcs ecs;
  private final Functions functions;
  private final AsyncInvocations invocations;
  private final Clockwork clockwork;
  private final ScheduledExecutorService timer = Executors.newScheduledThreadPool(2);
  private final Set<String> takenUp = ConcurrentHashMap.newKeySet();
  private final Records records;

  private LocalEngine(
      Catalog catalog,
      DataFolder data,
      DynamoDbLocal dynamo,
      InstantSource clock,
      Consumer<Happening> watcher) {
    this.catalog = catalog;
    this.data = data;
    this.dynamo = dynamo;
    this.clock = clock;
    this.watcher = watcher;
    catalog.createTables(dynamo.client());
    var bus = new CompletableFuture<EventBus>(); // tasks that ended meanwhile speak up at once
    this.ecs =
        LocalEcs.open(
            LocalCluster.of(data.tasks(), clusterArn(), catalog.template().taskDefinitions()),
            clock,
            () -> UUID.randomUUID().toString(),
            event -> bus.join().put(event),
            this::note);
    this.functions = new Functions(catalog.template().functions(), this::wiring);
    this.invocations = new AsyncInvocations(functions, data.deadLetters(), this::note);
    this.clockwork = new Clockwork(timer, clock, invocations::invoke);
    this.records = Records.of(dynamo.client(), catalog, data.tasks());
    bus.complete(new EventBus(catalog.template().rules(), functions));
  }

  /**
   * Starts everything but the schedules.
   *
   * @param dynamo is closed with the engine
   */
  public static LocalEngine start(
      Catalog catalog,
      DataFolder data,
      DynamoDbLocal dynamo,
      InstantSource clock,
      Consumer<Happening> watcher) {
    var engine = new LocalEngine(catalog, data, dynamo, clock, watcher);
    engine.takeUpRuns();
    engine.poll(engine::takeUpRequests);
    for (var stream : catalog.template().streams()) {
      var source =
          new TableStream(stream, dynamo.streams(), engine.functions, data.streamPosition());
      engine.poll(source::poll);
    }
    return engine;
  }

  /** Fires the schedules, from their first time after the given one. */
  public void fireSchedules(Instant after) {
    catalog.jobs().forEach(job -> clockwork.fire(job.schedule(), job.source(), after));
    catalog.others().forEach(other -> clockwork.fire(other.schedule(), other.source(), after));
  }

  public Records records() {
    return records;
  }

  private Wiring wiring(Map<String, String> environment) {
    return Wiring.of(environment, dynamo.client(), ecs, clock, this::decided);
  }

  private void decided(Decided decided) {
    catalog.sweep().ifPresent(sweep -> clockwork.sweepWhenDue(decided, sweep.logicalId()));
    watcher.accept(new Happening.Decision(decided));
  }

  private void takeUpRuns() {
    catalog
        .sweep()
        .ifPresent(
            sweep ->
                records.unfinished().stream()
                    .flatMap(run -> run.dueAt().stream())
                    .forEach(due -> clockwork.sweepAt(due, sweep.logicalId())));
  }

  private void takeUpRequests() {
    var inbox = data.inbox();
    for (var request : inbox.requests()) {
      if (takenUp.add(request.id())) {
        invocations.invoke(
            launchFunction(), request.input(), request.id(), () -> inbox.done(request));
      }
    }
  }

  private String launchFunction() {
    return catalog.jobs().getFirst().source().function();
  }

  private String clusterArn() {
    return catalog.template().functions().stream()
        .map(function -> function.environment().get("CLUSTER"))
        .filter(arn -> arn != null)
        .findFirst()
        .orElseThrow();
  }

  private void poll(Runnable action) {
    var _ =
        timer.scheduleWithFixedDelay(
            () -> {
              try {
                action.run();
              } catch (RuntimeException e) { // the next poll tries again
                note(e.getMessage());
              }
            },
            0,
            POLL_MILLIS,
            TimeUnit.MILLISECONDS);
  }

  private void note(String text) {
    if (!timer.isShutdown()) { // what is cut off by closing is no trouble
      watcher.accept(new Happening.Note(text));
    }
  }

  /** Stops everything but the tasks. */
  @Override
  public void close() {
    timer.shutdownNow();
    invocations.close();
    ecs.close();
    dynamo.close();
  }
}
