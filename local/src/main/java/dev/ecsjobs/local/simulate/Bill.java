package dev.ecsjobs.local.simulate;

import dev.ecsjobs.cost.BilledTime;
import dev.ecsjobs.cost.Cost;
import dev.ecsjobs.cost.PriceTable;
import dev.ecsjobs.cost.Usage;
import dev.ecsjobs.job.JobName;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;

/** The time of tasks that is paid for, by line of the report: whole seconds, so sums are exact. */
final class Bill {
  private final Map<JobName, Map<Paid, Long>> seconds = new HashMap<>();

  void add(JobName row, Paid paid, Duration time) {
    long billed = BilledTime.of(paid.tariff().capacity(), time).toSeconds();
    seconds.computeIfAbsent(row, _ -> new HashMap<>()).merge(paid, billed, Long::sum);
  }

  Cost cost(JobName row, PriceTable prices) {
    var usage = Usage.NONE;
    for (var entry : seconds.getOrDefault(row, Map.of()).entrySet()) {
      var paid = entry.getKey();
      var time = Duration.ofSeconds(entry.getValue());
      usage = usage.plus(Usage.of(paid.tariff(), paid.size(), time));
    }
    return prices.cost(usage);
  }
}
