package dev.ecsjobs.history;

import dev.ecsjobs.job.Notify;

/** Something that happened to a job and is said: each kind is an event others may subscribe to. */
public sealed interface News {
  /** The event's {@code detail-type}. */
  String type();

  /** What happened, in a few words that follow the job's name. */
  String what();

  /** Whether people are to be told of it, but for quiet hours. */
  boolean concernsPeople(Notify notify);

  /** A run did what it was for. */
  record Succeeded() implements News {
    @Override
    public String type() {
      return "Job Run Succeeded";
    }

    @Override
    public String what() {
      return "succeeded";
    }

    @Override
    public boolean concernsPeople(Notify notify) {
      return false;
    }
  }

  /** A run succeeded, and the ones before it had not. */
  record Recovered(int failures) implements News {
    @Override
    public String type() {
      return "Job Run Recovered";
    }

    @Override
    public String what() {
      return failures == 1
          ? "succeeded again after a failure"
          : "succeeded again after %s failures".formatted(some(failures));
    }

    @Override
    public boolean concernsPeople(Notify notify) {
      return failures >= notify.after();
    }
  }

  /** A run failed for good. */
  record Failed(int inARow) implements News {
    @Override
    public String type() {
      return "Job Run Failed";
    }

    @Override
    public String what() {
      return "failed" + times(inARow);
    }

    @Override
    public boolean concernsPeople(Notify notify) {
      return inARow >= notify.after();
    }
  }

  /** A run was not launched in time. */
  record Missed(int inARow) implements News {
    @Override
    public String type() {
      return "Job Run Missed";
    }

    @Override
    public String what() {
      return "was missed" + times(inARow);
    }

    @Override
    public boolean concernsPeople(Notify notify) {
      return inARow >= notify.after();
    }
  }

  /** A run was not made, since another one was active. */
  record Skipped() implements News {
    @Override
    public String type() {
      return "Job Run Skipped";
    }

    @Override
    public String what() {
      return "was skipped";
    }

    @Override
    public boolean concernsPeople(Notify notify) {
      return false;
    }
  }

  /** A person ended a run. */
  record Cancelled() implements News {
    @Override
    public String type() {
      return "Job Run Cancelled";
    }

    @Override
    public String what() {
      return "was cancelled";
    }

    @Override
    public boolean concernsPeople(Notify notify) {
      return false;
    }
  }

  /** An attempt failed, and another one follows. */
  record Retrying() implements News {
    @Override
    public String type() {
      return "Job Run Retrying";
    }

    @Override
    public String what() {
      return "failed and is tried again";
    }

    @Override
    public boolean concernsPeople(Notify notify) {
      return notify.retrying();
    }
  }

  /** A run goes on for longer than it should. */
  record LongRunning() implements News {
    @Override
    public String type() {
      return "Job Run Long Running";
    }

    @Override
    public String what() {
      return "takes longer than it should";
    }

    @Override
    public boolean concernsPeople(Notify notify) {
      return true;
    }
  }

  /** What a run's end is, after what was known of its job before. */
  static News of(JobSummary before, RunSummary run) {
    int failures = before.recent().failuresBefore(run);
    return switch (run.result()) {
      case SUCCEEDED -> failures == 0 ? new Succeeded() : new Recovered(failures);
      case FAILED -> new Failed(failures + 1);
      case MISSED -> new Missed(failures + 1);
      case SKIPPED -> new Skipped();
      case CANCELLED -> new Cancelled();
    };
  }

  private static String times(int inARow) {
    return inARow == 1 ? "" : ", %s in a row".formatted(some(inARow));
  }

  private static String some(int count) {
    return count >= Recent.SIZE ? Recent.SIZE + " or more" : Integer.toString(count);
  }
}
