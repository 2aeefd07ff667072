package dev.ecsjobs.bench;

import java.util.Collection;

/** Measurements of one thing: the median, and between what the middle half of them lies. */
public record Spread(double lower, double median, double upper) {

  public static Spread of(Collection<Double> values) {
    var sorted = values.stream().mapToDouble(Double::doubleValue).sorted().toArray();
    return new Spread(at(sorted, 0.25), at(sorted, 0.5), at(sorted, 0.75));
  }

  /** The value that this share of all does not exceed, drawn straight between neighbours. */
  private static double at(double[] sorted, double share) {
    double position = share * (sorted.length - 1);
    int below = (int) position;
    int above = Math.min(below + 1, sorted.length - 1);
    return sorted[below] + (position - below) * (sorted[above] - sorted[below]);
  }

  /** Half of the values lie no further from the median than about this share of it. */
  public double share() {
    return (upper - lower) / 2 / median;
  }

  /** {@code 123 ±4%}. */
  @Override
  public String toString() {
    return "%.0f ±%.0f%%".formatted(median, 100 * share());
  }
}
