package dev.ecsjobs.local.services;

import java.time.Instant;
import java.util.List;

/**
 * One look at a service: what to start, what to stop, and what to tell.
 *
 * <p>Pure: the same follows from the same.
 */
final class Look {
  private Look() {}

  /** What follows from what is kept and what there is. */
  static Plan decide(Kept kept, List<ServiceTask> tasks, Instant now) {
    if (kept.is("INACTIVE")) {
      return new Plan(kept, List.of(), List.of());
    }
    var draft = new Draft(kept, tasks, now);
    new News(draft).note();
    new CircuitBreaker(draft).look();
    var staff = new Staff(draft);
    staff.start();
    staff.stop();
    new Rest(draft).settle();
    return draft.plan();
  }
}
