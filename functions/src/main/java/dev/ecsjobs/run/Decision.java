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
 * @param reason what happened, why, and what happens next
 */
public record Decision(List<RunEvent> events, List<Effect> effects, String reason) {
  public Decision {
    events = List.copyOf(events);
    effects = List.copyOf(effects);
  }

  static Decision nothing(String reason) {
    return new Decision(List.of(), List.of(), reason);
  }

  static Decision only(Effect effect, String reason) {
    return new Decision(List.of(), List.of(effect), reason);
  }

  static Decision of(RunEvent... events) {
    return new Decision(List.of(events), List.of(), reasonOf(List.of(events)));
  }

  Decision with(Effect effect) {
    var all = new ArrayList<>(effects);
    all.add(effect);
    return new Decision(events, all, reason);
  }

  /** This decision, and before it another event. */
  Decision after(RunEvent first) {
    var all = new ArrayList<RunEvent>();
    all.add(first);
    all.addAll(events);
    return new Decision(
        all, effects, events.isEmpty() ? first.reason() : first.reason() + " " + reason);
  }

  /** This decision, and then another about the run it leads to. */
  Decision then(Decision next) {
    var allEvents = new ArrayList<>(events);
    allEvents.addAll(next.events());
    var allEffects = new ArrayList<>(effects);
    allEffects.addAll(next.effects());
    return new Decision(
        allEvents, allEffects, next.events().isEmpty() ? reason : reason + " " + next.reason());
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
    return new Decision(events, others, reason).then(waits);
  }

  static Decision notTheCurrent(Signal.OfAttempt signal, int current) {
    return nothing(
        "Attempt %d is not the current one, which is %d; nothing to do."
            .formatted(signal.attempt(), current));
  }

  static Decision anotherTask(String expected) {
    return nothing("The task is not this attempt's, which is " + expected + "; nothing to do.");
  }

  private static String reasonOf(List<RunEvent> events) {
    if (events.size() == 1) {
      return events.getFirst().reason();
    }
    return events.stream().map(RunEvent::reason).collect(Collectors.joining(" "));
  }
}
