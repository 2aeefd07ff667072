package dev.ecsjobs.lambda;

import com.amazonaws.services.lambda.runtime.Context;
import com.amazonaws.services.lambda.runtime.RequestHandler;
import com.amazonaws.services.lambda.runtime.events.DynamodbEvent;
import dev.ecsjobs.aws.StreamRecords;
import dev.ecsjobs.history.RunSummary;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * Records the runs that the table's stream says have finished.
 *
 * <p>An exception redelivers the whole batch; what was recorded before is then found recorded.
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
          .ifPresent(
              summary ->
                  answers.put(
                      run.id().toString(),
                      wiring.history().record(summary) ? "recorded" : "recorded before"));
    }
    return answers;
  }
}
