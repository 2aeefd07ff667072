package dev.ecsjobs.local.services;

import static java.util.stream.Collectors.groupingBy;

import dev.ecsjobs.local.services.Tasks.Member;
import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;

/** Looks after the services again and again, from one thread. */
final class Tending implements AutoCloseable {
  private static final Duration PAUSE = Duration.ofMillis(100);

  private final Roster roster;
  private final Tasks tasks;
  private final Sight sight;
  private final Balancers balancers;
  private final Starts starts;
  private final Announcer announcer;
  private final InstantSource clock;
  private final Consumer<String> diagnostics;
  private final Thread thread =
      Thread.ofPlatform().daemon().name("local-ecs-services").unstarted(this::run);
  private boolean closed; // guarded by the roster
  private String trouble = "";

  Tending(
      Roster roster,
      Tasks tasks,
      Sight sight,
      Announcer announcer,
      InstantSource clock,
      Consumer<String> diagnostics) {
    this.roster = roster;
    this.tasks = tasks;
    this.sight = sight;
    this.balancers = new Balancers(sight);
    this.starts = new Starts(tasks, clock);
    this.announcer = announcer;
    this.clock = clock;
    this.diagnostics = diagnostics;
  }

  void start() {
    thread.start();
  }

  private void run() {
    try {
      while (isNeeded()) {
        tendAll();
        Thread.sleep(PAUSE);
      }
    } catch (InterruptedException _) {
      Thread.currentThread().interrupt();
    }
  }

  /** Waits for as long as there is no service; false at the end. */
  private boolean isNeeded() throws InterruptedException {
    synchronized (roster) {
      while (!closed && roster.isIdle()) {
        roster.wait();
      }
      return !closed;
    }
  }

  private void tendAll() {
    var troubles = new ArrayList<String>();
    synchronized (roster) {
      Map<String, List<Kept>> clusters =
          roster.all().stream().collect(groupingBy(kept -> kept.service().clusterArn()));
      clusters.forEach((cluster, services) -> tendAll(cluster, services, troubles));
    }
    tell(String.join(" ", troubles));
  }

  private void tendAll(String cluster, List<Kept> services, List<String> troubles) {
    try {
      var all = tasks.all(cluster);
      for (var kept : services) {
        tend(kept, all, troubles);
      }
    } catch (IOException | RuntimeException e) { // or nobody would look ever again
      troubles.add("The services of " + cluster + " cannot be tended: " + e + ".");
    }
  }

  /** What goes wrong with one must not keep the others waiting; the next look tries again. */
  private void tend(Kept kept, List<Member> all, List<String> troubles) {
    try {
      act(kept, sight.of(kept.service(), all), troubles);
    } catch (IOException | RuntimeException e) {
      troubles.add(trouble(kept, "cannot be tended: " + e));
    }
  }

  private static String trouble(Kept kept, String what) {
    return "The service %s %s.".formatted(kept.service().serviceName(), what);
  }

  /** What goes on being trouble is told once. */
  private void tell(String troubles) {
    if (!troubles.isEmpty() && !troubles.equals(trouble)) {
      diagnostics.accept(troubles);
    }
    trouble = troubles;
  }

  /** Kept first, done afterwards: what is done is repeated by the next look, or was done. */
  private void act(Kept before, List<ServiceTask> there, List<String> troubles) throws IOException {
    var now = clock.instant();
    // Targets first: who was told to leave a look ago is deregistered long before it is due.
    var plan = Look.decide(balanced(before, there, now, troubles), there, now);
    var next = plan.next();
    roster.keep(next);
    for (var stop : plan.stops()) {
      tasks.stop(stop.task(), stop.reason());
    }
    for (var start : plan.starts()) {
      next = starts.start(next, start);
      roster.keep(next);
      if (!next.ledger(start.deployment()).refusal().isEmpty()) {
        break; // the others would be refused alike
      }
    }
    announcer.tell(next);
  }

  /** A port that somebody else has must not keep the tasks from running. */
  private Kept balanced(Kept kept, List<ServiceTask> there, Instant now, List<String> troubles) {
    try {
      return kept.telling(balancers.balance(kept, there), now);
    } catch (IOException e) {
      troubles.add(trouble(kept, "has no listener: " + e.getMessage()));
      return kept;
    }
  }

  /** Leaves the tasks alone; the listeners end. */
  @Override
  public void close() {
    synchronized (roster) {
      closed = true;
      roster.notifyAll();
    }
    try {
      thread.join();
    } catch (InterruptedException _) {
      Thread.currentThread().interrupt();
    }
    balancers.close();
  }
}
