package dev.ecsjobs.local.simulate;

import dev.ecsjobs.engine.Engine;
import dev.ecsjobs.engine.InMemoryRunStore;
import dev.ecsjobs.engine.InMemorySchedules;
import dev.ecsjobs.engine.InMemoryWatermark;
import dev.ecsjobs.engine.MissedFires;
import dev.ecsjobs.engine.Watermark;
import dev.ecsjobs.job.JobDocument;
import dev.ecsjobs.job.JobName;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Map;
import java.util.NavigableSet;
import java.util.Optional;
import java.util.TreeSet;

/**
 * Fires that did not come in time, and the sweep's search for them. It is known here whether there
 * is anything to find: where there is not, the search is left out, which would find nothing.
 */
final class UnheardFires {
  private final NavigableSet<Instant> times = new TreeSet<>();
  private final Watermark watermark = new InMemoryWatermark();
  private final InstantSource time;
  private final Map<JobName, SimulatedJob> jobs;
  private final MissedFires search;

  UnheardFires(
      VirtualTime time, InMemoryRunStore store, Engine engine, Map<JobName, SimulatedJob> jobs) {
    this.time = time;
    this.jobs = jobs;
    var schedules = new InMemorySchedules();
    jobs.values().forEach(job -> schedules.put(job.stored()));
    this.search = new MissedFires(schedules, watermark, store, engine, this::read, time);
  }

  /** The fire of this time does not come, or not soon. */
  void add(Instant fire) {
    times.add(fire);
  }

  /** No fire before this time is searched for any more. */
  Instant searchedUntil() {
    return times.isEmpty() ? time.instant() : times.first();
  }

  /** What the sweep does last. */
  void makeUp(Instant until) {
    if (times.isEmpty()) {
      return;
    }
    watermark.advance(times.first().minusMillis(1));
    var _ = search.makeUp(until);
    watermark.read().ifPresent(reached -> times.headSet(reached, true).clear());
  }

  /** Each job's document has been read: what a fire adds is its time. */
  private Optional<JobDocument> read(String input) {
    var parts = input.split(" ", 2);
    var document = jobs.get(new JobName(parts[0])).document();
    return Optional.of(
        new JobDocument(
            document.job(),
            Optional.of(Instant.parse(parts[1])),
            document.request(),
            document.catchUp()));
  }
}
