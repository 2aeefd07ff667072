package dev.ecsjobs.lambda;

import com.amazonaws.services.lambda.runtime.Context;
import com.amazonaws.services.lambda.runtime.RequestHandler;
import com.amazonaws.services.lambda.runtime.events.DynamodbEvent;
import dev.ecsjobs.aws.StreamRecords;
import dev.ecsjobs.history.HistoryQuery;
import dev.ecsjobs.history.Message;
import dev.ecsjobs.history.RunSummary;
import dev.ecsjobs.run.Run;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;

/**
 * Records the runs that the table's stream says have finished, and says so.
 *
 * <p>An exception redelivers the whole batch; what was recorded before is then found recorded, and
 * said again in the same words.
 */
public final class SummaryHandler implements RequestHandler<DynamodbEvent, Map<String, String>> {
  private final Wiring wiring;

  public SummaryHandler() {
    this(Wiring.ofThisFunction());
  }

  public SummaryHandler(Wiring wiring) {
    this.wiring = wiring;
  }

  /** Answers, for each run, whether it was recorded now or before. */
  @Override
  public Map<String, String> handleRequest(DynamodbEvent event, Context context) {
    var answers = new LinkedHashMap<String, String>();
    for (var run : StreamRecords.runs(event)) {
      RunSummary.of(run)
          .ifPresent(summary -> answers.put(run.id().toString(), record(run, summary)));
    }
    return answers;
  }

  private String record(Run run, RunSummary summary) {
    boolean failed = HistoryQuery.FAILURES.contains(summary.result());
    var trace = failed ? wiring.traces().of(run) : wiring.traces().nothing(run);
    var recorded =
        wiring
            .history()
            .record(
                summary,
                before -> Optional.of(Message.of(wiring.stack(), before, run, summary, trace)));
    // Before it is said; a record that comes again does not undo what a person did since.
    recorded.message().flatMap(Message::pause).ifPresent(wiring.pauses()::pause);
    // Should this process die here, the record comes again and finds what is to be said.
    recorded.message().ifPresent(wiring.messenger()::announce);
    return recorded.now() ? "recorded" : "recorded before";
  }
}
