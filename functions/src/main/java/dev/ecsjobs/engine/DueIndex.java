package dev.ecsjobs.engine;

import dev.ecsjobs.run.Run;
import dev.ecsjobs.run.RunId;
import dev.ecsjobs.run.Urgency;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.NavigableSet;
import java.util.TreeSet;

/**
 * The unfinished runs: those that wait for a time in the order in which they are due, and those
 * that wait for the launch quota in the order of their urgency; of those at once by name.
 */
final class DueIndex {
  private final NavigableSet<Entry<Instant>> timed = new TreeSet<>();
  private final NavigableSet<Entry<Urgency>> backlog = new TreeSet<>();

  private record Entry<T extends Comparable<? super T>>(T by, RunId run)
      implements Comparable<Entry<T>> {
    @Override
    public int compareTo(Entry<T> other) {
      int first = by.compareTo(other.by);
      int byJob = first != 0 ? first : run.job().compareTo(other.run.job());
      return byJob != 0 ? byJob : run.key().compareTo(other.run.key());
    }
  }

  void remove(Run run) {
    var urgency = run.urgency();
    if (urgency.isPresent()) {
      backlog.remove(new Entry<>(urgency.get(), run.id()));
    } else {
      run.dueAt().ifPresent(at -> timed.remove(new Entry<>(at, run.id())));
    }
  }

  void add(Run run) {
    var urgency = run.urgency();
    if (urgency.isPresent()) {
      backlog.add(new Entry<>(urgency.get(), run.id()));
    } else {
      run.dueAt().ifPresent(at -> timed.add(new Entry<>(at, run.id())));
    }
  }

  List<RunId> until(Instant until, int limit) {
    var due = new ArrayList<RunId>();
    for (var entry : timed) {
      if (entry.by().isAfter(until) || due.size() == limit) {
        break;
      }
      due.add(entry.run());
    }
    return due;
  }

  List<RunId> backlog(int limit) {
    return backlog.stream().limit(limit).map(Entry::run).toList();
  }
}
