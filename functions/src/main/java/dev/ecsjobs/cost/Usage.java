package dev.ecsjobs.cost;

import dev.ecsjobs.Document;
import java.time.Duration;
import java.util.Collections;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;

/** What tasks used, by tariff: of an attempt, a run, or all runs of a job. */
public record Usage(SortedMap<Tariff, Amount> amounts) {
  public static final Usage NONE = new Usage(new TreeMap<>());

  public Usage {
    amounts = Collections.unmodifiableSortedMap(new TreeMap<>(amounts));
  }

  /** One task's, for the time it is paid for: see {@link BilledTime}. */
  public static Usage of(Tariff tariff, Size size, Duration billed) {
    return new Usage(new TreeMap<>(Map.of(tariff, Amount.of(size, billed.toSeconds()))));
  }

  /** Both together. */
  public Usage plus(Usage other) {
    if (amounts.isEmpty() || other.amounts.isEmpty()) {
      return amounts.isEmpty() ? other : this;
    }
    var sum = new TreeMap<>(amounts);
    other.amounts.forEach((tariff, amount) -> sum.merge(tariff, amount, Amount::plus));
    return new Usage(sum);
  }

  /** The same so many times over. */
  public Usage times(long count) {
    var product = new TreeMap<Tariff, Amount>();
    amounts.forEach((tariff, amount) -> product.put(tariff, amount.times(count)));
    return new Usage(product);
  }

  /** The usage as a JSON object: an object by tariff. */
  public Document document() {
    var document = new Document();
    amounts.forEach(
        (tariff, amount) ->
            document.put(
                tariff.toString(),
                new Document()
                    .put("cpuSeconds", amount.cpuSeconds())
                    .put("memorySeconds", amount.memorySeconds())
                    .put("storageSeconds", amount.storageSeconds())
                    .fields()));
    return document;
  }

  /** Reads what {@link #document} wrote. */
  public static Usage read(Document document) {
    var amounts = new TreeMap<Tariff, Amount>();
    for (var tariff : document.fields().keySet()) {
      var amount = document.object(tariff);
      amounts.put(
          Tariff.parse(tariff),
          new Amount(
              amount.count("cpuSeconds"),
              amount.count("memorySeconds"),
              amount.count("storageSeconds")));
    }
    return new Usage(amounts);
  }
}
