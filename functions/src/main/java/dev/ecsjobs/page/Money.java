package dev.ecsjobs.page;

import dev.ecsjobs.cost.PriceTable;
import dev.ecsjobs.history.Spending;

/** What runs cost, and what of it was in vain: by the list, without discounts. */
final class Money {
  private static final PriceTable PRICES = PriceTable.standard();

  private Money() {}

  static String of(Spending spending) {
    var all = PRICES.cost(spending.used());
    var wasted = spending.wasted();
    return wasted.amounts().isEmpty()
        ? all.toString()
        : all + ", " + PRICES.cost(wasted) + " in vain";
  }
}
