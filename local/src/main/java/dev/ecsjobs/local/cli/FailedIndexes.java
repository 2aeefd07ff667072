package dev.ecsjobs.local.cli;

import dev.ecsjobs.local.engine.Records;
import dev.ecsjobs.run.Indexes;
import dev.ecsjobs.run.Run;
import dev.ecsjobs.run.RunEvent.AttemptEnded;
import java.util.List;

/** Which indexes of an array failed: how the last attempt of each of the first few ended. */
record FailedIndexes(Screen screen, Records records) {
  private static final int MOST = 5;

  /** Nothing for a run without an array. */
  void print(Run array) {
    var failed =
        array.indexes().map(Indexes::failed).map(s -> List.copyOf(s.members())).orElse(List.of());
    var timeline = new Timeline(screen, records);
    for (int index : failed.subList(0, Math.min(MOST, failed.size()))) {
      screen.line(
          "  " + screen.strong("index " + index) + screen.dim("  " + array.id().ofIndex(index)));
      records.runs().load(array.id().ofIndex(index)).ifPresent(run -> print(run, timeline));
    }
    if (failed.size() > MOST) {
      screen.line(screen.dim("  and %d more".formatted(failed.size() - MOST)));
    }
  }

  private static void print(Run index, Timeline timeline) {
    index.timeline().reversed().stream()
        .filter(AttemptEnded.class::isInstance)
        .findFirst()
        .ifPresentOrElse(timeline::print, () -> timeline.print(index.timeline().getLast()));
  }
}
