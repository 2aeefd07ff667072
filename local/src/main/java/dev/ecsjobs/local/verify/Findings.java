package dev.ecsjobs.local.verify;

import dev.ecsjobs.Problem;
import dev.ecsjobs.local.engine.LocalJob;
import dev.ecsjobs.local.template.ScheduledJob;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/** What has been found so far, each with its place in the file. */
final class Findings {
  private final Path file;
  private final List<Finding> found = new ArrayList<>();

  Findings(Path file) {
    this.file = file;
  }

  /** About when a job runs. */
  void ofSchedule(Severity severity, ScheduledJob source, String what, String fix) {
    add(severity, source.place().in(file), what, fix);
  }

  /** About what a job says of itself in its Input. */
  void ofInput(Severity severity, LocalJob job, String field, String what, String fix) {
    ofInput(severity, job.source(), field, job.job().name() + ": " + what, fix);
  }

  void ofInput(Severity severity, ScheduledJob source, String field, String what, String fix) {
    var where = source.inputPlace().in(file) + " Input";
    add(severity, field.isEmpty() ? where : where + "." + field, what, fix);
  }

  /** About the template as a whole. */
  void ofFile(Severity severity, String what, String fix) {
    add(severity, file.getFileName().toString(), what, fix);
  }

  private void add(Severity severity, String where, String what, String fix) {
    found.add(new Finding(severity, new Problem(where, what, fix)));
  }

  List<Finding> all() {
    return List.copyOf(found);
  }
}
