package dev.ecsjobs.run;

import static dev.ecsjobs.run.Decision.nothing;

import dev.ecsjobs.run.Effect.Displace;
import dev.ecsjobs.run.Effect.LookAtRuns;
import dev.ecsjobs.run.Effect.OpenGate;
import dev.ecsjobs.run.RunEvent.QueueLookedAt;
import dev.ecsjobs.run.RunEvent.RunQueued;
import dev.ecsjobs.run.RunState.Queued;
import dev.ecsjobs.run.Signal.AwaitedSeen;
import dev.ecsjobs.run.Signal.CancelRequested;
import dev.ecsjobs.run.Signal.Due;
import dev.ecsjobs.run.Signal.FireMissed;
import dev.ecsjobs.run.Signal.LaunchBlocked;
import dev.ecsjobs.run.Signal.LaunchPaused;
import dev.ecsjobs.run.Signal.LaunchRequested;
import dev.ecsjobs.run.Signal.TurnCame;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;

/** The way to the first launch: past other runs of the job, of its group, and those it follows. */
final class Admitting {
  private final Run run;
  private final Following following;

  Admitting(Run run) {
    this.run = run;
    this.following = new Following(run);
  }

  /** For a run that is not recorded yet. */
  Decision requested(Signal signal) {
    return switch (signal) {
      case LaunchRequested request -> first(request.at());
      case LaunchBlocked blocked when blocked.line().isOpen(blocked.gate()) -> first(blocked.at());
      case LaunchBlocked blocked -> blocked(blocked.at(), blocked.gate(), blocked.line());
      case LaunchPaused paused -> paused(paused);
      case FireMissed missed -> following.finished(missed.at(), RunResult.MISSED, missed.why());
      // An index that its array has given up is not to begin any more.
      case CancelRequested cancel when run.id().index().isPresent() ->
          following.cancelled(cancel.at(), cancel.why());
      case TurnCame _,
          AwaitedSeen _,
          Signal.OfArray _,
          Signal.OfAttempt _,
          CancelRequested _,
          Due _ ->
          nothing("The run is not recorded; nothing to do.");
    };
  }

  /** For a run that waits. */
  Decision queued(Queued state, Signal signal) {
    return switch (signal) {
      case LaunchRequested _, FireMissed _, Signal.OfArray _, Signal.OfAttempt _ ->
          nothing("The run waits: " + state.why() + ".");
      case LaunchPaused paused -> paused(paused);
      case LaunchBlocked blocked when blocked.gate().stage() == state.stage() ->
          nothing("There is no room yet: " + state.why() + ".");
      case LaunchBlocked blocked -> blocked(blocked.at(), blocked.gate(), blocked.line());
      case TurnCame _ when state.stage() == Stage.AFTER ->
          nothing("The run waits: " + state.why() + ".");
      case TurnCame turn -> proceed(turn.at(), state.stage());
      case AwaitedSeen seen when state.stage() == Stage.AFTER -> awaited(seen);
      case AwaitedSeen _ -> nothing("What it follows has ended already; nothing to do.");
      case Due due -> tooLate(due.at()).orElseGet(() -> look(due.at(), state));
      case CancelRequested cancel -> following.cancelled(cancel.at(), cancel.why());
    };
  }

  private Decision first(Instant at) {
    var deadline = new Deadlines(run).toStart();
    return deadline.isPresent() && at.isAfter(deadline.get())
        ? following.finished(
            at,
            RunResult.MISSED,
            "It was asked for at %s, after its startingDeadline %s had passed."
                .formatted(at, deadline.get()))
        : onwards(at, Optional.empty());
  }

  private Decision proceed(Instant at, Stage passed) {
    return tooLate(at).orElseGet(() -> onwards(at, Optional.of(passed)));
  }

  private Decision onwards(Instant at, Optional<Stage> passed) {
    boolean follows = passed.isEmpty() || passed.get().compareTo(Stage.AFTER) < 0;
    var awaited = follows ? run.awaitedRuns() : List.<RunId>of();
    return awaited.isEmpty()
        ? begin(at)
        : queue(at, Stage.AFTER, "for the success of " + names(awaited))
            .with(new LookAtRuns(awaited));
  }

  private Decision begin(Instant at) {
    return run.job()
        .array()
        .map(array -> WhileFannedOut.begin(at, array))
        .orElseGet(() -> following.launch(at, 1, 1));
  }

  private Optional<Decision> tooLate(Instant at) {
    return new Deadlines(run)
        .toStart()
        .filter(at::isAfter)
        .map(
            deadline ->
                following.finished(
                    at,
                    RunResult.MISSED,
                    "It still waited when its startingDeadline %s passed.".formatted(deadline)));
  }

