package dev.ecsjobs.local.engine;

import dev.ecsjobs.Problem;
import dev.ecsjobs.aws.Json;
import dev.ecsjobs.local.template.EventRule;
import dev.ecsjobs.local.template.Template;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import software.amazon.event.ruler.RuleCompiler;
import software.amazon.event.ruler.Ruler;

/**
 * Matches events against the template's own patterns, with AWS's matcher, and invokes what matches.
 */
final class EventBus {
  private final List<EventRule> rules;
  private final Functions functions;

  EventBus(List<EventRule> rules, Functions functions) {
    this.rules = rules;
    this.functions = functions;
  }

  /** What EventBridge would say of the template's patterns when the rules are created. */
  static List<Problem> problems(Template template) {
    var problems = new ArrayList<Problem>();
    for (var rule : template.rules()) {
      if (rule.pattern().isBlank()) {
        continue; // told by the template's reader
      }
      String complaint = RuleCompiler.check(rule.pattern());
      if (complaint != null) {
        problems.add(
            new Problem(
                rule.place().in(template.file()),
                "EventBridge refuses this pattern: " + complaint.lines().findFirst().orElse(""),
                "Mend the pattern"));
      }
    }
    return problems;
  }

  /** Returns when every function that the event concerns has taken it up. */
  void put(Map<String, Object> event) {
    put(event, functions::invoke);
  }

  /** Takes an invocation on itself. */
  @FunctionalInterface
  interface Invocation {
    void of(String function, String event, String requestId);
  }

  /** Invokes every function that the event concerns. */
  void put(Map<String, Object> event, Invocation invocation) {
    String json = Json.write(event);
    for (var rule : rules) {
      if (matches(json, rule.pattern())) {
        invocation.of(rule.function(), json, event.get("id").toString());
      }
    }
  }

  static boolean matches(String event, String pattern) {
    try {
      return Ruler.matchesRule(event, pattern);
    } catch (Exception e) { // declared by the matcher, which parses both texts
      throw new IllegalStateException("pattern was checked before: " + pattern, e);
    }
  }
}
