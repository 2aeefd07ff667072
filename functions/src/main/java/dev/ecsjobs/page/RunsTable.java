package dev.ecsjobs.page;

import dev.ecsjobs.history.AttemptSummary;
import dev.ecsjobs.history.RunSummary;
import dev.ecsjobs.run.Run;
import dev.ecsjobs.run.RunResult;
import java.util.List;
import java.util.stream.Collectors;

/** A line for each run, those that have not ended on top. */
record RunsTable(List<Run> unfinished, List<RunSummary> ended) {

  Html shown(Scene scene) {
    if (unfinished.isEmpty() && ended.isEmpty()) {
      return Html.of("<p class=\"quiet\">No run to show.</p>");
    }
    return Html.of(
        "<div class=\"scroll\"><table class=\"runs\" role=\"table\"><thead role=\"rowgroup\"><tr"
            + " role=\"row\"><th scope=\"col\" role=\"columnheader\">Result</th><th"
            + " scope=\"col\">Run</th><th scope=\"col\" role=\"columnheader\">Requested</th><th"
            + " scope=\"col\" role=\"columnheader\" class=\"number\">Took</th><th scope=\"col\""
            + " role=\"columnheader\">Exit codes</th><th scope=\"col\">Why</th></tr></thead><tbody"
            + " role=\"rowgroup\">{}{}</tbody></table></div>",
        Html.each(unfinished, run -> open(run, scene)),
        Html.each(ended, run -> ended(run, scene)));
  }

  private static Html open(Run run, Scene scene) {
    return Html.of(
        "<tr role=\"row\" data-row><td role=\"cell\" class=\"state\">{}</td><td role=\"cell\""
            + " class=\"name\">{}</td><td role=\"cell\">{}</td><td role=\"cell\""
            + " class=\"number\">{}</td><td role=\"cell\" class=\"codes\"></td><td role=\"cell\""
            + " class=\"why\">{}</td></tr>",
        Mark.of(run).shown(),
        scene.host().link(new Target.OneRun(run.id()), Html.text(run.id().toString())),
        scene.moments().absolute(run.requestedAt()),
        Durations.shown(scene.moments().since(run.requestedAt())),
        Story.of(run).doing(scene.moments()));
  }

  private static Html ended(RunSummary run, Scene scene) {
    return Html.of(
        "<tr role=\"row\" data-row><td role=\"cell\" class=\"state\">{}</td><td role=\"cell\""
            + " class=\"name\">{}</td><td role=\"cell\">{}</td><td role=\"cell\""
            + " class=\"number\">{}</td><td role=\"cell\" class=\"codes\">{}</td><td role=\"cell\""
            + " class=\"why\">{}</td></tr>",
        Mark.of(run.result()).shown(),
        scene.host().link(new Target.OneRun(run.run()), Html.text(run.run().toString())),
        scene.moments().absolute(run.requestedAt()),
        Durations.shown(Sparkline.took(run)),
        exitCodes(run),
        why(run, scene));
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
