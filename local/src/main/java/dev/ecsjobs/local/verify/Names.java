package dev.ecsjobs.local.verify;

import dev.ecsjobs.job.Job;
import dev.ecsjobs.local.engine.LocalJob;
import java.util.LinkedHashMap;
import java.util.List;

/** Jobs that take each other's name. */
final class Names {
  private Names() {}

  static List<Finding> in(Subject subject) {
    var findings = new Findings(subject.file());
    var first = new LinkedHashMap<String, LocalJob>();
    for (var job : subject.draft().jobs()) {
      var name = job.job().name().value();
      var other = first.putIfAbsent(name, job);
      if (other != null && !isTheSame(other.job(), job.job())) {
        findings.ofInput(
            Severity.ERROR,
            job.source(),
            "job",
            "the job at %s is named '%s' as well and is another: of two runs due at one minute only"
                    .formatted(other.source().inputPlace().in(subject.file()), name)
                + " one would start, and history and overlap are shared",
            "Give each job a name of its own");
      }
      if (other == null && !job.source().name().equals(name)) {
        findings.ofInput(
            Severity.NOTE,
            job.source(),
            "job",
            "the job is named '%s' and its schedule '%s'".formatted(name, job.source().name()),
            "Give both the same name; it is easier to find");
      }
    }
    return findings.all();
  }

  /** Two schedules of one job are fine. */
  private static boolean isTheSame(Job one, Job other) {
    return one.equals(other);
  }
}
