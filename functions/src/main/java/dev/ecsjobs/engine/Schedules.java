package dev.ecsjobs.engine;

import java.util.List;
import java.util.Optional;

/** The schedules in the stack's group, whichever template or hand put them there. */
public interface Schedules {

  /** What is known of them by now. A look asks for so much only, and the next goes on there. */
  Look look();

  /** The one of that name, as it is at this moment. */
  Optional<StoredSchedule> named(String name);

  /**
   * What a look has found.
   *
   * @param known by name, each as it is now
   * @param unknown how many there are besides, new or changed, of which later looks will tell
   */
  record Look(List<StoredSchedule> known, int unknown) {
    public Look {
      known = List.copyOf(known);
    }
  }
}
