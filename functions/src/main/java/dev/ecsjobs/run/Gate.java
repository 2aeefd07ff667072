package dev.ecsjobs.run;

import dev.ecsjobs.job.Admission.Group;
import dev.ecsjobs.job.JobName;

/** What a run passes before it starts, and what only so many runs may have passed at a time. */
public sealed interface Gate {
  /** So many may wait where no limit is stated: all of them are kept in one item. */
  int LONGEST_QUEUE = 1_000;

  /** How many runs may be inside at a time. */
  int seats();

  /** How many runs may wait outside. */
  int queue();

  /** Where a run is that waits before it. */
  Stage stage();

  /** Its name, unlike every other gate's. */
  String key();

  /** Of a job whose runs don't overlap. */
  record OfJob(JobName job, int queue) implements Gate {
    @Override
    public int seats() {
      return 1;
    }

    @Override
    public Stage stage() {
      return Stage.JOB;
    }

    @Override
    public String key() {
      return "job#" + job;
    }
  }

  /** Of jobs that share something. */
  record OfGroup(Group group) implements Gate {
    @Override
    public int seats() {
      return group.limit();
    }

    @Override
    public int queue() {
      return LONGEST_QUEUE;
    }

    @Override
    public Stage stage() {
      return Stage.GROUP;
    }

    @Override
    public String key() {
      return "group#" + group.name();
    }
  }
}
