package dev.ecsjobs.page;

import dev.ecsjobs.Durations;
import dev.ecsjobs.history.AttemptSummary;
import dev.ecsjobs.history.RunSummary;
import dev.ecsjobs.run.Run;
import dev.ecsjobs.run.RunId;
import dev.ecsjobs.run.RunResult;
import java.util.List;
import java.util.stream.Collectors;

/** A line for each run, those that have not ended on top. */
record RunsTable(List<Run> unfinished, List<RunSummary> ended) {

  Html shown(Scene scene) {
    if (unfinished.isEmpty() && ended.isEmpty()) {
      return Html.of("<p class=\"quiet\">No run to show.</p>");
    }
    var table =
        new Table("runs")
            .column("state", "Result")
            .column("name", "Run")
            .column("asked", "Requested")
            .column("number", "Took")
            .column("codes", "Exit codes")
            .column("why", "Why");
    unfinished.forEach(run -> open(run, scene, table));
    ended.forEach(run -> ended(run, scene, table));
    return table.shown();
  }

  private static void open(Run run, Scene scene, Table table) {
    table.row(
        run.id(),
        Mark.of(run).shown(),
        scene.host().link(new Target.OneRun(run.id()), name(run.id())),
        scene.moments().absolute(run.requestedAt()),
        Durations.shown(scene.moments().since(run.requestedAt())),
        "",
        Story.of(run).doing(scene.moments()));
  }

  private static void ended(RunSummary run, Scene scene, Table table) {
    table.row(
        run.run(),
        Mark.of(run.result()).shown(),
        scene.host().link(new Target.OneRun(run.run()), name(run.run())),
        scene.moments().absolute(run.requestedAt()),
        Durations.shown(run.duration()),
        exitCodes(run),
        why(run, scene));
  }

  /** It may be broken in two where there is little room. */
  private static Html name(RunId run) {
    return Html.of("<span>{}/</span><span>{}</span>", run.job(), run.key());
  }

  /** That all went well at once need not be said on every line. */
  private static String why(RunSummary run, Scene scene) {
    boolean isPlain = run.result() == RunResult.SUCCEEDED && run.attempts().size() <= 1;
    return isPlain ? "" : scene.moments().told(run.reason());
  }

  /** One for each attempt, a dash where the container left none. */
  private static String exitCodes(RunSummary run) {
    return run.attempts().stream()
        .map(AttemptSummary::exitCode)
        .map(code -> code.isPresent() ? Integer.toString(code.getAsInt()) : "–")
        .collect(Collectors.joining(" "));
  }
}
