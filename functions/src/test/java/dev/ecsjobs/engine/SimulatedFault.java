package dev.ecsjobs.engine;

/** What can go wrong in a simulation, and how often it does. */
enum SimulatedFault {
  SCHEDULE_DOUBLED("schedule deliveries doubled", 300),
  SCHEDULE_LATE("schedule deliveries late by up to two hours", 80),
  SCHEDULE_UNDELIVERED("schedule deliveries that never came", 80),
  EVENT_DROPPED("task events dropped", 120),
  EVENT_DOUBLED("task events doubled", 150),
  EVENT_DELAYED("task events delayed by up to five minutes", 120),
  EVENT_REORDERED("task events delivered after a later one", 0),
  SWEEP_DROPPED("sweeps left out", 20),
  SWEEP_DOUBLED("sweeps at the same time as another", 200),
  CLOCK_WRONG("invocations whose clock was wrong by more than a second", 0),
  SLOW("steps that took from eight seconds to a minute", 5),
  CRASHED("processes that died between two steps", 12),
  CUT_OFF("processes cut off by their timeout", 0),
  CALL_THROTTLED("ECS calls throttled", 30),
  CALL_FAILED("ECS calls answered with a server error, done or not", 20),
  REQUEST_LOST("ECS calls that never arrived", 15),
  REQUEST_LATE("ECS calls done after the caller had given up", 10),
  ANSWER_LOST("ECS calls done whose answer was lost", 30),
  LAUNCH_REFUSED("launches refused", 60),
  OUTAGE("launches throttled in an outage", 0),
  NOT_LISTED_YET("tasks not listed yet", 200),
  NOT_FOUND_YET("tasks not found yet", 200),
  INDEX_STALE("index entries read stale", 0),
  WRITE_CONFLICT("writes refused by a transaction conflict", 10),
  WRITE_ANSWER_LOST("writes done whose answer was lost", 15),
  STREAM_DOUBLED("stream records delivered again", 200);

  private final String words;
  private final int perMille;

  /**
   * @param perMille of the occasions; 0: it follows from others, and is only counted
   */
  SimulatedFault(String words, int perMille) {
    this.words = words;
    this.perMille = perMille;
  }

  int perMille() {
    return perMille;
  }

  @Override
  public String toString() {
    return words;
  }
}
