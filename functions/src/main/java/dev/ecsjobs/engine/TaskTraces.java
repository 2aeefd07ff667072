package dev.ecsjobs.engine;

import dev.ecsjobs.history.Trace;
import dev.ecsjobs.job.Job;
import dev.ecsjobs.job.ServiceUpdate;
import dev.ecsjobs.job.TaskTemplate;
import dev.ecsjobs.run.Run;
import dev.ecsjobs.run.RunEvent.AttemptEnded;
import dev.ecsjobs.run.RunEvent.TaskAccepted;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Finds what runs have left behind for whoever looks into them. */
public interface TaskTraces {
  /** How many lines of a log are told. */
  int LINES = 20;

  /** Finds nothing. */
  TaskTraces NONE = run -> "ecsjobs show " + run.id();

  /** What a person types to see more of the run. */
  String command(Run run);

  /**
   * The task of a run's last attempt.
   *
   * @param container the deciding one, as far as it is known
   */
  record LastTask(String arn, Optional<String> container) {

    /** The one that runs, or else the last that stopped. */
    public static Optional<LastTask> of(Run run) {
      return run.timeline().reversed().stream()
          .filter(event -> event instanceof TaskAccepted || event instanceof AttemptEnded)
          .findFirst()
          .flatMap(
              event ->
                  event instanceof TaskAccepted accepted
                      ? Optional.of(new LastTask(accepted.task(), container(run.job())))
                      : ((AttemptEnded) event)
                          .stopped()
                          .map(stopped -> new LastTask(stopped.task(), stopped.container())));
    }

    private static Optional<String> container(Job job) {
      return switch (job.work()) {
        case TaskTemplate task -> task.container();
        case ServiceUpdate _ -> Optional.empty();
      };
    }
  }

  /** Of the run's last attempt. What cannot be found is said in a sentence, and is no trouble. */
  default Trace of(Run run) {
    return nothing(run);
  }

  /** Without a look at anything: for runs that nobody has to look into. */
  default Trace nothing(Run run) {
    return new Trace(List.of(), Map.of(), command(run));
  }
}
