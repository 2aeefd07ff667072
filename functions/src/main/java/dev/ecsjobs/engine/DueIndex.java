package dev.ecsjobs.engine;

import dev.ecsjobs.run.Run;
import dev.ecsjobs.run.RunId;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.NavigableSet;
import java.util.TreeSet;

/** The unfinished runs in the order in which they are due, and of those at once by name. */
final class DueIndex {
  private final NavigableSet<Entry> entries = new TreeSet<>();

  private record Entry(Instant at, RunId run) implements Comparable<Entry> {
    @Override
    public int compareTo(Entry other) {
      int byTime = at.compareTo(other.at);
      int byJob = byTime != 0 ? byTime : run.job().compareTo(other.run.job());
      return byJob != 0 ? byJob : run.key().compareTo(other.run.key());
    }
  }

  void remove(Run run) {
    run.dueAt().ifPresent(at -> entries.remove(new Entry(at, run.id())));
  }

  void add(Run run) {
    run.dueAt().ifPresent(at -> entries.add(new Entry(at, run.id())));
  }

  List<RunId> until(Instant until, int limit) {
    var due = new ArrayList<RunId>();
    for (var entry : entries) {
      if (entry.at().isAfter(until) || due.size() == limit) {
        break;
      }
      due.add(entry.run());
    }
    return due;
  }
}
