package dev.ecsjobs.engine;

import dev.ecsjobs.engine.Engine.Handled;
import dev.ecsjobs.run.RunId;
import dev.ecsjobs.run.Signal;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Queue;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicInteger;

/**
 * The runs that wait for the account's launch quota. One process at a time, who has the {@link
 * LaunchLease}, launches them at the account's {@link Pace}, the most urgent first.
 *
 * <p>If it dies anywhere in here, its lease ends after some seconds, and the next sweep, or the
 * next launch that meets the quota, goes on. The runs are where they were.
 */
public final class Backlog {
  /** Who is silent for so long is gone: a call ends sooner. */
  static final Duration LEASE = Duration.ofSeconds(15);

  /** So many are asked for at a time: of a second's launches the order is as of its beginning. */
  private static final int PAGE = 20;

  /** After so many refusals in a row it is not we who use the quota up. */
  private static final int MOST_REFUSALS = 10;

  /** Within it the index tells of every write, and whoever saw a lease has joined the backlog. */
  private static final Duration SETTLED = Duration.ofSeconds(1);

  private final RunStore store;
  private final Engine engine;
  private final LaunchLease lease;
  private final Pace pace;
  private final InstantSource clock;

  public Backlog(RunStore store, Engine engine, LaunchLease lease, Pace pace, InstantSource clock) {
    this.store = store;
    this.engine = engine;
    this.lease = lease;
    this.pace = pace;
    this.clock = clock;
  }

  /** The same as {@link #launch}, if anybody waits. */
  public List<Handled> launchIfAny(String leader, Instant until) {
    return store.backlog(1).isEmpty() ? List.of() : launch(leader, until);
  }

  /**
   * Launches who waits, until nobody does or the given time has come; nothing if somebody else is
   * at it.
   *
   * @param leader names this process
   */
  public List<Handled> launch(String leader, Instant until) {
    var launched = new Launched();
    boolean goesOn = true;
    while (goesOn && isBefore(until) && take(leader)) {
      int before = launched.begun;
      pace.each(new Next(launched, leader, until), launched::launch);
      lease.release(leader);
      goesOn = launched.begun > before && launched.refusals.get() < MOST_REFUSALS;
      if (goesOn) {
        pace.rest(SETTLED);
        goesOn = !store.backlog(1).isEmpty();
      }
    }
    return launched.handled();
  }

  private boolean isBefore(Instant until) {
    return clock.instant().isBefore(until);
  }

  private boolean take(String leader) {
    var now = clock.instant();
    return lease.take(leader, now, now.plus(LEASE));
  }

  /** Who is next, as long as this process is to go on. */
  private final class Next implements Pace.Next<RunId> {
    private final Launched launched;
    private final String leader;
    private final Instant until;
    private final Queue<RunId> page = new ArrayDeque<>();

    Next(Launched launched, String leader, Instant until) {
      this.launched = launched;
      this.leader = leader;
      this.until = until;
    }

    @Override
    public Optional<RunId> next() {
      if (!isBefore(until) || launched.refusals.get() >= MOST_REFUSALS) {
        return Optional.empty();
      }
      if (page.isEmpty() && lease.keep(leader, clock.instant().plus(LEASE))) {
        page.addAll(launched.others());
      }
      return Optional.ofNullable(page.poll()).map(launched::begin);
    }
  }

  /** What has been launched, by several threads. */
  private final class Launched {
    private final List<Handled> handled = new ArrayList<>();
    private final AtomicInteger refusals = new AtomicInteger();
    private int begun;

    /** Whom the index may still tell of although their launch has begun, and until when. */
    private final Map<RunId, Instant> recent = new ConcurrentHashMap<>();

    private Engine.SweepFailed failed;

    List<RunId> others() {
      var now = clock.instant();
      recent.values().removeIf(until -> !until.isAfter(now));
      return store.backlog(PAGE + recent.size()).stream()
          .filter(run -> !recent.containsKey(run))
          .limit(PAGE)
          .toList();
    }

    RunId begin(RunId run) {
      begun++;
      recent.put(run, Instant.MAX);
      return run;
    }

    void launch(RunId run) {
      try {
        var launch = engine.handle(run, new Signal.TurnCame(clock.instant()));
        add(launch);
        recent.put(run, clock.instant().plus(SETTLED));
      } catch (RuntimeException e) {
        fail(run, e); // and does not try again: the next one may have more luck
      }
    }

    private synchronized void add(Handled launch) {
      if (launch.throttled()) {
        refusals.incrementAndGet();
      } else {
        refusals.set(0);
        handled.add(launch);
      }
    }

    private synchronized void fail(RunId run, RuntimeException e) {
      failed = failed == null ? new Engine.SweepFailed(run) : failed;
      failed.addSuppressed(e);
    }

    synchronized List<Handled> handled() {
      if (failed != null) {
        throw failed;
      }
      return List.copyOf(handled);
    }
  }
}
