package dev.ecsjobs.local.services;

import dev.ecsjobs.local.ecs.EcsErrors;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.TreeMap;
import java.util.function.Consumer;
import software.amazon.awssdk.services.ecs.model.CreateServiceRequest;
import software.amazon.awssdk.services.ecs.model.CreateServiceResponse;
import software.amazon.awssdk.services.ecs.model.DeleteServiceRequest;
import software.amazon.awssdk.services.ecs.model.DeleteServiceResponse;
import software.amazon.awssdk.services.ecs.model.DescribeServicesRequest;
import software.amazon.awssdk.services.ecs.model.DescribeServicesResponse;
import software.amazon.awssdk.services.ecs.model.Failure;
import software.amazon.awssdk.services.ecs.model.ListServicesRequest;
import software.amazon.awssdk.services.ecs.model.ListServicesResponse;
import software.amazon.awssdk.services.ecs.model.Service;
import software.amazon.awssdk.services.ecs.model.Task;
import software.amazon.awssdk.services.ecs.model.UpdateServiceRequest;
import software.amazon.awssdk.services.ecs.model.UpdateServiceResponse;

/** The services of a cluster: answers ECS's API, and looks after them from one thread. */
public final class Services implements AutoCloseable {
  private static final Duration PAUSE = Duration.ofMillis(100);
  private static final int DESCRIBED_AT_ONCE = 10;

  private final Shelf shelf;
  private final Tasks tasks;
  private final String clusterArn;
  private final InstantSource clock;
  private final Consumer<String> diagnostics;
  private final Map<String, Kept> services = new TreeMap<>();
  private final Hands hands;
  private final Thread thread =
      Thread.ofPlatform().daemon().name("local-ecs-services").unstarted(this::run);
  private boolean closed;
  private String trouble = "";

  private Services(
      Shelf shelf,
      String clusterArn,
      Tasks tasks,
      InstantSource clock,
      Consumer<String> diagnostics)
      throws IOException {
    this.shelf = shelf;
    this.clusterArn = clusterArn;
    this.tasks = tasks;
    this.clock = clock;
    this.diagnostics = diagnostics;
    this.hands = new Hands(tasks);
    for (var kept : shelf.all()) {
      if (kept.is("INACTIVE")) {
        shelf.remove(kept.service().serviceName());
      } else {
        services.put(kept.service().serviceName(), kept);
      }
    }
  }

  /**
   * Takes up the services kept in a folder.
   *
   * @param diagnostics gets a sentence about whatever goes wrong outside of any call
   */
  public static Services open(
      Path folder,
      String clusterArn,
      Tasks tasks,
      InstantSource clock,
      Consumer<String> diagnostics)
      throws IOException {
    var services = new Services(new Shelf(folder), clusterArn, tasks, clock, diagnostics);
    services.thread.start();
    return services;
  }

  /** Itself, if it is the services of that cluster. */
  public Services of(String cluster) {
    var name = clusterArn.substring(clusterArn.lastIndexOf('/') + 1);
    if (!clusterArn.equals(cluster)
        && !name.equals(Objects.requireNonNullElse(cluster, "default"))) {
      throw EcsErrors.clusterNotFound();
    }
    return this;
  }

  public synchronized CreateServiceResponse create(CreateServiceRequest request) {
    var service = orders().create(request);
    var before = services.get(service.serviceName());
    if (before != null && before.is("DRAINING")) {
      throw EcsErrors.invalidParameter("Unable to Start a service that is still Draining.");
    }
    if (before != null && before.is("ACTIVE")) {
      throw EcsErrors.invalidParameter("Creation of service was not idempotent.");
    }
    return CreateServiceResponse.builder().service(put(Kept.of(service))).build();
  }

  public synchronized UpdateServiceResponse update(UpdateServiceRequest request) {
    EcsErrors.checkGiven("Service", request.service());
    var kept = active(request.service());
    var service = orders().update(kept.service(), request);
    return UpdateServiceResponse.builder().service(put(kept.with(service))).build();
  }

  public synchronized DeleteServiceResponse delete(DeleteServiceRequest request) {
    EcsErrors.checkGiven("Service", request.service());
    var kept = active(request.service());
    if (kept.service().desiredCount() > 0 && !Boolean.TRUE.equals(request.force())) {
      throw EcsErrors.invalidParameter("The service cannot be stopped while it is scaled above 0.");
    }
    var service = kept.service().toBuilder().status("DRAINING").desiredCount(0).build();
    return DeleteServiceResponse.builder().service(put(kept.with(service))).build();
  }

