package dev.ecsjobs.engine;

/** A mistake that could be made: a simulation that does not find it is worth nothing. */
enum SimulatedBug {
  NONE("none"),
  RANDOM_CLIENT_TOKEN("a random client token"),
  ACTING_BEFORE_THE_CLAIM("acting before committing the claim"),
  SWEEP_IGNORES_LAUNCHING("a sweep that ignores Launching"),
  GATE_SHUTS("a gate that is never opened to those who wait"),
  ONE_SEAT_TOO_MANY("a group with one seat too many"),
  REPLACES_WHOEVER_COMES("a run that replaces those who came after it");

  private final String words;

  SimulatedBug(String words) {
    this.words = words;
  }

  @Override
  public String toString() {
    return words;
  }
}
