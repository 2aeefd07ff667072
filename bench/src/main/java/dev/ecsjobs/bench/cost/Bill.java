package dev.ecsjobs.bench.cost;

import dev.ecsjobs.local.cli.Columns;
import java.util.ArrayList;
import java.util.List;

/** A tally, priced line by line. */
final class Bill {
  private record Line(String what, String count, double price, double cost) {}

  private final List<Line> lines = new ArrayList<>();
  private final Prices prices;

  private Bill(Prices prices) {
    this.prices = prices;
  }

  /**
   * Prices a tally.
   *
   * @param cold whether each function is started for its first invocation
   */
  static Bill of(Tally tally, Prices prices, boolean cold) {
    var bill = new Bill(prices);
    double millis =
        tally.calls().entrySet().stream()
            .mapToDouble(call -> call.getValue() * prices.millis(call.getKey()))
            .sum();
    for (var function : tally.invocations().entrySet()) {
      int warm = function.getValue() - (cold ? 1 : 0);
      millis += warm * prices.of("warm.millis");
      millis += cold ? prices.of("cold.millis." + function.getKey()) : 0;
    }
    int invocations = tally.invocations().values().stream().mapToInt(i -> i).sum();
    bill.add("Lambda invocations", invocations, "lambda.request");
    bill.add("Lambda GB seconds", millis / 1000 * prices.of("memory.gb"), "lambda.gbSecond");
    bill.add("DynamoDB write units", tally.writes(), "dynamodb.write");
    bill.add("DynamoDB read units", tally.reads(), "dynamodb.read");
    bill.add("log GB", tally.logBytes() / 1e9, "logs.gb");
    bill.add("events put", tally.calls("PutEvents"), "events.custom");
    return bill;
  }

  Bill add(String what, double count, String price) {
    var shown = count == Math.rint(count) ? "%.0f".formatted(count) : "%.3g".formatted(count);
    lines.add(new Line(what, shown, prices.of(price), count * prices.of(price)));
    return this;
  }

  double total() {
    return lines.stream().mapToDouble(Line::cost).sum();
  }

  List<String> table() {
    var columns = new Columns().row("", "count", "× price", "= $", "share");
    for (var line : lines) {
      columns.row(
          line.what(),
          line.count(),
          "%.10f".formatted(line.price()),
          "%.8f".formatted(line.cost()),
          "%.0f%%".formatted(100 * line.cost() / total()));
    }
    return columns.row("all", "", "", "%.8f".formatted(total()), "").lines();
  }
}
