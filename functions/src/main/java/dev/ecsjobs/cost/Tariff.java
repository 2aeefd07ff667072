package dev.ecsjobs.cost;

import java.util.Comparator;

/** What decides the price of an hour. */
public record Tariff(String region, Capacity capacity, Architecture architecture)
    implements Comparable<Tariff> {
  private static final Comparator<Tariff> ORDER =
      Comparator.comparing(Tariff::region)
          .thenComparing(Tariff::capacity)
          .thenComparing(Tariff::architecture);

  @Override
  public int compareTo(Tariff other) {
    return ORDER.compare(this, other);
  }

  /** As it is stored and shown: {@code us-east-1/FARGATE/ARM64}. */
  @Override
  public String toString() {
    return region + "/" + capacity + "/" + architecture;
  }

  /** Reads what {@link #toString} wrote. */
  static Tariff parse(String text) {
    String[] parts = text.split("/", 3);
    return new Tariff(parts[0], Capacity.valueOf(parts[1]), Architecture.valueOf(parts[2]));
  }
}