  public synchronized DescribeServicesResponse describe(DescribeServicesRequest request) {
    if (request.services().isEmpty()) {
      throw EcsErrors.invalidParameter("Services cannot be empty.");
    }
    if (request.services().size() > DESCRIBED_AT_ONCE) {
      throw EcsErrors.invalidParameter("Services cannot have more than 10 elements.");
    }
    var found = new ArrayList<Service>();
    var missing = new ArrayList<Failure>();
    for (var wanted : request.services()) {
      find(wanted)
          .ifPresentOrElse(
              kept -> found.add(shown(kept)),
              () ->
                  missing.add(
                      Failure.builder().arn(orders().arn(name(wanted))).reason("MISSING").build()));
    }
    return DescribeServicesResponse.builder().services(found).failures(missing).build();
  }

  /** All on one page: there are never so many here. */
  public synchronized ListServicesResponse list(ListServicesRequest request) {
    return ListServicesResponse.builder()
        .serviceArns(
            services.values().stream()
                .filter(kept -> !kept.is("INACTIVE"))
                .map(Kept::service)
                .filter(
                    service ->
                        request.launchType() == null
                            || request.launchType() == service.launchType())
                .map(Service::serviceArn)
                .toList())
        .build();
  }

  /** How many are not on their way out. */
  public synchronized int active() {
    return (int) services.values().stream().filter(kept -> kept.is("ACTIVE")).count();
  }

  private Orders orders() {
    return new Orders(clusterArn, tasks, clock.instant());
  }

  private Kept active(String wanted) {
    var kept = find(wanted).orElseThrow(EcsErrors::serviceNotFound);
    if (!kept.is("ACTIVE")) {
      throw EcsErrors.serviceNotActive();
    }
    return kept;
  }

  private Optional<Kept> find(String wanted) {
    return Optional.ofNullable(services.get(name(wanted)));
  }

  private static String name(String wanted) {
    return wanted.substring(wanted.lastIndexOf('/') + 1);
  }

  /** Kept before it is answered. */
  private Service put(Kept kept) {
    try {
      keep(kept);
      notifyAll();
      return shown(kept);
    } catch (IOException e) {
      throw EcsErrors.server(e);
    }
  }

  private void keep(Kept kept) throws IOException {
    if (!kept.equals(services.get(kept.service().serviceName()))) {
      shelf.put(kept);
      services.put(kept.service().serviceName(), kept);
    }
  }

  private Service shown(Kept kept) {
    try {
      return new Shown(kept, hands.seen(kept, tasks.all())).service();
    } catch (IOException e) {
      throw EcsErrors.server(e);
    }
  }

  private void run() {
    try {
      while (isNeeded()) {
        look();
        Thread.sleep(PAUSE);
      }
    } catch (InterruptedException _) {
      Thread.currentThread().interrupt();
    }
  }

  /** Waits for as long as there is no service; false at the end. */
  private synchronized boolean isNeeded() throws InterruptedException {
    while (!closed && services.values().stream().allMatch(kept -> kept.is("INACTIVE"))) {
      wait();
    }
    return !closed;
  }

  private synchronized void look() {
    try {
      var all = tasks.all();
      var before = trouble;
      trouble = "";
      for (var kept : List.copyOf(services.values())) {
        try {
          look(kept, all);
        } catch (IOException | RuntimeException e) { // the next look tries again
          trouble +=
              "The service %s cannot be tended: %s".formatted(kept.service().serviceName(), e);
        }
      }
      if (!trouble.isEmpty() && !trouble.equals(before) && !closed) {
        diagnostics.accept(trouble);
      }
    } catch (IOException e) {
      diagnostics.accept("The services cannot be tended: " + e);
    }
  }

  /** Kept first, done afterwards: what is done is repeated by the next look, or was done. */
  private void look(Kept kept, List<Task> all) throws IOException {
    var now = clock.instant();
    // Targets first: who was told to leave a look ago is deregistered long before it is due.
    var balanced = hands.balance(kept, all, now);
    var plan = Look.decide(balanced, hands.seen(balanced, all), now);
    var next = plan.next();
    keep(next);
    for (var stop : plan.stops()) {
      tasks.stop(stop.task(), stop.reason());
    }
    for (var start : plan.starts()) {
      next = hands.start(next, start, clock.instant());
      keep(next);
      if (!next.ledger(start.deployment()).refusal().isEmpty()) {
        break; // the others would be refused alike
      }
    }
  }

  /** Leaves the tasks alone; the listeners end. */
  @Override
  public void close() {
    synchronized (this) {
      closed = true;
      notifyAll();
    }
    try {
      thread.join();
    } catch (InterruptedException _) {
      Thread.currentThread().interrupt();
    }
    hands.close();
  }
}
