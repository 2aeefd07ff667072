package dev.ecsjobs.local.ecs.definition;

import java.util.ArrayList;
import java.util.List;

/** The rules that were found broken, in ECS's words. */
final class Findings {
  private final List<String> found = new ArrayList<>();

  Findings when(boolean broken, String words) {
    if (broken) {
      found.add(words);
    }
    return this;
  }

  Findings add(List<String> others) {
    found.addAll(others);
    return this;
  }

  boolean areNone() {
    return found.isEmpty();
  }

  List<String> all() {
    return found.stream().distinct().toList();
  }
}
