package dev.ecsjobs.cost;

import java.math.BigDecimal;
import java.math.MathContext;
import java.math.RoundingMode;
import java.util.Collections;
import java.util.Locale;
import java.util.SortedSet;
import java.util.TreeSet;

/**
 * What a usage costs.
 *
 * @param dollars US dollars, without tax, for what has a price
 * @param unpriced what the price table has no price for; empty means that the cost is complete
 */
public record Cost(BigDecimal dollars, SortedSet<Tariff> unpriced) {
  public static final Cost NOTHING = new Cost(BigDecimal.ZERO, new TreeSet<>());

  private static final MathContext TWO_DIGITS = new MathContext(2, RoundingMode.HALF_UP);
  private static final BigDecimal CENT = new BigDecimal("0.01");
  private static final BigDecimal LEAST_SHOWN = new BigDecimal("0.000001");

  public Cost {
    unpriced = Collections.unmodifiableSortedSet(new TreeSet<>(unpriced));
  }

  public Cost plus(Cost other) {
    var both = new TreeSet<>(unpriced);
    both.addAll(other.unpriced);
    return new Cost(dollars.add(other.dollars), both);
  }

  public boolean isComplete() {
    return unpriced.isEmpty();
  }

  /** For machines: to the billionth. */
  public String plain() {
    var billionths = dollars.setScale(9, RoundingMode.HALF_UP).stripTrailingZeros();
    return billionths.toPlainString();
  }

  /**
   * For people: cents, and below one cent two digits that mean something; {@code ?} where nothing
   * has a price, a plus where something has none.
   */
  @Override
  public String toString() {
    if (!isComplete() && dollars.signum() == 0) {
      return "?";
    }
    return "$" + figure() + (isComplete() ? "" : "+");
  }

  private String figure() {
    if (dollars.signum() == 0 || dollars.compareTo(CENT) >= 0) {
      return String.format(Locale.ROOT, "%.2f", dollars);
    }
    if (dollars.compareTo(LEAST_SHOWN) < 0) {
      return "0.000001";
    }
    return dollars.round(TWO_DIGITS).toPlainString();
  }
}
