package dev.ecsjobs.local.simulate;

/** What became of the event that tells of a task's end. */
public enum Told {
  IN_TIME,
  LATE,
  NEVER
}
