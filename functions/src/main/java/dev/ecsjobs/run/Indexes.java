package dev.ecsjobs.run;

import java.util.List;
import java.util.stream.IntStream;

/**
 * How far an array has come.
 *
 * @param started how many of its indexes have been started, in order from 0
 */
public record Indexes(int started, IndexSet succeeded, IndexSet failed) {
  static final Indexes NONE = new Indexes(0, IndexSet.NONE, IndexSet.NONE);

  /** Those that were started and have not ended. */
  public List<Integer> underWay() {
    return IntStream.range(0, started).filter(this::isUnderWay).boxed().toList();
  }

  /** A sentence. */
  public String shown() {
    return "%d indexes have been started: %d succeeded, %d failed, %d are under way."
        .formatted(started, succeeded.size(), failed.size(), underWay().size());
  }

  boolean isUnderWay(int index) {
    return index < started && !succeeded.contains(index) && !failed.contains(index);
  }

  Indexes withStarted(int more) {
    return new Indexes(started + more, succeeded, failed);
  }

  Indexes withEnded(int index, RunResult result) {
    if (!isUnderWay(index)) {
      return this;
    }
    return result == RunResult.SUCCEEDED
        ? new Indexes(started, succeeded.with(index), failed)
        : new Indexes(started, succeeded, failed.with(index));
  }
}
