package dev.ecsjobs.job;

import dev.ecsjobs.Document;
import dev.ecsjobs.retry.ExitCodes;
import dev.ecsjobs.retry.FailureKind;
import dev.ecsjobs.retry.RetryRule;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** One of the {@code rules} under {@code retry}. */
final class RuleDocument {
  private static final Duration LONGEST_DELAY = Duration.ofDays(1);

  private RuleDocument() {}

  static Optional<RetryRule> parse(Fields fields) {
    var exitCodes = exitCodes(fields);
    var kind = fields.oneOf("kind", FailureKind.class);
    var reason = fields.text("reason");
    var then = fields.oneOf("then", RetryRule.Then.class);
    var delay = fields.duration("delay", Duration.ZERO, LONGEST_DELAY);
    if (fields.value("then").isEmpty()) {
      fields.problem(fields.at("then"), "is missing", "Say RETRY, FAIL or IGNORE");
    }
    if (!hasCondition(fields)) {
      fields.problem(
          fields.path(), "matches every failure", "Give it exitCodes, a kind or a reason to match");
    }
    fields.nothingElse();
    boolean whole =
        then.isPresent() && (kind.isPresent() || reason.isPresent() || !exitCodes.isEmpty());
    return whole
        ? Optional.of(new RetryRule(exitCodes, kind, reason, then.get(), delay))
        : Optional.empty();
  }

  private static boolean hasCondition(Fields fields) {
    return fields.value("exitCodes").filter(codes -> !codes.equals(List.of())).isPresent()
        || fields.value("kind").isPresent()
        || fields.value("reason").isPresent();
  }

  private static List<ExitCodes> exitCodes(Fields fields) {
    var exitCodes = new ArrayList<ExitCodes>();
    fields.each(
        "exitCodes",
        (where, value) -> {
          var codes =
              switch (value) {
                case Long code when code >= 0 && code <= ExitCodes.HIGHEST ->
                    Optional.of(ExitCodes.of(code.intValue()));
                case String range -> ExitCodes.parseRange(range);
                default -> Optional.<ExitCodes>empty();
              };
          codes.ifPresentOrElse(
              exitCodes::add,
              () ->
                  fields.problem(
                      where,
                      "is " + Fields.shown(value),
                      "Give a whole number from 0 to 255, or a range such as \"10-19\""));
        });
    return exitCodes;
  }

  static Map<String, Object> of(RetryRule rule) {
    return new Document()
        .put("exitCodes", rule.exitCodes().stream().map(RuleDocument::of).toList())
        .put("kind", rule.kind())
        .put("reason", rule.reason())
        .put("then", rule.then())
        .put("delay", rule.delay())
        .fields();
  }

  private static Object of(ExitCodes codes) {
    return codes.isRange() ? codes.toString() : (Object) (long) codes.first();
  }
}
