package dev.ecsjobs.lambda;

import dev.ecsjobs.Document;
import dev.ecsjobs.aws.Json;
import dev.ecsjobs.engine.Decided;
import java.io.PrintStream;
import java.util.function.Consumer;

/**
 * One JSON object a line for each decision: CloudWatch Logs finds its fields, CloudWatch its {@link
 * Metrics}, a person its sentence. Own code, since a logging library costs the cold start 42 %.
 */
public final class DecisionLog implements Consumer<Decided> {
  private final String stack;
  private final PrintStream out;

  public DecisionLog(String stack, PrintStream out) {
    this.stack = stack;
    this.out = out;
  }

  @Override
  public void accept(Decided decided) {
    var run = decided.run();
    var line =
        new Document()
            .put("timestamp", decided.signal().at())
            .put("level", "INFO")
            .put("stack", stack)
            .put("run", run.id())
            .put("job", run.job().name())
            .put("signal", decided.signal().getClass().getSimpleName())
            .put("state", run.state().getClass().getSimpleName())
            .put("result", run.finished().map(finished -> finished.result()))
            .put("reason", decided.decision().reason());
    Metrics.addTo(line, decided);
    out.println(Json.write(line.fields()));
  }
}
