package dev.ecsjobs.local.cli;

import dev.ecsjobs.Document;
import dev.ecsjobs.local.engine.Records;
import dev.ecsjobs.run.Run;
import dev.ecsjobs.run.RunDocument;
import dev.ecsjobs.run.RunEvent;
import dev.ecsjobs.run.RunEvent.AttemptEnded;
import dev.ecsjobs.run.StoppedTask;
import java.util.List;

/**
 * A run for machines: its document, with the sentences people read and what its tasks wrote last.
 */
final class RunJson {
  private static final int LOG_LINES = 10;

  private RunJson() {}

  static Document of(Run run, Records records) {
    return RunDocument.of(run)
        .put("reason", run.finished().map(finished -> finished.reason()))
        .put(
            "timeline", run.timeline().stream().map(event -> of(event, records).fields()).toList());
  }

  /** In short, of one that goes on. */
  static Document unfinished(Run run) {
    return new Document()
        .put("run", run.id())
        .put("job", run.job().name())
        .put("state", run.state().getClass().getSimpleName())
        .put("requestedAt", run.requestedAt())
        .put("dueAt", run.dueAt());
  }

  private static Document of(RunEvent event, Records records) {
    var document = RunDocument.of(event).put("reason", event.reason());
    return event instanceof AttemptEnded ended
        ? document.put("log", log(ended, records))
        : document;
  }

  private static List<String> log(AttemptEnded ended, Records records) {
    return ended
        .stopped()
        .map(StoppedTask::task)
        .map(task -> records.logs().lastLines(task, LOG_LINES))
        .orElse(List.of());
  }
}
