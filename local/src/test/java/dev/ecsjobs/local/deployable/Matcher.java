package dev.ecsjobs.local.deployable;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import software.amazon.event.ruler.RuleCompiler;
import software.amazon.event.ruler.Ruler;

/** AWS's own matcher; many stacks ask the same, and an answer takes two milliseconds. */
final class Matcher {
  private static final Map<List<String>, Boolean> ANSWERS = new ConcurrentHashMap<>();

  private Matcher() {}

  /** What AWS would say when the pattern is deployed; empty if it takes it. */
  static Optional<String> complaint(String pattern) {
    return Optional.ofNullable(RuleCompiler.check(pattern))
        .map(complaint -> complaint.lines().findFirst().orElse(""));
  }

  static boolean matches(String event, String pattern) {
    return ANSWERS.computeIfAbsent(List.of(event, pattern), _ -> answer(event, pattern));
  }

  private static boolean answer(String event, String pattern) {
    try {
      return Ruler.matchesRule(event, pattern);
    } catch (Exception e) { // declared by the matcher, which parses both texts
      throw new IllegalStateException("pattern was checked before: " + pattern, e);
    }
  }
}
