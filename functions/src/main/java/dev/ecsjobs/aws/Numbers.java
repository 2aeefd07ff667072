package dev.ecsjobs.aws;

import java.math.BigDecimal;

/** Digits as the plain value they stand for: a {@code Long} if whole and small enough. */
final class Numbers {
  private Numbers() {}

  static Object plain(String digits) {
    var number = new BigDecimal(digits);
    boolean whole = number.stripTrailingZeros().scale() <= 0;
    return whole && number.precision() - number.scale() <= 18
        ? (Object) number.longValueExact()
        : number;
  }
}
