package dev.ecsjobs.local.engine;

import dev.ecsjobs.aws.DynamoWatermark;
import dev.ecsjobs.engine.Decided;
import dev.ecsjobs.engine.Messenger;
import dev.ecsjobs.lambda.Wiring;
import dev.ecsjobs.local.dynamodb.DynamoDbLocal;
import dev.ecsjobs.local.ecs.ContainerEngine;
import dev.ecsjobs.local.ecs.LocalCluster;
import dev.ecsjobs.local.ecs.LocalEcs;
import dev.ecsjobs.local.events.LocalEventBridge;
import dev.ecsjobs.local.scheduler.LocalScheduler;
import java.net.URI;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.Consumer;
import software.amazon.awssdk.services.ecs.EcsClient;
import software.amazon.awssdk.services.eventbridge.EventBridgeClient;
import software.amazon.awssdk.services.scheduler.SchedulerClient;

/**
 * The template's stack on this machine: DynamoDB Local, tasks as containers or processes, and
 * between them nothing but the template's own functions, rules and streams.
 *
 * <p>It may be killed at any moment. Started again on the same folder it takes up the tasks, the
 * runs that are due, the requests in the inbox and the stream, each where it stood.
 */
public final class LocalEngine implements AutoCloseable {
  private final Catalog catalog;
  private final DataFolder data;
  private final InstantSource clock;
  private final Consumer<Happening> watcher;
  private final DynamoDbLocal dynamo;
  private final LocalEcs ecs;
  private final LocalScheduler scheduler;
  private final LocalEventBridge events;
  private final HandMadeSchedules handMade;
  private final FiredSchedules fired;
  private final Functions functions;
  private final AsyncInvocations invocations;
  private final Clockwork clockwork;
  private final Timer timer = new Timer(this::note);
  private final AtomicReference<String> lastNote = new AtomicReference<>("");
  private final Set<String> takenUp = ConcurrentHashMap.newKeySet();
  private final List<TableStream> streams;
  private final Records records;

  private LocalEngine(
      Catalog catalog,
      DataFolder data,
      DynamoDbLocal dynamo,
      InstantSource clock,
      Consumer<Happening> watcher,
      Optional<ContainerEngine> containers) {
    this.catalog = catalog;
    this.data = data;
    this.dynamo = dynamo;
    this.clock = clock;
    this.watcher = watcher;
    catalog.createTables(dynamo.client());
    var bus = new CompletableFuture<EventBus>(); // tasks that ended meanwhile speak up at once
    this.ecs =
        LocalEcs.open(
            LocalCluster.of(
                    data.tasks(), catalog.clusterArn(), catalog.template().taskDefinitions())
                .runningIn(containers),
            clock,
            () -> UUID.randomUUID().toString(),
            event -> bus.join().put(event),
            this::note);
    this.scheduler = catalog.scheduler(data, clock);
    this.fired = new FiredSchedules(scheduler);
    var messenger = new LocalMessenger(event -> bus.join().put(event), watcher);
    this.functions =
        new Functions(
            catalog.template().functions(), environment -> wiring(environment, messenger));
    this.invocations = new AsyncInvocations(functions, data.deadLetters(), this::note);
    this.clockwork = new Clockwork(timer.executor(), clock, invocations::invoke);
    this.records = Records.of(dynamo.client(), catalog, data.tasks());
    this.streams = TableStream.of(catalog, dynamo, functions, data);
    var rules = new EventBus(catalog.template().rules(), functions);
    this.events = events(rules);
    this.handMade =
        new HandMadeSchedules(
            scheduler, clockwork, catalog.template().functions(), invocations::invoke);
    bus.complete(rules);
  }

  /** As the other one, with processes for tasks. */
  public static LocalEngine start(
      Catalog catalog,
      DataFolder data,
      DynamoDbLocal dynamo,
      InstantSource clock,
      Consumer<Happening> watcher) {
    return start(catalog, data, dynamo, clock, watcher, Optional.empty());
  }

  /**
   * Starts everything but the jobs' schedules; the sweep's is among what starts.
   *
   * @param dynamo is closed with the engine
   * @param containers what runs tasks as containers; without it they are processes
   */
  public static LocalEngine start(
      Catalog catalog,
      DataFolder data,
      DynamoDbLocal dynamo,
      InstantSource clock,
      Consumer<Happening> watcher,
      Optional<ContainerEngine> containers) {
    var engine = new LocalEngine(catalog, data, dynamo, clock, watcher, containers);
    engine.takeUpRuns();
    engine.timer.poll(engine::takeUpRequests);
    engine.streams.forEach(stream -> engine.timer.poll(stream::poll));
    var now = clock.instant();
    catalog.others().forEach(o -> engine.clockwork.fire(o.schedule(), o.source(), now));
    return engine;
  }

  /**
   * Fires the jobs' schedules and those made by hand, from their first time after the given one.
   * What was due while nobody fired them is not made up for: the machine was off, and that is no
   * failure.
   */
  public void fireSchedules(Instant after) {
    new DynamoWatermark(dynamo.client(), catalog.table()).advance(clock.instant());
    fired.areFired();
    catalog.jobs().forEach(job -> clockwork.fire(job.schedule(), job.source(), after));
    handMade.fire(after);
  }

  public Records records() {
    return records;
  }

  /** Where its DynamoDB answers, as long as it runs. */
  public URI dynamoDb() {
    return dynamo.endpoint();
  }

  /** Its ECS, as long as it runs. */
  public EcsClient ecs() {
    return ecs;
  }

  /** Its event bus, as EventBridge lets everybody put events on it. */
  public EventBridgeClient events() {
    return events;
  }

  private LocalEventBridge events(EventBus rules) {
    var arn = catalog.clusterArn().split(":", -1); // arn:aws:ecs:<region>:<account>:cluster/…
    return new LocalEventBridge(
        new LocalEventBridge.Home(arn[3], arn[4]),
        clock,
        () -> UUID.randomUUID().toString(),
        event -> rules.put(event, invocations::invoke));
  }

  /** Its schedules, as EventBridge Scheduler tells of them. */
  public SchedulerClient scheduler() {
    return scheduler;
  }

  private Wiring wiring(Map<String, String> environment, Messenger messenger) {
    return Wiring.of(environment, dynamo.client(), ecs, () -> fired, clock, this::decided)
        .with(new LocalTraces(data.tasks()), messenger);
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
      if (catalog.launch().isPresent() && takenUp.add(request.id())) {
        invocations.invoke(
            catalog.launch().get().logicalId(),
            request.input(),
            request.id(),
            () -> inbox.done(request));
      }
    }
  }

  private void note(String text) {
    // What is cut off by closing is no trouble; what goes on being trouble is told once.
    if (!timer.isShutDown() && !text.equals(lastNote.getAndSet(text))) {
      watcher.accept(new Happening.Note(text));
    }
  }

  /** Stops everything but the tasks; what has finished is in the history then. */
  @Override
  public void close() {
    timer.shutDown();
    invocations.close();
    ecs.close();
    timer.await();
    try {
      streams.forEach(TableStream::poll);
    } finally {
      dynamo.close();
    }
  }
}
