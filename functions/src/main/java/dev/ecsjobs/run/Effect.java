package dev.ecsjobs.run;

import java.util.List;

/** Something we ask the outside to do. Each may be repeated without harm. */
public sealed interface Effect {

  /** RunTask, under the attempt's client token: repeated, it gives the same task. */
  record StartTask(int attempt) implements Effect {}

  /** StopTask, with a reason that ECS keeps. */
  record StopTask(String task, String reason) implements Effect {}

  /** DescribeTasks: the task's event may have been lost. */
  record LookAtTask(int attempt, String task) implements Effect {}

  /** The next who wait at the gate may come in, as far as there is room. */
  record OpenGate(Gate gate) implements Effect {}

  /** Whoever came to the gate before this run is to make way for it. */
  record Displace(Gate gate) implements Effect {}

  /** The runs of these indexes are to begin. */
  record StartIndexes(List<Integer> indexes) implements Effect {
    public StartIndexes {
      indexes = List.copyOf(indexes);
    }
  }

  /** The runs of these indexes are to end, and never to begin. */
  record CancelIndexes(List<Integer> indexes, String why) implements Effect {
    public CancelIndexes {
      indexes = List.copyOf(indexes);
    }
  }

  /** How did the runs of these indexes end? */
  record LookAtIndexes(List<Integer> indexes) implements Effect {
    public LookAtIndexes {
      indexes = List.copyOf(indexes);
    }
  }

  /** The array is to know how its index ended. */
  record TellArray(RunId array, int index, RunResult result) implements Effect {}

  /** How did these runs end? */
  record LookAtRuns(List<RunId> runs) implements Effect {
    public LookAtRuns {
      runs = List.copyOf(runs);
    }
  }
}
