package dev.ecsjobs.bench.cost;

import dev.ecsjobs.local.cli.Columns;
import dev.ecsjobs.local.cli.Screen;
import java.nio.file.Files;
import java.util.Map;

/**
 * What a run costs besides its tasks: calls, units and log bytes counted in a real run, the time of
 * the functions is arithmetic with the assumptions that stand beside the prices.
 */
final class Cost {
  private static final Screen SCREEN = Screen.standard();
  private static final int MINUTES_A_DAY = 1440;
  private static final int RUNS_A_DAY = 100;

  private Cost() {}

  public static void main(String... arguments) throws Exception {
    var prices = Prices.read();
    SCREEN.line("Prices of %s: %s".formatted(prices.text("date"), prices.text("source")));
    try (var runs = new Runs(Files.createTempDirectory("ecsjobs-cost"))) {
      SCREEN.status("a run that succeeds");
      var successful = runs.successful();
      SCREEN.status("a run whose first attempt fails");
      var retried = runs.retried();
      var sweep = runs.sweepOfNothing();
      calls(successful, retried, sweep);
      print("A run of one attempt, every function cold", schedules(successful, prices, true));
      print("A run of one attempt, every function warm", schedules(successful, prices, false));
      print("A run of two attempts, every function cold", schedules(retried, prices, true));
      var minute = schedules(sweep, prices, false);
      print("The sweep of one minute", minute);
      SCREEN.line(
          "1,440 of these a day are $%.4f a day, whatever the number of jobs; at %d runs a day $%.7f a run."
              .formatted(
                  MINUTES_A_DAY * minute.total(),
                  RUNS_A_DAY,
                  MINUTES_A_DAY * minute.total() / RUNS_A_DAY));
      beside(prices, schedules(successful, prices, true), schedules(successful, prices, false));
    }
  }

  private static Bill schedules(Tally tally, Prices prices, boolean cold) {
    return Bill.of(tally, prices, cold).add("schedule's invocation", 1, "scheduler.invocation");
  }

  private static void calls(Tally... tallies) {
    var columns = new Columns().row("counted", "one attempt", "two attempts", "a sweep of nothing");
    row(columns, "functions invoked", tallies, t -> text(t.invocations()));
    row(columns, "calls of AWS", tallies, t -> text(t.calls()));
    row(columns, "write units", tallies, t -> "%.0f".formatted(t.writes()));
    row(columns, "read units", tallies, t -> "%.1f".formatted(t.reads()));
    row(columns, "bytes logged", tallies, t -> Long.toString(t.logBytes()));
    columns.lines().forEach(SCREEN::line);
  }

  private interface Figure {
    String of(Tally tally);
  }

  private static void row(Columns columns, String name, Tally[] tallies, Figure figure) {
    columns.row(name, figure.of(tallies[0]), figure.of(tallies[1]), figure.of(tallies[2]));
  }

  private static String text(Map<String, Integer> counts) {
    return String.join(
        ", ", counts.entrySet().stream().map(e -> e.getValue() + " " + e.getKey()).toList());
  }

  private static void print(String title, Bill bill) {
    SCREEN.line("");
    SCREEN.line(SCREEN.strong(title));
    bill.table().forEach(SCREEN::line);
  }

  /** The others' figures are arithmetic with list prices; nothing of theirs was run. */
  private static void beside(Prices prices, Bill cold, Bill warm) {
    double transition = prices.of("stepFunctions.transition");
    double schedule = prices.of("scheduler.invocation");
    double durable = prices.of("durable.operation");
    SCREEN.line("");
    SCREEN.line(SCREEN.strong("Beside others, a successful run, without the task itself"));
    var columns = new Columns().row("", "$ a run", "how it comes about");
    columns.row("ecsjobs, all cold", dollars(cold.total()), "counted, functions' time assumed");
    columns.row("ecsjobs, all warm", dollars(warm.total()), "counted, functions' time assumed");
    columns.row(
        "Step Functions Standard",
        dollars(5 * transition + schedule),
        "arithmetic: 5 transitions (start, claim, RunTask.sync, record, end)");
    columns.row(
        "Step Functions, bare",
        dollars(2 * transition + schedule),
        "arithmetic: 2 transitions (start, RunTask.sync), no record and no claim");
    columns.row(
        "Lambda durable functions",
        dollars(5 * durable + schedule),
        "arithmetic: 5 operations, without the function's own time");
    columns.row(
        "a schedule that starts the task",
        dollars(schedule),
        "arithmetic: no retry of a failed task, no record, no overlap rule");
    columns.lines().forEach(SCREEN::line);
  }

  private static String dollars(double amount) {
    return "%.7f".formatted(amount);
  }
}
