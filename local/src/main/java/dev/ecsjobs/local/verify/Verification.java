package dev.ecsjobs.local.verify;

import dev.ecsjobs.Document;
import dev.ecsjobs.cost.PriceTable;
import java.util.List;
import java.util.Locale;
import java.util.function.Function;
import java.util.stream.Stream;

/** All that there is to say of a template. */
public record Verification(List<Finding> findings, MonthlyCosts costs) {
  /** In the order in which findings of one place are told. */
  private static final List<Function<Subject, List<Finding>>> CHECKS =
      List.of(
          Expressions::in,
          ClockChanges::in,
          Overlaps::in,
          Contradictions::in,
          Following::in,
          SharedLimits::in,
          Untimed::in,
          Names::in,
          Tasks::in,
          Herds::in);

  public Verification {
    findings = findings.stream().sorted(Finding.WORST_FIRST).toList();
  }

  /**
   * Checks everything.
   *
   * @param region whose prices count
   */
  public static Verification of(Subject subject, PriceTable prices, String region) {
    var read =
        subject.draft().problems().stream().map(problem -> new Finding(Severity.ERROR, problem));
    var checked = CHECKS.stream().flatMap(check -> check.apply(subject).stream());
    return new Verification(
        Stream.concat(read, checked).toList(), MonthlyCosts.of(subject, prices, region));
  }

  public long count(Severity severity) {
    return findings.stream().filter(finding -> finding.severity() == severity).count();
  }

  /** Whether nothing is as bad as this or worse. */
  public boolean passes(Severity limit) {
    return findings.stream().noneMatch(finding -> finding.severity().compareTo(limit) <= 0);
  }

  /** All of it as a JSON object. */
  public Document document() {
    var document = new Document();
    for (var severity : Severity.values()) {
      document.put(severity.name().toLowerCase(Locale.ROOT) + "s", count(severity));
    }
    document.fields().put("findings", findings.stream().map(f -> f.document().fields()).toList());
    return document.put("monthlyCost", costs.document().fields());
  }
}
