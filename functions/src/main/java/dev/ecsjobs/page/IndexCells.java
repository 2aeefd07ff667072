package dev.ecsjobs.page;

import dev.ecsjobs.run.Indexes;
import dev.ecsjobs.run.Run;
import java.util.stream.IntStream;

/** An array's indexes as cells, one each, that lead to the runs of those that were started. */
record IndexCells(Run run) {

  /** Nothing for a run that is no array. */
  Html shown(Scene scene) {
    return run.indexes().map(indexes -> shown(indexes, scene)).orElse(Html.NONE);
  }

  private Html shown(Indexes indexes, Scene scene) {
    return Html.of(
        "<section><h2>Indexes</h2><p class=\"sub\">{}</p><div class=\"cells\">{}</div></section>",
        indexes.shown(),
        IntStream.range(0, run.job().array().orElseThrow().size())
            .mapToObj(index -> cell(indexes, index, scene))
            .collect(Html.joined()));
  }

  private Html cell(Indexes indexes, int index, Scene scene) {
    if (index >= indexes.started()) {
      return Html.of("<span class=\"cell quiet\" title=\"not started\">{}</span>", index);
    }
    var mark = mark(indexes, index);
    return Html.of(
        "<span class=\"cell {}\" title=\"{}\">{}</span>",
        mark.css(),
        mark.word(),
        scene
            .host()
            .link(new Target.OneRun(run.id().ofIndex(index)), Html.text(Integer.toString(index))));
  }

  private static Mark mark(Indexes indexes, int index) {
    if (indexes.succeeded().members().contains(index)) {
      return Mark.SUCCEEDED;
    }
    return indexes.failed().members().contains(index) ? Mark.FAILED : Mark.RUNNING;
  }
}
