package dev.ecsjobs.local.engine;

import dev.ecsjobs.Checked;
import dev.ecsjobs.Problem;
import dev.ecsjobs.aws.Json;
import dev.ecsjobs.local.template.EventRule;
import dev.ecsjobs.local.template.Template;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import software.amazon.event.ruler.RuleCompiler;
import software.amazon.event.ruler.Ruler;

/** Matches events against the template's own patterns, with AWS's matcher, and invokes what matches. */
final class EventBus {
  private final List<EventRule> rules;
  private final Functions functions;

  EventBus(List<EventRule> rules, Functions functions) {
    this.rules = rules;
    this.functions = functions;
  }

  /** What EventBridge would say of the template's patterns when the rules are created. */
  static Checked<Template> check(Template template) {
    var problems = new ArrayList<Problem>();
    for (var rule : template.rules()) {
      String complaint = complaint(rule.pattern());
      if (complaint != null) {
        problems.add(
            new Problem(
                rule.place().in(template.file()),
                "EventBridge refuses this pattern: " + complaint.lines().findFirst().orElse(""),
                "Mend the pattern"));
      }
    }
    return problems.isEmpty() ? Checked.valid(template) : Checked.invalid(problems);
  }

  private static String complaint(String pattern) {
    try {
      return RuleCompiler.check(pattern);
    } catch (RuntimeException e) {
      return e.getMessage();
    }
  }

  /** Returns when every function that the event concerns has taken it up. */
  void put(Map<String, Object> event) {
    String json = Json.write(event);
    for (var rule : rules) {
      if (matches(json, rule.pattern())) {
        functions.invoke(rule.function(), json, event.get("id").toString());
      }
    }
  }

  static boolean matches(String event, String pattern) {
    try {
      return Ruler.matchesRule(event, pattern);
    } catch (IOException e) {
      throw new IllegalStateException("pattern was checked before: " + pattern, e);
    }
  }
}
