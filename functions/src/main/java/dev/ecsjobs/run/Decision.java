package dev.ecsjobs.run;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;

/**
 * The answer to a signal.
 *
 * @param events facts to record before anything is done
 * @param effects what to do once they are recorded
 * @param answer a sentence, where there is nothing to record; else the events have theirs
 */
public record Decision(List<RunEvent> events, List<Effect> effects, String answer) {
  public Decision {
    events = List.copyOf(events);
    effects = List.copyOf(effects);
  }

  static Decision nothing(String answer) {
    return new Decision(List.of(), List.of(), answer);
  }

  static Decision only(Effect effect, String answer) {
    return new Decision(List.of(), List.of(effect), answer);
  }

  static Decision of(RunEvent... events) {
    return new Decision(List.of(events), List.of(), "");
  }

  /** What happened, why, and what happens next: told only to who asks, since most never do. */
  public String reason() {
    return events.isEmpty()
        ? answer
        : events.stream().map(RunEvent::reason).collect(Collectors.joining(" "));
  }

  Decision with(Effect effect) {
    var all = new ArrayList<>(effects);
    all.add(effect);
    return new Decision(events, all, answer);
  }

  /** This decision, and before it another event. */
  Decision after(RunEvent first) {
    var all = new ArrayList<RunEvent>();
    all.add(first);
    all.addAll(events);
    return new Decision(all, effects, "");
  }

  /** This decision, which records something, and then another about the run it leads to. */
  Decision then(Decision next) {
    var allEvents = new ArrayList<>(events);
    allEvents.addAll(next.events());
    var allEffects = new ArrayList<>(effects);
    allEffects.addAll(next.effects());
    return new Decision(allEvents, allEffects, answer);
  }

  /**
   * This decision about a run that is not recorded yet, but that it waits for its turn where it
   * would be launched: others wait already.
   */
  public Decision behindOthers(Run requested, Instant at) {
    var launches = effects.stream().filter(Effect.StartTask.class::isInstance).findFirst();
    if (launches.isEmpty()) {
      return this;
    }
    var others = new ArrayList<>(effects);
    others.remove(launches.get());
    int attempt = ((Effect.StartTask) launches.get()).attempt();
    var waits =
        requested
            .apply(events)
            .decide(
                new Signal.LaunchDeferred(
                    at, attempt, Duration.ZERO, "Others wait for the account's launch quota."));
    return new Decision(events, others, answer).then(waits);
  }

  static Decision notTheCurrent(Signal.OfAttempt signal, int current) {
    return nothing(
        "Attempt %d is not the current one, which is %d; nothing to do."
            .formatted(signal.attempt(), current));
  }

  static Decision anotherTask(String expected) {
    return nothing("The task is not this attempt's, which is " + expected + "; nothing to do.");
  }
}
