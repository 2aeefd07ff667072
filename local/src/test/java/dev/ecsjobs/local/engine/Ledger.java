package dev.ecsjobs.local.engine;

import dev.ecsjobs.engine.Engine;
import dev.ecsjobs.engine.FakeTaskLauncher;
import dev.ecsjobs.engine.History;
import dev.ecsjobs.engine.InMemoryRunStore;
import dev.ecsjobs.history.HistoryPage;
import dev.ecsjobs.history.HistoryQuery;
import dev.ecsjobs.history.JobSummary;
import dev.ecsjobs.history.Message;
import dev.ecsjobs.history.RunSummary;
import dev.ecsjobs.job.JobName;
import dev.ecsjobs.lambda.InMemoryWiring;
import dev.ecsjobs.run.RunEvent;
import dev.ecsjobs.run.RunId;
import java.time.Duration;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import java.util.function.Supplier;

/** Writes down everything a function is told, as often as it is told; fails when it is to. */
final class Ledger implements History {
  private final List<RunId> runs = new ArrayList<>();
  private final List<Map<String, Object>> events = new ArrayList<>();
  private final List<String> requestIds = new ArrayList<>();
  private boolean failing;

  void fail(boolean now) {
    failing = now;
  }

  /** A function wired with this ledger for a history. */
  Functions functions(String logicalId, String handler) {
    return wired(this, logicalId, handler);
  }

  static Functions wired(History history, String logicalId, String handler) {
    var store = new InMemoryRunStore();
    var clock = InstantSource.system();
    var engine = new Engine(store, new FakeTaskLauncher(), clock, _ -> {});
    return new Functions(
        List.of(
            new dev.ecsjobs.local.template.Function(
                logicalId, "arn", handler, "handleRequest", Map.of(), Duration.ofSeconds(30))),
        _ -> InMemoryWiring.of("ecsjobs", engine, store, store, history, clock));
  }

  @Override
  public Recorded record(RunSummary run, Function<JobSummary, Optional<Message>> message) {
    if (failing) {
      throw new IllegalStateException("the ledger fails, as it was told to");
    }
    runs.add(run.run());
    return new Recorded(true, Optional.empty());
  }

  void keep(Map<String, Object> event, String requestId) {
    events.add(event);
    requestIds.add(requestId);
  }

  /** The runs that were to be recorded, repetitions included. */
  List<RunId> told() {
    return List.copyOf(runs);
  }

  List<Map<String, Object>> events() {
    return List.copyOf(events);
  }

  List<String> requestIds() {
    return List.copyOf(requestIds);
  }

  @Override
  public HistoryPage page(HistoryQuery query) {
    throw new AssertionError("nobody reads a ledger");
  }

  @Override
  public Message keep(RunId run, RunEvent event, Supplier<Message> message) {
    throw new AssertionError("nothing is told here of runs that go on");
  }

  @Override
  public JobSummary job(JobName job) {
    throw new AssertionError("nobody reads a ledger");
  }

  @Override
  public List<JobSummary> jobs() {
    throw new AssertionError("nobody reads a ledger");
  }
}
