package dev.ecsjobs.engine;

import dev.ecsjobs.job.JobName;
import dev.ecsjobs.job.Pause;
import dev.ecsjobs.run.Gate;
import dev.ecsjobs.run.Line;
import dev.ecsjobs.run.Run;
import dev.ecsjobs.run.RunId;
import dev.ecsjobs.run.Urgency;
import java.time.Instant;
import java.util.Collection;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Consumer;
import java.util.function.Predicate;
import software.amazon.awssdk.core.exception.ApiCallTimeoutException;
import software.amazon.awssdk.services.dynamodb.model.TransactionConflictException;

/**
 * The store in memory, to which each call takes time, and in which callers die before and after
 * each write. With DynamoDB's semantics the index lags behind, transactions conflict, and a write's
 * answer may be lost: then the SDK's own repetition meets the write itself and is refused.
 */
final class SimulatedStore extends ForwardingStore implements Pauses {
  private final InMemoryRunStore runs;
  private final SimulatedTime time;
  private final SimulatedChance chance;
  private final boolean asDynamo;
  private final Consumer<Run> written;
  private final Map<RunId, Entry> index = new HashMap<>();

  /**
   * A run in the index: as it was before is read until the new one is visible. A run in the backlog
   * is due at once.
   */
  private record Entry(Place before, Place now, long visibleAt) {
    Place at(long millis) {
      return millis < visibleAt ? before : now;
    }
  }

  /** Where a run is found. */
  private record Place(Optional<Instant> dueAt, Optional<Urgency> urgency) {
    private static final Place NOWHERE = new Place(Optional.empty(), Optional.empty());

    static Place of(Run run) {
      return new Place(run.dueAt(), run.urgency());
    }

    boolean isDue(Instant until) {
      return dueAt.filter(at -> !at.isAfter(until)).isPresent();
    }
  }

  /**
   * @param written is told of each write the moment it is done
   */
  SimulatedStore(
      SimulatedTime time, SimulatedChance chance, boolean asDynamo, Consumer<Run> written) {
    this(new InMemoryRunStore(), time, chance, asDynamo, written);
  }

  private SimulatedStore(
      InMemoryRunStore runs,
      SimulatedTime time,
      SimulatedChance chance,
      boolean asDynamo,
      Consumer<Run> written) {
    super(runs);
    this.runs = runs;
    this.time = time;
    this.chance = chance;
    this.asDynamo = asDynamo;
    this.written = written;
  }

  /** As it is, for those who check: takes no time and never fails. */
  Optional<Run> seen(RunId id) {
    return super.load(id);
  }

  /** All runs as they are. */
  List<Run> seen() {
    return index.keySet().stream().map(id -> super.load(id).orElseThrow()).toList();
  }

  /** Who stands at the gate, as it is. */
  Line seen(Gate gate) {
    return super.line(gate);
  }

  boolean isSeenPaused(JobName job) {
    return runs.paused().stream().anyMatch(pause -> pause.job().equals(job));
  }

  @Override
  public Line line(Gate gate) {
    time.pass(chance.latencyMillis());
    dieSometimes("after a gate was read");
    return super.line(gate);
  }

  @Override
  public Set<RunId> recorded(Collection<RunId> ids) {
    time.pass(chance.latencyMillis());
    dieSometimes("after runs were looked up");
    return super.recorded(ids);
  }

  @Override
  public boolean pause(Pause pause) {
    before();
    boolean paused = runs.pause(pause);
    after();
    return paused;
  }

  @Override
  public Optional<Pause> resume(JobName job, Instant at) {
    before();
    var ended = runs.resume(job, at);
    after();
    return ended;
  }

  @Override
  public List<Pause> paused() {
    return runs.paused();
  }

  @Override
  public Optional<Run> load(RunId id) {
    time.pass(chance.latencyMillis());
    dieSometimes("after a read");
    return super.load(id);
  }

  @Override
  public Claim claim(Run run) {
    before();
    var claim = super.claim(run);
    if (claim instanceof Claim.Claimed) {
      wrote(run);
    }
    after();
    boolean lost = claim instanceof Claim.Claimed && answerIsLost();
    return lost ? new Claim.Taken(run) : claim;
  }

  @Override
  public Commit commit(Run old, Run run) {
    before();
    var commit = super.commit(old, run);
    if (commit instanceof Commit.Committed) {
      wrote(run);
    }
    after();
    return commit instanceof Commit.Committed && answerIsLost() ? new Commit.Changed() : commit;
  }

  private void before() {
    time.pass(chance.latencyMillis());
    dieSometimes("before a write");
    if (asDynamo && chance.happens(SimulatedFault.WRITE_CONFLICT)) {
      throw TransactionConflictException.builder()
          .message("Transaction is ongoing for the item")
          .writableStackTrace(false)
          .build();
    }
  }

  private void after() {
    time.pass(chance.latencyMillis());
    dieSometimes("after a write");
  }

  private boolean answerIsLost() {
    boolean lost = asDynamo && chance.happens(SimulatedFault.WRITE_ANSWER_LOST);
    if (lost && chance.percent(50)) {
      time.pass(12_000);
      throw ApiCallTimeoutException.create(12_000);
    }
    return lost;
  }

  private void wrote(Run run) {
    var before = index.getOrDefault(run.id(), new Entry(Place.NOWHERE, Place.NOWHERE, 0));
    var stale = before.at(time.millis());
    index.put(run.id(), new Entry(stale, Place.of(run), time.millis() + lag()));
    written.accept(run);
  }

  private long lag() {
    if (!asDynamo || chance.isReliable()) {
      return 0;
    }
    return chance.percent(90) ? chance.between(1, 500) : chance.between(500, 60_000);
  }

  @Override
  public List<RunId> due(Instant until, int limit) {
    return query(
        place -> place.urgency().isEmpty() && place.isDue(until),
        Comparator.comparing(place -> place.dueAt().orElseThrow()),
        limit);
  }

  @Override
  public List<RunId> backlog(int limit) {
    return query(
        place -> place.urgency().isPresent(),
        Comparator.comparing(place -> place.urgency().orElseThrow()),
        limit);
  }

  private List<RunId> query(Predicate<Place> which, Comparator<Place> order, int limit) {
    time.pass(chance.latencyMillis());
    dieSometimes("after a query");
    long now = time.millis();
    index.values().stream()
        .filter(entry -> !entry.at(now).equals(entry.now()))
        .forEach(_ -> chance.count(SimulatedFault.INDEX_STALE));
    return index.entrySet().stream()
        .filter(e -> which.test(e.getValue().at(now)))
        .sorted(
            Comparator.comparing((Map.Entry<RunId, Entry> e) -> e.getValue().at(now), order)
                .thenComparing(e -> e.getKey().toString()))
        .limit(limit)
        .map(Map.Entry::getKey)
        .toList();
  }

  /** Whether a sweep would find anything. */
  boolean isAnythingDue(Instant until) {
    return index.values().stream()
        .anyMatch(e -> e.at(time.millis()).isDue(until) || e.now().isDue(until));
  }

  private void dieSometimes(String where) {
    if (chance.happens(SimulatedFault.CRASHED)) {
      throw new SimulatedTime.Died(where);
    }
  }
}
