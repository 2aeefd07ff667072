package dev.ecsjobs.page;

import dev.ecsjobs.cost.PriceTable;
import dev.ecsjobs.history.Spending;

/** What runs cost, and what of it was in vain: by the list, without discounts. */
final class Money {
  private static final PriceTable PRICES = PriceTable.standard();

  private Money() {}

  static String spent(Spending spending) {
    return PRICES.cost(spending.used()).toString();
  }

  static String wasted(Spending spending) {
    return PRICES.cost(spending.wasted()).toString();
  }

  /** Such as: $0.012 on AWS, $0.004 of it in vain. */
  static String of(Spending spending) {
    var wasted = spending.wasted();
    var rest =
        wasted.amounts().isEmpty()
            ? ""
            : wasted.equals(spending.used())
                ? ", all in vain"
                : ", " + wasted(spending) + " of it in vain";
    return spent(spending) + " on AWS" + rest;
  }
}
