package dev.ecsjobs.local.template;

import java.util.LinkedHashSet;
import java.util.Optional;
import java.util.Set;
import java.util.function.Supplier;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** The names being resolved at this moment: one that needs itself is a problem, not an overflow. */
final class Chain {
  private final Problems problems;
  private final Set<String> open = new LinkedHashSet<>();

  Chain(Problems problems) {
    this.problems = problems;
  }

  <T> Optional<T> within(String name, At at, Supplier<Optional<T>> work) {
    if (!open.add(name)) {
      var circle =
          Stream.concat(open.stream().dropWhile(other -> !other.equals(name)), Stream.of(name))
              .collect(Collectors.joining(" -> "));
      problems.add(at, "the names go in a circle: " + circle, "Take one of these references out");
      return Optional.empty();
    }
    try {
      return work.get();
    } finally {
      open.remove(name);
    }
  }
}
