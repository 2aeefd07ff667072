package dev.ecsjobs.local.template;

import dev.ecsjobs.NearNames;
import dev.ecsjobs.Problem;
import java.nio.file.Path;
import java.util.Collection;
import java.util.Comparator;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.function.Supplier;

/** Everything found wrong so far; the same problem met twice is one problem. */
final class Problems {
  private static final Place BEFORE_THE_TEXT = new Place(0, 0);

  private record Noted(Place place, Problem problem) {}

  private final Path file;
  private final Set<Noted> noted = new LinkedHashSet<>();

  Problems(Path file) {
    this.file = file;
  }

  void add(At at, String what, String fix) {
    var sentence = at.path().isEmpty() ? what : at.path() + ": " + what;
    noted.add(new Noted(at.place(), new Problem(at.place().in(file), sentence, fix)));
  }

  /** A problem with the file as a whole. */
  void addToFile(String what, String fix) {
    addOutside(file.getFileName().toString(), what, fix);
  }

  /** A problem with something that stands in no file. */
  void addOutside(String where, String what, String fix) {
    noted.add(new Noted(BEFORE_THE_TEXT, new Problem(where, what, fix)));
  }

  void unknown(At at, String what, String name, Collection<String> names) {
    add(at, "there is no " + what + " " + name, NearNames.fix(name, names));
  }

  void expectedText(Node found) {
    expected("text", found, "Write one value");
  }

  void expectedList(Node found) {
    expected("a list", found, "Write a list, each element after a dash");
  }

  void expectedMap(Node found) {
    expected("a map", found, "Write a map, one Name: value a line");
  }

  private void expected(String kind, Node found, String fix) {
    if (!(found instanceof Node.Broken)) {
      add(found.at(), "expected " + kind + ", found " + found.kind(), fix);
    }
  }

  /** As if whatever is found wrong meanwhile were not. */
  <T> T unnoted(Supplier<T> work) {
    var before = List.copyOf(noted);
    try {
      return work.get();
    } finally {
      noted.clear();
      noted.addAll(before);
    }
  }

  int count() {
    return noted.size();
  }

  boolean isEmpty() {
    return noted.isEmpty();
  }

  List<Problem> inOrderOfTheText() {
    return noted.stream().sorted(Comparator.comparing(Noted::place)).map(Noted::problem).toList();
  }
}
