package dev.ecsjobs.engine;

import static dev.ecsjobs.engine.SimulatedInvariant.TRUE_RESULT;
import static dev.ecsjobs.engine.SimulatedInvariant.WITHIN_LIMITS;

import dev.ecsjobs.run.Indexes;
import dev.ecsjobs.run.Run;
import dev.ecsjobs.run.RunEvent.ArrayStopping;
import dev.ecsjobs.run.RunResult;
import java.util.List;
import java.util.stream.IntStream;

/** What is promised of arrays, checked from the runs of their indexes as they are. */
record SimulatedArrays(SimulatedStore store) {

  /** The run that holds the places: of an index it is its array's. */
  Run whole(Run run) {
    return run.id().array().flatMap(store::seen).orElse(run);
  }

  void written(Run run) {
    if (run.id().index().isPresent()) {
      var array = whole(run);
      long underWay =
          store.seen().stream()
              .filter(other -> other.id().array().filter(array.id()::equals).isPresent())
              .filter(other -> other.finished().isEmpty())
              .count();
      WITHIN_LIMITS.violatedIf(
          underWay > array.job().array().orElseThrow().parallelism(), array, run, underWay);
    }
  }

  /** The runs of the indexes that were started; none of a run without an array. */
  List<Run> indexes(Run array) {
    return IntStream.range(0, array.indexes().map(Indexes::started).orElse(0))
        .mapToObj(index -> store.seen(array.id().ofIndex(index)).orElseThrow())
        .toList();
  }

  /** Whether it ended as its indexes did. */
  void atTheEnd(Run array) {
    var indexes = array.indexes().orElseThrow();
    for (var run : indexes(array)) {
      int index = run.id().index().orElseThrow();
      boolean succeeded = run.finished().orElseThrow().result() == RunResult.SUCCEEDED;
      TRUE_RESULT.violatedIf(
          indexes.succeeded().members().contains(index) != succeeded
              || indexes.failed().members().contains(index) == succeeded,
          array,
          run);
    }
    boolean enough = indexes.succeeded().size() >= array.job().array().orElseThrow().needed();
    boolean stopped = array.timeline().stream().anyMatch(ArrayStopping.class::isInstance);
    var result = array.finished().orElseThrow().result();
    TRUE_RESULT.violatedIf(result == RunResult.SUCCEEDED && (!enough || stopped), array);
    TRUE_RESULT.violatedIf(result == RunResult.FAILED && enough && !stopped, array);
  }
}
