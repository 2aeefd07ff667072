package dev.ecsjobs.local.verify;

import dev.ecsjobs.job.JobName;
import dev.ecsjobs.local.engine.LocalJob;
import java.util.HashMap;
import java.util.List;

/** Groups of which one job says another limit than the other. */
final class SharedLimits {
  private SharedLimits() {}

  static List<Finding> in(Subject subject) {
    var findings = new Findings(subject.file());
    var first = new HashMap<JobName, LocalJob>();
    for (var job : subject.draft().jobs()) {
      var group = job.job().admission().group();
      group
          .map(its -> first.putIfAbsent(its.name(), job))
          .filter(other -> !other.job().admission().group().equals(group))
          .ifPresent(
              other ->
                  findings.ofInput(
                      Severity.WARNING,
                      job,
                      "group.limit",
                      "group %s lets in %d here and %d at %s: each run goes by its own job's limit"
                          .formatted(
                              group.get().name(),
                              group.get().limit(),
                              other.job().admission().group().orElseThrow().limit(),
                              other.source().inputPlace().in(subject.file())),
                      "State the same limit in both"));
    }
    return findings.all();
  }
}