  private Decision blocked(Instant at, Gate gate, Line line) {
    if (!run.gates().contains(gate)) {
      return nothing("It is no gate of this run; nothing to do.");
    }
    return switch (gate) {
      case Gate.OfJob job -> blockedByJob(at, job, line);
      case Gate.OfGroup group when line.waiting().size() >= group.queue() ->
          skipped(
              at,
              "Of group %s %d runs wait already."
                  .formatted(group.group().name(), line.waiting().size()));
      case Gate.OfGroup group ->
          queue(
              at,
              Stage.GROUP,
              line.active().isEmpty()
                  ? "for its turn in group " + group.group().name() + behind(line)
                  : "for room in group %s, of which %s and which has %d %s"
                      .formatted(
                          group.group().name(),
                          active(line),
                          group.seats(),
                          group.seats() == 1 ? "seat" : "seats"));
    };
  }

  private Decision blockedByJob(Instant at, Gate.OfJob gate, Line line) {
    return switch (run.job().admission().concurrency()) {
      case ALLOW -> throw new IllegalStateException("a job that allows overlap has no gate");
      case FORBID -> skipped(at, sentence(active(line)) + " and concurrency is FORBID.");
      case REPLACE ->
          queue(at, Stage.JOB, "for the end of " + names(ahead(line)) + ", which it replaces")
              .with(new Displace(gate));
      case QUEUE ->
          line.waiting().size() < gate.queue()
              ? queue(at, Stage.JOB, turn(line) + behind(line))
              : skipped(at, crowd(line) + ", and queueLimit is " + gate.queue() + ".");
    };
  }

  /** Who was inside has left, and nobody has opened the gate yet to those who wait. */
  private static List<RunId> ahead(Line line) {
    return line.active().isEmpty() ? line.waiting() : line.active();
  }

  private static String turn(Line line) {
    return line.active().isEmpty() ? "for its turn" : "for the end of " + names(line.active());
  }

  private static String crowd(Line line) {
    int waiting = line.waiting().size();
    if (line.active().isEmpty()) {
      return "Run "
          + line.waiting().getFirst()
          + " waits already"
          + (waiting == 1 ? "" : ", " + (waiting - 1) + " behind it");
    }
    return sentence(active(line)) + ", " + runs(waiting, "waits", "wait") + " behind it";
  }

  private Decision awaited(AwaitedSeen seen) {
    var failed =
        seen.results().entrySet().stream()
            .filter(e -> e.getValue().filter(r -> r != RunResult.SUCCEEDED).isPresent())
            .findFirst();
    if (failed.isPresent()) {
      return skipped(
          seen.at(),
          "Run %s, after whose success it starts, ended %s."
              .formatted(failed.get().getKey(), failed.get().getValue().orElseThrow()));
    }
    return seen.results().values().stream().allMatch(Optional::isPresent)
        ? proceed(seen.at(), Stage.AFTER)
        : nothing("What the run follows has not ended yet; it is looked at by the next sweep.");
  }

  /** Whoever leaves a gate opens it to the next; that may have been lost. */
  private Decision look(Instant at, Queued state) {
    var looked = Decision.of(new QueueLookedAt(at, nextLook(at)));
    return switch (state.stage()) {
      case JOB -> atJob(looked);
      case AFTER -> looked.with(new LookAtRuns(run.awaitedRuns()));
      case GROUP -> looked.with(new OpenGate(run.gateOf(Stage.GROUP)));
    };
  }

  private Decision atJob(Decision looked) {
    var gate = run.gateOf(Stage.JOB);
    return switch (run.job().admission().concurrency()) {
      case REPLACE -> looked.with(new Displace(gate)).with(new OpenGate(gate));
      case ALLOW, FORBID, QUEUE -> looked.with(new OpenGate(gate));
    };
  }

  private Decision queue(Instant at, Stage stage, String why) {
    return Decision.of(new RunQueued(at, stage, why, nextLook(at)));
  }

  private Decision paused(LaunchPaused paused) {
    return skipped(paused.at(), "The job is " + paused.pause() + ".");
  }

  private Decision skipped(Instant at, String why) {
    return following.finished(at, RunResult.SKIPPED, why);
  }

  /** Ever less often, since it is only in case that nobody opened the gate. */
  private Instant nextLook(Instant at) {
    return run.awaitedRuns().isEmpty()
        ? Looks.next(run.requestedAt(), at)
        : at.plus(Looks.SHORTEST);
  }

  private static String active(Line line) {
    return line.active().size() == 1
        ? "run " + line.active().getFirst() + " is still active"
        : runs(line.active().size(), "is active", "are active");
  }

  private static String behind(Line line) {
    return line.waiting().isEmpty()
        ? ""
        : ", behind " + runs(line.waiting().size(), "that waits", "that wait");
  }

  private static String runs(int count, String one, String many) {
    return count == 1 ? "1 run " + one : count + " runs " + many;
  }

  private static String names(List<RunId> runs) {
    return runs.stream().map(RunId::toString).collect(Collectors.joining(" and "));
  }

  private static String sentence(String clause) {
    return Character.toUpperCase(clause.charAt(0)) + clause.substring(1);
  }
}
