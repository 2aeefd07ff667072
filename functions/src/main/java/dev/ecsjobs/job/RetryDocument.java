package dev.ecsjobs.job;

import dev.ecsjobs.Document;
import dev.ecsjobs.retry.FailureKind;
import dev.ecsjobs.retry.RetryPolicy;
import dev.ecsjobs.retry.RetryRule;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** The {@code retry} part of the job document. */
final class RetryDocument {
  private static final int MOST_ATTEMPTS = 100;
  private static final Duration LONGEST_DELAY = Duration.ofDays(1);

  private RetryDocument() {}

  static RetryPolicy parse(Fields fields) {
    var standard = RetryPolicy.DEFAULT;
    var initialDelay =
        fields
            .duration("initialDelay", Duration.ZERO, LONGEST_DELAY)
            .orElse(standard.initialDelay());
    var maxDelay = fields.duration("maxDelay", Duration.ZERO, LONGEST_DELAY);
    if (maxDelay.isPresent() && maxDelay.get().compareTo(initialDelay) < 0) {
      fields.problem(
          fields.at("maxDelay"),
          "is " + maxDelay.get() + ", shorter than initialDelay " + initialDelay,
          "Make it at least as long");
    }
    var policy =
        new RetryPolicy(
            fields.integer("maxAttempts", 1, MOST_ATTEMPTS).orElse(standard.maxAttempts()),
            fields
                .integer("infrastructureAttempts", 1, MOST_ATTEMPTS)
                .orElse(standard.infrastructureAttempts()),
            initialDelay,
            fields.number("multiplier", 1, 10).orElse(standard.multiplier()),
            maxDelay.orElse(longer(standard.maxDelay(), initialDelay)),
            fields.objects("rules").stream().flatMap(rule -> rule(rule).stream()).toList());
    fields.nothingElse();
    return policy;
  }

  private static Optional<RetryRule> rule(Fields fields) {
    var exitCodes = fields.integers("exitCodes", 0, 255);
    var kind = fields.oneOf("kind", FailureKind.class);
    var then = fields.oneOf("then", RetryRule.Then.class);
    if (fields.value("then").isEmpty()) {
      fields.problem(fields.at("then"), "is missing", "Say RETRY or FAIL");
    }
    boolean noExitCodes =
        fields.value("exitCodes").filter(codes -> !codes.equals(List.of())).isEmpty();
    if (noExitCodes && fields.value("kind").isEmpty()) {
      fields.problem(
          fields.path(), "matches every failure", "Give it exitCodes or a kind to match");
    }
    fields.nothingElse();
    return then.isPresent() && (kind.isPresent() || !exitCodes.isEmpty())
        ? Optional.of(new RetryRule(exitCodes, kind, then.get()))
        : Optional.empty();
  }

  static Map<String, Object> of(RetryPolicy retry) {
    return new Document()
        .put("maxAttempts", retry.maxAttempts())
        .put("infrastructureAttempts", retry.infrastructureAttempts())
        .put("initialDelay", retry.initialDelay())
        .put("multiplier", retry.multiplier())
        .put("maxDelay", retry.maxDelay())
        .put("rules", retry.rules().stream().map(RetryDocument::of).toList())
        .fields();
  }

  private static Map<String, Object> of(RetryRule rule) {
    return new Document()
        .put("exitCodes", rule.exitCodes())
        .put("kind", rule.kind())
        .put("then", rule.then())
        .fields();
  }

  private static Duration longer(Duration a, Duration b) {
    return a.compareTo(b) > 0 ? a : b;
  }
}
