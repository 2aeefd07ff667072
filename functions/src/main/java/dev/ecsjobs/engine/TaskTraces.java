package dev.ecsjobs.engine;

import dev.ecsjobs.history.Trace;
import dev.ecsjobs.run.Run;
import java.util.List;
import java.util.Map;

/** Finds what runs have left behind for whoever looks into them. */
public interface TaskTraces {
  /** How many lines of a log are told. */
  int LINES = 20;

  /** Finds nothing. */
  TaskTraces NONE = run -> "ecsjobs show " + run.id();

  /** What a person types to see more of the run. */
  String command(Run run);

  /** Of the run's last attempt. What cannot be found is said in a sentence, and is no trouble. */
  default Trace of(Run run) {
    return nothing(run);
  }

  /** Without a look at anything: for runs that nobody has to look into. */
  default Trace nothing(Run run) {
    return new Trace(List.of(), Map.of(), command(run));
  }
}
