package dev.ecsjobs.lambda;

import com.amazonaws.services.lambda.runtime.Context;
import com.amazonaws.services.lambda.runtime.RequestHandler;
import com.amazonaws.services.lambda.runtime.events.DynamodbEvent;
import dev.ecsjobs.aws.StreamRecords;
import dev.ecsjobs.engine.History.Recorded;
import dev.ecsjobs.history.HistoryQuery;
import dev.ecsjobs.history.JobSummary;
import dev.ecsjobs.history.Message;
import dev.ecsjobs.history.RunSummary;
import dev.ecsjobs.history.Trace;
import dev.ecsjobs.run.Interim;
import dev.ecsjobs.run.Run;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;

/**
 * Records the runs that the table's stream says have finished, and says so; and says what is to be
 * told of others that go on.
 *
 * <p>An exception redelivers the whole batch; what was recorded before is then found recorded, and
 * said again in the same words.
 */
public final class SummaryHandler implements RequestHandler<DynamodbEvent, Map<String, String>> {
  private final Wiring wiring;

  public SummaryHandler() {
    this(InitPhase.begun().connecting("dynamodb", "events").rehearsed(Rehearsal::ending));
  }

  public SummaryHandler(Wiring wiring) {
    this.wiring = wiring;
  }

  /** Answers, for each run, whether it was recorded now or before, or only told of. */
  @Override
  public Map<String, String> handleRequest(DynamodbEvent event, Context context) {
    var answers = new LinkedHashMap<String, String>();
    var messages = new ArrayList<Message>();
    for (var run : StreamRecords.runs(event)) {
      var summary = RunSummary.of(run);
      if (summary.isPresent()) {
        var recorded = record(run, summary.get());
        answers.put(run.id().toString(), recorded.now() ? "recorded" : "recorded before");
        recorded.message().ifPresent(messages::add);
      } else {
        answers.put(run.id().toString(), "told");
        news(run).ifPresent(messages::add);
      }
    }
    // Last, since the history does not wait for whoever cannot be told just now; should this
    // process die here, the records come again and what is to be said is found with them.
    messages.forEach(wiring.messenger()::announce);
    return answers;
  }

  /** Of an index nothing is said: its array says how its indexes ended. */
  private Optional<Message> message(JobSummary before, Run run, RunSummary summary, Trace trace) {
    return run.id().index().isPresent()
        ? Optional.empty()
        : Optional.of(Message.of(wiring.stack(), before, run, summary, trace));
  }

  /** What is told of a run that goes on. */
  private Optional<Message> news(Run run) {
    return Interim.latestOf(run)
        .map(
            event ->
                wiring
                    .history()
                    .keep(
                        run.id(),
                        event,
                        () -> Message.of(wiring.stack(), run, event, wiring.traces().of(run))));
  }

  private Recorded record(Run run, RunSummary summary) {
    boolean failed = HistoryQuery.FAILURES.contains(summary.result()) && run.id().index().isEmpty();
    var trace = failed ? wiring.traces().of(run) : wiring.traces().nothing(run);
    var recorded = wiring.history().record(summary, before -> message(before, run, summary, trace));
    // A record that comes again does not undo what a person did since.
    recorded.message().flatMap(Message::pause).ifPresent(wiring.pauses()::pause);
    return recorded;
  }
}
