package dev.ecsjobs.local.page;

import dev.ecsjobs.job.JobName;
import dev.ecsjobs.page.Planned;
import dev.ecsjobs.page.Reading;
import dev.ecsjobs.page.Scene;
import dev.ecsjobs.run.RunId;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.Optional;

/** The jobs and runs that the page shows, and where its wishes go. */
public interface Desk {
  /** Whose jobs they are: for the head of the page. */
  String place();

  /** What there is to be read of jobs and runs. */
  Reading reading();

  /** What tasks have written, as far as it is at hand. */
  Scene.Logs logs();

  /** When each job fires after an instant, in the order in which they are to stand. */
  Map<JobName, Planned> planned(Instant after);

  /** Asks for a run; throws with a sentence if there is no such job. */
  RunId run(JobName job);

  /** Asks that a job's schedule start nothing. */
  void pause(JobName job, String note);

  /** Asks that a paused job's schedule start runs again. */
  void resume(JobName job);

  /** Asks for the end of a run. */
  void cancel(RunId run, String reason);

  /** Where to find what the tasks wrote, if it is not at hand. */
  Optional<String> whereLogsAre();

  /** Something one should know before one waits for it. */
  Optional<String> caution();

  /** Whether a run costs money, so that a button should ask once more. */
  boolean isCareful();

  /** How often to look. */
  Duration lookEvery();
}
