package dev.ecsjobs.run;

import static dev.ecsjobs.run.Decision.nothing;

import dev.ecsjobs.job.Array;
import dev.ecsjobs.retry.FailureKind;
import dev.ecsjobs.run.Effect.CancelIndexes;
import dev.ecsjobs.run.Effect.LookAtIndexes;
import dev.ecsjobs.run.Effect.StartIndexes;
import dev.ecsjobs.run.RunEvent.ArrayProgressed;
import dev.ecsjobs.run.RunEvent.ArrayStarted;
import dev.ecsjobs.run.RunEvent.ArrayStopping;
import dev.ecsjobs.run.RunState.FannedOut;
import dev.ecsjobs.run.Signal.CancelRequested;
import dev.ecsjobs.run.Signal.Due;
import dev.ecsjobs.run.Signal.IndexEnded;
import dev.ecsjobs.run.Signal.IndexesSeen;
import dev.ecsjobs.run.Signal.LaunchRequested;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;

/** The indexes of an array have runs of their own; here it is counted how they fare. */
final class WhileFannedOut {
  private final Run run;
  private final FannedOut state;
  private final Array array;

  WhileFannedOut(Run run, FannedOut state) {
    this.run = run;
    this.state = state;
    this.array = run.job().array().orElseThrow();
  }

  /** The first indexes begin. */
  static Decision begin(Instant at, Array array) {
    var indexes = Indexes.NONE.withStarted(array.parallelism());
    return Decision.of(new ArrayStarted(at, array.size(), indexes, nextLook(at)))
        .with(new StartIndexes(indexes.underWay()));
  }

  Decision decide(Signal signal) {
    return switch (signal) {
      case LaunchRequested _, Signal.OfAdmission _ ->
          nothing("The array is under way already; nothing to do.");
      case Signal.OfAttempt _ ->
          nothing("An array has no attempts, only its indexes have; nothing to do.");
      case CancelRequested _ when state.stop().isPresent() ->
          nothing("The array is being stopped already; nothing to do.");
      case CancelRequested cancel -> stop(cancel.at(), FailureKind.CANCELLED, cancel.why());
      case Due due -> due(due.at());
      case IndexEnded ended -> ended(ended);
      case IndexesSeen seen -> seen(seen);
    };
  }

  private Decision due(Instant at) {
    var deadline =
        new Deadlines(run).toEnd().filter(end -> state.stop().isEmpty() && !at.isBefore(end));
    return deadline.isPresent()
        ? stop(
            at,
            FailureKind.TIMED_OUT,
            "its runTimeout of %s has passed".formatted(run.job().limits().run().orElseThrow()))
        : Decision.only(
            new LookAtIndexes(state.indexes().underWay()),
            "The runs of the indexes that are under way are looked at.");
  }

  private Decision stop(Instant at, FailureKind kind, String why) {
    return Decision.of(new ArrayStopping(at, kind, why, nextLook(at)))
        .with(new CancelIndexes(state.indexes().underWay(), why));
  }

  private Decision ended(IndexEnded ended) {
    return state.indexes().isUnderWay(ended.index())
        ? progress(ended.at(), state.indexes().withEnded(ended.index(), ended.result()), List.of())
        : nothing("How index %d ended is known already.".formatted(ended.index()));
  }

  /** What is missing was lost with the process that was to start it, or to stop it. */
  private Decision seen(IndexesSeen seen) {
    var indexes = state.indexes();
    for (var result : seen.results().entrySet()) {
      indexes = indexes.withEnded(result.getKey(), result.getValue());
    }
    if (state.stop().isEmpty()) {
      var progress = progress(seen.at(), indexes, seen.missing());
      return new LongRunning(run)
          .seen(seen.at(), seen.usual())
          .map(progress::after)
          .orElse(progress);
    }
    var progress = progress(seen.at(), indexes, List.of());
    return indexes.underWay().isEmpty()
        ? progress
        : progress.with(new CancelIndexes(indexes.underWay(), state.stop().get().why()));
  }

  private Decision progress(Instant at, Indexes indexes, List<Integer> missing) {
    int next = mayGoOn(indexes) ? room(indexes) : 0;
    var progressed = indexes.withStarted(next);
    var start = new ArrayList<>(missing);
    IntStream.range(indexes.started(), progressed.started()).forEach(start::add);
    var decision = Decision.of(new ArrayProgressed(at, progressed, nextLook(at)));
    if (progressed.underWay().isEmpty()) {
      return decision.then(finished(at, progressed));
    }
    return start.isEmpty() ? decision : decision.with(new StartIndexes(start));
  }

  /** Once too many have failed, further ones are in vain; those under way may end. */
  private boolean mayGoOn(Indexes indexes) {
    return state.stop().isEmpty() && array.size() - indexes.failed().size() >= array.needed();
  }

  private int room(Indexes indexes) {
    int free = array.parallelism() - indexes.underWay().size();
    return Math.max(0, Math.min(free, array.size() - indexes.started()));
  }

  private Decision finished(Instant at, Indexes indexes) {
    var following = new Following(run);
    if (state.stop().isPresent()) {
      var stop = state.stop().get();
      return stop.kind() == FailureKind.CANCELLED
          ? following.cancelled(at, stop.why())
          : following.finished(
              at, RunResult.FAILED, Following.sentence(stop.why()) + " " + tally(indexes));
    }
    boolean enough = indexes.succeeded().size() >= array.needed();
    return following.finished(at, enough ? RunResult.SUCCEEDED : RunResult.FAILED, tally(indexes));
  }

  /** Such as: 18 of 20 indexes succeeded, 19 were needed. Failed: 3,7. */
  private String tally(Indexes indexes) {
    int succeeded = indexes.succeeded().size();
    if (succeeded == array.size()) {
      return "All %d indexes succeeded.".formatted(array.size());
    }
    return "%d of %d indexes succeeded, %d were needed.%s%s"
        .formatted(
            succeeded,
            array.size(),
            array.needed(),
            indexes.failed().size() == 0
                ? ""
                : " Failed: %s; the first of them is run %s."
                    .formatted(
                        indexes.failed(), run.id().ofIndex(indexes.failed().members().first())),
            indexes.started() == array.size()
                ? ""
                : " Not started: "
                    + IndexSet.of(IntStream.range(indexes.started(), array.size()).boxed().toList())
                    + ".");
  }

  /** Always within a minute: an index that has ended unheard keeps the next one waiting. */
  private static Instant nextLook(Instant at) {
    return at.plus(Looks.SHORTEST);
  }
}
