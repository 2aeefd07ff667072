package dev.ecsjobs.local.cli;

import dev.ecsjobs.job.Job;
import dev.ecsjobs.local.request.RunRequest;
import dev.ecsjobs.run.RunId;
import dev.ecsjobs.run.RunResult;
import java.io.IOException;

/** Asks for a run and follows it to its end. */
record Starting(Site site, boolean json, Screen screen) {
  /**
   * Answers with the exit code.
   *
   * @param doing the command, for others who find this process at work
   * @param note what else is to be said of the run, as a clause; may be empty
   */
  int start(RunRequest request, String doing, String note)
      throws IOException, InterruptedException {
    var asked = site.ask(request);
    if (!json) {
      announce(asked.job(), asked.run(), note);
    }
    var follower = new Follower(site, doing, json, screen);
    return follower.follow(asked.run(), _ -> {}) == RunResult.SUCCEEDED ? 0 : 1;
  }

  private void announce(Job job, RunId id, String note) {
    screen.line(
        screen.strong(id.toString())
            + screen.dim(
                "  at most %s, %s%s"
                    .formatted(
                        Timeline.attempts(job.retry().maxAttempts()),
                        job.work().inShort(),
                        note.isEmpty() ? "" : ", " + note)));
  }
}
