package dev.ecsjobs.local.simulate;

import dev.ecsjobs.Checked;
import dev.ecsjobs.Problem;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.EnumMap;
import java.util.List;
import java.util.Optional;
import java.util.function.ToDoubleFunction;
import java.util.random.RandomGenerator;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/** How often each fault happens: shares from 0 to 1 of its occasions. */
public final class Faults {
  private static final Pattern RATE = Pattern.compile("([a-z]+)=(\\d{1,3}(?:\\.\\d{1,6})?)%");
  private static final String NONE = "none";
  private static final String USUAL = "usual";

  private final EnumMap<Fault, Double> rates;

  private Faults(EnumMap<Fault, Double> rates) {
    this.rates = rates;
  }

  /** What may be expected of a region on an ordinary day. */
  public static Faults usual() {
    return of(Fault::usually);
  }

  /** Nothing goes wrong. */
  public static Faults none() {
    return of(_ -> 0);
  }

  private static Faults of(ToDoubleFunction<Fault> rate) {
    var rates = new EnumMap<Fault, Double>(Fault.class);
    for (var fault : Fault.values()) {
      rates.put(fault, rate.applyAsDouble(fault));
    }
    return new Faults(rates);
  }

  /** The same, but for one of them. */
  public Faults with(Fault fault, double rate) {
    return of(each -> each == fault ? rate : rate(each));
  }

  /** The share of its occasions on which it happens. */
  public double rate(Fault fault) {
    return rates.get(fault);
  }

  /**
   * Reads {@code usual}, {@code none}, or {@code exit=2%,spot=1%}: what is not named stays as it
   * usually is, or after {@code none} never happens.
   */
  public static Checked<Faults> parse(String text) {
    var problems = new ArrayList<Problem>();
    var words = new ArrayList<>(List.of(text.strip().split("\\s*,\\s*", -1)));
    var faults = words.getFirst().equals(NONE) ? none() : usual();
    if (words.getFirst().equals(NONE) || words.getFirst().equals(USUAL)) {
      words.removeFirst();
    }
    for (var word : words) {
      var rate = RATE.matcher(word);
      var fault = rate.matches() ? Fault.named(rate.group(1)) : Optional.<Fault>empty();
      if (fault.isEmpty() || Double.parseDouble(rate.group(2)) > 100) {
        problems.add(wrong(word));
      } else {
        faults = faults.with(fault.get(), Double.parseDouble(rate.group(2)) / 100);
      }
    }
    return problems.isEmpty() ? Checked.valid(faults) : Checked.invalid(problems);
  }

  private static Problem wrong(String word) {
    var names =
        Arrays.stream(Fault.values()).map(Fault::toString).collect(Collectors.joining(", "));
    return new Problem(
        "--faults",
        "'" + word + "' is no rate of a fault",
        "Write usual, none, or rates from 0% to 100% such as exit=2%,spot=0.5%; there are "
            + names);
  }

  /** Whether it happens this time; draws once, whatever the rate is. */
  boolean happens(Fault fault, RandomGenerator random) {
    return random.nextDouble() < rate(fault);
  }

  /** As {@link #parse} reads it, without what never happens. */
  @Override
  public String toString() {
    var rated =
        Arrays.stream(Fault.values())
            .filter(fault -> rate(fault) > 0)
            .map(fault -> fault + "=" + percent(rate(fault)))
            .collect(Collectors.joining(","));
    return rated.isEmpty() ? NONE : rated;
  }

  private static String percent(double rate) {
    return BigDecimal.valueOf(rate).movePointRight(2).stripTrailingZeros().toPlainString() + "%";
  }
}
