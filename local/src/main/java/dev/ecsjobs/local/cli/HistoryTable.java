package dev.ecsjobs.local.cli;

import dev.ecsjobs.Durations;
import dev.ecsjobs.cost.PriceTable;
import dev.ecsjobs.history.AttemptSummary;
import dev.ecsjobs.history.RunSummary;
import dev.ecsjobs.run.Run;
import dev.ecsjobs.run.RunResult;
import java.util.List;
import java.util.stream.Collectors;

/** Runs as people read them: a line each. */
record HistoryTable(Screen screen, PriceTable table) {
  List<String> lines(List<Run> unfinished, List<RunSummary> runs) {
    var columns =
        new Columns()
            .row(
                screen.dim("RUN"),
                screen.dim("REQUESTED"),
                screen.dim("RESULT"),
                screen.dim("TOOK"),
                screen.dim("EXIT CODES"),
                screen.dim("COST"),
                screen.dim("REASON"));
    for (var run : unfinished) {
      columns.row(
          run.id().toString(),
          Screen.dateTime(run.requestedAt()),
          run.state().getClass().getSimpleName(),
          "",
          "",
          "",
          run.timeline().getLast().reason());
    }
    for (var run : runs) {
      columns.row(
          run.run().toString(),
          Screen.dateTime(run.requestedAt()),
          result(run.result()),
          Durations.shown(run.duration()),
          exitCodes(run),
          run.spending().used().amounts().isEmpty()
              ? ""
              : table.cost(run.spending().used()).toString(),
          run.reason());
    }
    return columns.lines();
  }

  private String result(RunResult result) {
    return result == RunResult.SUCCEEDED ? screen.good(result.name()) : screen.bad(result.name());
  }

  /** One for each attempt, a dash where the container left none. */
  private static String exitCodes(RunSummary run) {
    return run.attempts().stream()
        .map(AttemptSummary::exitCode)
        .map(code -> code.isPresent() ? Integer.toString(code.getAsInt()) : "-")
        .collect(Collectors.joining(" "));
  }
}
