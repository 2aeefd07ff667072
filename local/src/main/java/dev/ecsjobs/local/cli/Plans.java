package dev.ecsjobs.local.cli;

import dev.ecsjobs.job.JobName;
import dev.ecsjobs.page.Planned;
import java.time.Duration;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.Map;

/** When jobs fire next, asked for now and then: a deployed stack's schedules are a call each. */
final class Plans {
  private static final Duration FRESH = Duration.ofMinutes(2);

  private final Site site;
  private Map<JobName, Planned> known = Map.of();
  private Instant asked = Instant.MIN;

  Plans(Site site) {
    this.site = site;
  }

  synchronized Map<JobName, Planned> after(Instant now) {
    if (!site.isPaidFor()) {
      return site.planned(now);
    }
    if (asked.plus(FRESH).isBefore(now)) {
      known = site.planned(now);
      asked = now;
    }
    var ahead = new LinkedHashMap<JobName, Planned>();
    known.forEach((job, planned) -> ahead.put(job, planned.from(now)));
    return ahead;
  }
}
