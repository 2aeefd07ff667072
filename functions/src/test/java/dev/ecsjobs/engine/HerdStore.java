package dev.ecsjobs.engine;

import dev.ecsjobs.run.Run;
import dev.ecsjobs.run.RunId;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Supplier;

/** The table as its calls are seen: each takes time, and the index lags behind. */
final class HerdStore extends ForwardingStore implements LaunchLease {
  private static final Duration LAG = Duration.ofMillis(50);

  private final HerdWire wire;
  private final LaunchLease lease = new InMemoryLaunchLease();

  /** Since when each run waits for the quota, and for those that do no longer since when. */
  private final Map<RunId, Instant> waitsSince = new HashMap<>();

  HerdStore(HerdWire wire) {
    super(new InMemoryRunStore());
    this.wire = wire;
  }

  /** As it is: takes no time. */
  Optional<Run> seen(RunId id) {
    return super.load(id);
  }

  @Override
  public Optional<Run> load(RunId id) {
    return call("GetItem", 3, () -> super.load(id));
  }

  @Override
  public Claim claim(Run run) {
    return call(
        "TransactWriteItems",
        12,
        () -> {
          waits(run);
          return super.claim(run);
        });
  }

  @Override
  public Commit commit(Run before, Run after) {
    return call(
        "PutItem",
        6,
        () -> {
          var commit = super.commit(before, after);
          if (commit instanceof Commit.Committed) {
            waits(after);
          }
          return commit;
        });
  }

  private void waits(Run run) {
    if (run.urgency().isPresent()) {
      waitsSince.putIfAbsent(run.id(), wire.now());
    } else {
      waitsSince.remove(run.id());
    }
  }

  /** The runs that have waited since before that time. */
  List<Run> waitingSince(Instant time) {
    return waitsSince.entrySet().stream()
        .filter(entry -> entry.getValue().isBefore(time))
        .flatMap(entry -> seen(entry.getKey()).stream())
        .toList();
  }

  @Override
  public List<RunId> due(Instant until, int limit) {
    return call("Query", 8 * 4, () -> super.due(until, limit));
  }

  @Override
  public List<RunId> backlog(int limit) {
    var visible = wire.now().minus(LAG);
    return call(
        "Query",
        4 * 4,
        () ->
            super.backlog(Integer.MAX_VALUE).stream()
                .filter(run -> !waitsSince.getOrDefault(run, Instant.MIN).isAfter(visible))
                .limit(limit)
                .toList());
  }

  @Override
  public boolean isHeld(Instant now) {
    return call("GetItem", 3, () -> lease.isHeld(now));
  }

  @Override
  public boolean take(String holder, Instant now, Instant until) {
    return call("UpdateItem", 6, () -> lease.take(holder, now, until));
  }

  @Override
  public boolean keep(String holder, Instant until) {
    return call("UpdateItem", 6, () -> lease.keep(holder, until));
  }

  @Override
  public void release(String holder) {
    var _ =
        call(
            "UpdateItem",
            6,
            () -> {
              lease.release(holder);
              return true;
            });
  }

  private <T> T call(String name, int millis, Supplier<T> what) {
    wire.arrives(name);
    var answer = what.get();
    wire.answers(millis);
    return answer;
  }
}
