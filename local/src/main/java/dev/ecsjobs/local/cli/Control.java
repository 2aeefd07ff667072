package dev.ecsjobs.local.cli;

import dev.ecsjobs.Document;
import dev.ecsjobs.aws.Json;
import dev.ecsjobs.job.JobName;
import java.io.IOException;
import java.util.function.Function;

/** A word to a job's schedule, and the sentence that comes back. */
final class Control {
  private Control() {}

  /** What is sent to pause a job, in the name of whoever sits here. */
  static Document pausing(JobName job, String note) {
    return new Document()
        .put("pause", job)
        .put("by", System.getProperty("user.name", "somebody"))
        .put("note", note);
  }

  static Document resuming(JobName job) {
    return new Document().put("resume", job);
  }

  /** Answers with the exit code. */
  static int over(SiteOptions options, String name, Function<JobName, Document> wish)
      throws IOException {
    var screen = Screen.standard();
    var site = options.site();
    var job = site.job(name).job();
    var sentence = site.control(wish.apply(job));
    screen.line(
        options.json()
            ? Json.write(new Document().put("job", job).put("reason", sentence).fields())
            : sentence);
    return 0;
  }
}
