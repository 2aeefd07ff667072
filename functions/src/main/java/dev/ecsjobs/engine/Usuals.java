package dev.ecsjobs.engine;

import dev.ecsjobs.job.JobName;
import dev.ecsjobs.run.LongRunning;
import dev.ecsjobs.run.Run;
import dev.ecsjobs.run.Usual;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;

/** How long jobs' runs take; what was looked up holds for a minute, which is as long as a sweep. */
final class Usuals {
  private static final Duration HOLDS = Duration.ofMinutes(1);

  private final Function<JobName, Optional<Usual>> lookUp;
  private final Map<JobName, Optional<Usual>> known = new HashMap<>();
  private Instant since = Instant.MIN;

  Usuals(Function<JobName, Optional<Usual>> lookUp) {
    this.lookUp = lookUp;
  }

  /** Empty also where it is of no use. */
  synchronized Optional<Usual> of(Run run, Instant now) {
    if (!new LongRunning(run).asksForUsual(now)) {
      return Optional.empty();
    }
    if (!now.isBefore(since.plus(HOLDS))) {
      known.clear();
      since = now;
    }
    return known.computeIfAbsent(run.job().name(), lookUp);
  }
}
