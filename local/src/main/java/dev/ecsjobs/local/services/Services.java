package dev.ecsjobs.local.services;

import dev.ecsjobs.local.ecs.EcsErrors;
import dev.ecsjobs.local.ecs.Page;
import java.io.IOException;
import java.nio.file.Path;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.Map;
import java.util.Objects;
import java.util.function.BiConsumer;
import java.util.function.Consumer;
import java.util.function.Function;
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
import software.amazon.awssdk.services.ecs.model.UpdateServiceRequest;
import software.amazon.awssdk.services.ecs.model.UpdateServiceResponse;

/** What ECS does about services. */
public final class Services implements AutoCloseable {
  private static final int DESCRIBED_AT_ONCE = 10;

  private final Roster roster;
  private final Tasks tasks;
  private final InstantSource clock;
  private final Sight sight;
  private final Tending tending;

  private Services(
      Roster roster,
      Tasks tasks,
      BiConsumer<Map<String, Object>, Runnable> events,
      InstantSource clock,
      Consumer<String> diagnostics) {
    this.roster = roster;
    this.tasks = tasks;
    this.clock = clock;
    this.sight = new Sight(tasks);
    var announcer = new Announcer(roster, events, diagnostics);
    this.tending = new Tending(roster, tasks, sight, announcer, clock, diagnostics);
  }

  /**
   * Takes up the services kept in a folder, and looks after them.
   *
   * @param events takes each event for the bus, and what to do once it has arrived
   * @param diagnostics gets a sentence about whatever goes wrong outside of any call
   */
  public static Services open(
      Path folder,
      Tasks tasks,
      BiConsumer<Map<String, Object>, Runnable> events,
      InstantSource clock,
      Consumer<String> diagnostics)
      throws IOException {
    var roster = new Roster(new Shelf(folder));
    var services = new Services(roster, tasks, events, clock, diagnostics);
    services.tending.start();
    return services;
  }

  /** The same request again finds the service that the first one made. */
  public CreateServiceResponse create(CreateServiceRequest request) throws IOException {
    synchronized (roster) {
      var made = orders(request.cluster()).create(request);
      var before = roster.find(made.service().serviceArn());
      if (before.filter(kept -> kept.is("DRAINING")).isPresent()) {
        throw EcsErrors.invalidParameter("Unable to Start a service that is still Draining.");
      }
      if (before.filter(kept -> kept.is("ACTIVE")).isPresent()) {
        if (!before.get().created().equals(made.created())) {
          throw EcsErrors.invalidParameter("Creation of service was not idempotent.");
        }
        return CreateServiceResponse.builder().service(shown(before.get())).build();
      }
      return CreateServiceResponse.builder().service(put(made)).build();
    }
  }

  public UpdateServiceResponse update(UpdateServiceRequest request) throws IOException {
    EcsErrors.checkGiven("Service", request.service());
    synchronized (roster) {
      var orders = orders(request.cluster());
      var kept = active(orders, request.service());
      return UpdateServiceResponse.builder().service(put(orders.update(kept, request))).build();
    }
  }

  public DeleteServiceResponse delete(DeleteServiceRequest request) throws IOException {
    EcsErrors.checkGiven("Service", request.service());
    synchronized (roster) {
      var kept = active(orders(request.cluster()), request.service());
      if (kept.service().desiredCount() > 0 && !Boolean.TRUE.equals(request.force())) {
        throw EcsErrors.invalidParameter(
            "The service cannot be stopped while it is scaled above 0.");
      }
      var service = kept.service().toBuilder().status("DRAINING").desiredCount(0).build();
      return DeleteServiceResponse.builder().service(put(kept.with(service))).build();
    }
  }

  public DescribeServicesResponse describe(DescribeServicesRequest request) throws IOException {
    if (request.services().isEmpty()) {
      throw EcsErrors.invalidParameter("Services cannot be empty.");
    }
    if (request.services().size() > DESCRIBED_AT_ONCE) {
      throw EcsErrors.invalidParameter("Services cannot have more than 10 elements.");
    }
    var orders = orders(request.cluster());
    var found = new ArrayList<Service>();
    var missing = new ArrayList<Failure>();
    synchronized (roster) {
      for (var wanted : request.services()) {
        var kept = roster.find(orders.arn(wanted));
        if (kept.isPresent()) {
          found.add(shown(kept.get()));
        } else {
          missing.add(Failure.builder().arn(orders.arn(wanted)).reason("MISSING").build());
        }
      }
    }
    return DescribeServicesResponse.builder().services(found).failures(missing).build();
  }

  public ListServicesResponse list(ListServicesRequest request) throws IOException {
    var last = Objects.requireNonNullElse(request.nextToken(), "");
    var left =
        roster.in(tasks.cluster(request.cluster())).stream()
            .filter(kept -> !kept.is("INACTIVE"))
            .map(Kept::service)
            .filter(one -> isOrAny(one.launchTypeAsString(), request.launchTypeAsString()))
            .map(Service::serviceArn)
            .filter(arn -> arn.compareTo(last) > 0)
            .toList();
    var page = Page.of(left, request.maxResults(), Function.identity());
    return ListServicesResponse.builder().serviceArns(page.items()).nextToken(page.next()).build();
  }

  private static boolean isOrAny(Object actual, Object wanted) {
    return wanted == null || wanted.equals(actual);
  }

  /** How many of a cluster are not on their way out. */
  public int active(String cluster) {
    return (int) roster.in(cluster).stream().filter(kept -> kept.is("ACTIVE")).count();
  }

  private Orders orders(String cluster) throws IOException {
    return new Orders(tasks.cluster(cluster), tasks, clock.instant());
  }

  private Kept active(Orders orders, String wanted) {
    var kept = roster.find(orders.arn(wanted)).orElseThrow(EcsErrors::serviceNotFound);
    if (!kept.is("ACTIVE")) {
      throw EcsErrors.serviceNotActive();
    }
    return kept;
  }

  /** Kept before it is answered. */
  private Service put(Kept kept) throws IOException {
    roster.keep(kept);
    return shown(kept);
  }

  private Service shown(Kept kept) throws IOException {
    var all = tasks.all(kept.service().clusterArn());
    return new Shown(kept, sight.of(kept.service(), all)).service();
  }

  /** Leaves the tasks alone; the listeners end. */
  @Override
  public void close() {
    tending.close();
  }
}
