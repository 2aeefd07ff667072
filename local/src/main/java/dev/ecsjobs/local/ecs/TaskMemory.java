package dev.ecsjobs.local.ecs;

import java.time.InstantSource;

/** How much memory processes hold: what of it is in RAM, as their limits on ECS count it. */
interface TaskMemory {
  /** The KiB of all that a process has started, without its own; zero for one that is gone. */
  long kibibytesBelow(long pid);

  /** This system's way to tell. */
  static TaskMemory here(InstantSource clock) {
    return ProcMemory.isHere() ? new ProcMemory() : new PsMemory(clock);
  }
}
