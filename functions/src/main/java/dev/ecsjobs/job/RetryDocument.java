package dev.ecsjobs.job;

import dev.ecsjobs.Document;
import dev.ecsjobs.retry.RetryPolicy;
import java.time.Duration;
import java.util.Map;

/** The {@code retry} part of the job document. */
final class RetryDocument {
  private static final int MOST_ATTEMPTS = 100;

  /** MiB: what the largest Fargate size has. */
  private static final int LARGEST_MEMORY = 244 * 1024;

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
            fields.objects("rules").stream()
                .flatMap(rule -> RuleDocument.parse(rule).stream())
                .toList(),
            fields.integer("growMemory", 512, LARGEST_MEMORY));
    fields.nothingElse();
    return policy;
  }

  static Map<String, Object> of(RetryPolicy retry) {
    return new Document()
        .put("maxAttempts", retry.maxAttempts())
        .put("infrastructureAttempts", retry.infrastructureAttempts())
        .put("initialDelay", retry.initialDelay())
        .put("multiplier", retry.multiplier())
        .put("maxDelay", retry.maxDelay())
        .put("rules", retry.rules().stream().map(RuleDocument::of).toList())
        .put("growMemory", retry.growMemory())
        .fields();
  }

  private static Duration longer(Duration a, Duration b) {
    return a.compareTo(b) > 0 ? a : b;
  }
}
