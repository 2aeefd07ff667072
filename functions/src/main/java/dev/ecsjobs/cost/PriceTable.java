package dev.ecsjobs.cost;

import dev.ecsjobs.Checked;
import java.math.BigDecimal;
import java.time.LocalDate;
import java.util.Map;
import java.util.Optional;
import java.util.TreeSet;

/**
 * What things cost, as of a day.
 *
 * @param source where the prices were read
 * @param x86 Fargate's on-demand prices by region, Linux on x86
 * @param arm the same on ARM, where the table has it
 * @param armShare what ARM costs of x86's price in a region where it has not
 * @param spotShare what Spot costs of the on-demand price; it varies, and this is a guess to go by
 * @param ec2 what an instance's hour is counted as, if somebody says so: the instances are paid for
 *     anyway
 */
public record PriceTable(
    LocalDate date,
    String source,
    Map<String, Price> x86,
    Map<String, Price> arm,
    BigDecimal armShare,
    BigDecimal spotShare,
    Optional<Price> ec2) {
  public PriceTable {
    x86 = Map.copyOf(x86);
    arm = Map.copyOf(arm);
  }

  /** The table that comes with the product, {@code prices.properties} beside this class. */
  public static PriceTable standard() {
    return PriceFile.standard();
  }

  /** This table's file with lines of the same form that say something else. */
  public static Checked<PriceTable> standardWith(String lines) {
    return PriceFile.standardWith(lines);
  }

  /** What an hour costs; empty if the table does not say. */
  public Optional<Price> price(Tariff tariff) {
    return switch (tariff.capacity()) {
      case FARGATE -> onDemand(tariff);
      case FARGATE_SPOT -> onDemand(tariff).map(price -> price.times(spotShare));
      case EC2 -> ec2;
    };
  }

  private Optional<Price> onDemand(Tariff tariff) {
    var onX86 = Optional.ofNullable(x86.get(tariff.region()));
    return switch (tariff.architecture()) {
      case X86_64 -> onX86;
      case ARM64 ->
          Optional.ofNullable(arm.get(tariff.region()))
              .or(() -> onX86.map(price -> price.times(armShare)));
    };
  }

  /** What was used, in money. */
  public Cost cost(Usage usage) {
    var dollars = BigDecimal.ZERO;
    var unpriced = new TreeSet<Tariff>();
    for (var entry : usage.amounts().entrySet()) {
      var price = price(entry.getKey());
      if (price.isPresent()) {
        dollars = dollars.add(price.get().of(entry.getValue()));
      } else {
        unpriced.add(entry.getKey());
      }
    }
    return new Cost(dollars, unpriced);
  }
}
