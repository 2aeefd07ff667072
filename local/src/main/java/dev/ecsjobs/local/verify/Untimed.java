package dev.ecsjobs.local.verify;

import dev.ecsjobs.job.JobDocument;
import dev.ecsjobs.local.engine.LocalJob;
import java.util.ArrayList;
import java.util.List;

/** Schedules that do not say for which time they fire: then the run is nobody's but its own. */
final class Untimed {
  private Untimed() {}

  static List<Finding> in(Subject subject) {
    var findings = new Findings(subject.file());
    for (var job : subject.draft().jobs()) {
      if (!job.source().input().contains(JobDocument.SCHEDULED_TIME)) {
        findings.ofInput(
            Severity.WARNING,
            job,
            "scheduledTime",
            "it is missing, so that a pause does not keep its schedule from starting runs, and what"
                + " is missed is not found"
                + also(job),
            "Add \"scheduledTime\": \"%s\"".formatted(JobDocument.SCHEDULED_TIME));
      }
    }
    return findings.all();
  }

  private static String also(LocalJob job) {
    var idle = new ArrayList<String>();
    job.job().limits().startingDeadline().ifPresent(_ -> idle.add("startingDeadline"));
    if (!job.job().admission().after().isEmpty()) {
      idle.add("after");
    }
    return idle.isEmpty() ? "" : "; nothing comes of its " + String.join(" and ", idle) + " either";
  }
}
