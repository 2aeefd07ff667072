package dev.ecsjobs.run;

import java.util.Collections;
import java.util.List;
import java.util.SortedSet;
import java.util.TreeSet;

/** Some of an array's indexes, written shortly: {@code 0-6,9}. */
public record IndexSet(SortedSet<Integer> members) {
  public static final IndexSet NONE = new IndexSet(new TreeSet<>());

  public IndexSet {
    members = Collections.unmodifiableSortedSet(new TreeSet<>(members));
  }

  static IndexSet of(List<Integer> members) {
    return new IndexSet(new TreeSet<>(members));
  }

  IndexSet with(int index) {
    var more = new TreeSet<>(members);
    more.add(index);
    return new IndexSet(more);
  }

  boolean contains(int index) {
    return members.contains(index);
  }

  public int size() {
    return members.size();
  }

  /** Reads what {@link #toString} wrote. */
  static IndexSet parse(String text) {
    var members = new TreeSet<Integer>();
    if (!text.isEmpty()) {
      for (String range : text.split(",", -1)) {
        int dash = range.indexOf('-');
        int first = Integer.parseInt(dash < 0 ? range : range.substring(0, dash));
        int last = dash < 0 ? first : Integer.parseInt(range.substring(dash + 1));
        for (int index = first; index <= last; index++) {
          members.add(index);
        }
      }
    }
    return new IndexSet(members);
  }

  @Override
  public String toString() {
    var text = new StringBuilder();
    for (int first : members) {
      if (!members.contains(first - 1)) {
        int last = first;
        while (members.contains(last + 1)) {
          last++;
        }
        text.append(text.isEmpty() ? "" : ",").append(first);
        if (last > first) {
          text.append('-').append(last);
        }
      }
    }
    return text.toString();
  }
}
