package dev.ecsjobs.run;

import dev.ecsjobs.Durations;
import dev.ecsjobs.retry.Failure;
import dev.ecsjobs.retry.FailureKind;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;

/** A fact about a run that is recorded. The events of a run, in order, are its timeline. */
public sealed interface RunEvent {
  /** When it was recorded. */
  Instant at();

  /** What happened, why, and what happens next: a sentence for the user. */
  String reason();

  /** The run has to wait before its first launch. */
  record RunQueued(Instant at, Stage stage, String why, Instant lookAt) implements RunEvent {
    @Override
    public String reason() {
      return "The run waits %s.".formatted(why);
    }
  }

  /** It was looked whether the run still has to wait. Of several in a row only the last is kept. */
  record QueueLookedAt(Instant at, Instant lookAt) implements RunEvent {
    @Override
    public String reason() {
      return "The run still waits. It is looked at again at %s.".formatted(seconds(lookAt));
    }
  }

  /**
   * The intent to call RunTask; until the lease ends nobody else calls it.
   *
   * @param changes what this attempt gets that is different, for what happened to earlier ones
   */
  record AttemptLaunching(
      Instant at, int attempt, int call, Instant leaseUntil, List<String> changes)
      implements RunEvent {
    public AttemptLaunching {
      changes = List.copyOf(changes);
    }

    public AttemptLaunching(Instant at, int attempt, int call, Instant leaseUntil) {
      this(at, attempt, call, leaseUntil, List.of());
    }

    @Override
    public String reason() {
      String launched =
          changes.isEmpty()
              ? "is being launched"
              : "is being launched " + String.join(", ", changes);
      return call == 1
          ? "Attempt " + attempt + " " + launched + "."
          : "Attempt %d: no answer to RunTask was recorded; the same call is made again (call %d)."
              .formatted(attempt, call);
    }
  }

  /**
   * RunTask cannot be had just now and is called again later. Of several in a row only the last is
   * kept.
   *
   * @param until when it is called again; not later than {@code at} if that is as soon as the
   *     account's launch rate allows
   * @param since when the first of them was
   */
  record LaunchDeferred(Instant at, int attempt, Instant until, String why, Instant since)
      implements RunEvent {
    /** Whether it waits for its turn, and not for a time. */
    boolean isForQuota() {
      return !until.isAfter(at);
    }

    @Override
    public String reason() {
      String waits = "Attempt %d waits since %s: %s ".formatted(attempt, seconds(since), why);
      return waits
          + (isForQuota()
              ? "It is launched as soon as the launch rate allows; nothing is used up."
              : "It is tried again at %s; nothing is used up.".formatted(seconds(until)));
    }
  }

  /** A person wants the run to end, and its task is not known yet. */
  record CancelNoted(Instant at, String why) implements RunEvent {
    @Override
    public String reason() {
      return "The run is to be cancelled (%s): its task is stopped as soon as ECS names it."
          .formatted(why);
    }
  }

  /** ECS has accepted the attempt's task. */
  record TaskAccepted(Instant at, int attempt, String task) implements RunEvent {
    @Override
    public String reason() {
      return TaskName.isOfService(task)
          ? "Attempt %d: ECS takes up %s.".formatted(attempt, TaskName.deployment(task))
          : "Attempt " + attempt + ": ECS accepted task " + TaskName.shortName(task) + ".";
    }
  }

  /** The attempt's task is RUNNING. */
  record TaskRunning(Instant at, int attempt, String task, Instant startedAt) implements RunEvent {
    @Override
    public String reason() {
      return TaskName.isOfService(task)
          ? "Attempt %d is under way.".formatted(attempt)
          : "Attempt " + attempt + " is running.";
    }
  }

  /**
   * ECS was asked about the task, no event having come. Of several in a row only the last is kept.
   *
   * @param found whether ECS knew the task
   */
  record TaskLookedAt(Instant at, int attempt, boolean found, Instant lookAt) implements RunEvent {
    @Override
    public String reason() {
      return "Attempt %d: asked, ECS says that it %s. ECS is asked again at %s."
          .formatted(attempt, found ? "has not ended" : "is not known", seconds(lookAt));
    }
  }

  /**
   * The run takes longer than it should.
   *
   * @param soFar since its first launch
   * @param expected how long it should take at most
   * @param successes how many earlier runs say so; absent if the job does
   */
  record LongRunningSeen(Instant at, Duration soFar, Duration expected, OptionalInt successes)
      implements RunEvent {
    @Override
    public String reason() {
      return successes.isPresent()
          ? "The run takes longer than usual: it has been under way for %s; of the last %d that"
                  .formatted(Durations.shown(soFar), successes.getAsInt())
              + " succeeded 95 in 100 took at most %s.".formatted(Durations.shown(expected))
          : "The run takes longer than it should: it has been under way for %s, and"
                  .formatted(Durations.shown(soFar))
              + " notify.longRunning is %s.".formatted(Durations.plain(expected));
    }
  }

  /** A limit was passed and the task is being stopped. */
  record StopRequested(
      Instant at, int attempt, String task, FailureKind kind, String why, Instant lookAt)
      implements RunEvent {
    @Override
    public String reason() {
      return "Attempt %d is being stopped: %s.".formatted(attempt, why);
    }
  }

  /**
   * The attempt is over.
   *
   * @param stopped ECS's own words; absent if there was no task or ECS forgot it
   */
  record AttemptEnded(Instant at, int attempt, Outcome outcome, Optional<StoppedTask> stopped)
      implements RunEvent {

    /** Empty if the attempt succeeded. */
    Optional<Failure> failure() {
      return switch (outcome) {
        case Outcome.Succeeded _ -> Optional.empty();
        case Outcome.Failed failed ->
            Optional.of(
                new Failure(
                    failed.kind(),
                    failed.exitCode(),
                    stopped.map(StoppedTask::words).orElse(List.of(failed.what()))));
      };
    }

    @Override
    public String reason() {
      return switch (outcome) {
        case Outcome.Succeeded succeeded ->
            "Attempt " + attempt + " succeeded: " + lowerFirst(succeeded.what());
        case Outcome.Failed failed ->
            "Attempt %d failed: %s%s"
                .formatted(
                    attempt,
                    lowerFirst(failed.what()),
                    failed.fix().map(fix -> " To mend it: " + lowerFirst(fix)).orElse(""));
      };
    }
  }

  /** Another attempt will be made. */
  record RetryScheduled(Instant at, int next, Instant until, String why) implements RunEvent {
    @Override
    public String reason() {
      return "Attempt %d starts at %s (%s).".formatted(next, seconds(until), why);
    }
  }

  /** An array begins: each of its indexes gets a run of its own. */
  record ArrayStarted(Instant at, int size, Indexes indexes, Instant lookAt) implements RunEvent {
    @Override
    public String reason() {
      return "Of %d indexes %d are being started.".formatted(size, indexes.started());
    }
  }

  /**
   * Indexes have ended or were started, or were looked at. Of several in a row the last is kept.
   */
  record ArrayProgressed(Instant at, Indexes indexes, Instant lookAt) implements RunEvent {
    @Override
    public String reason() {
      return indexes.shown();
    }
  }

  /** No more indexes are started, and those under way are being stopped. */
  record ArrayStopping(Instant at, FailureKind kind, String why, Instant lookAt)
      implements RunEvent {
    @Override
    public String reason() {
      return "No more indexes are started, and those under way are being stopped: " + why + ".";
    }
  }

  /** The run is over. */
  record RunFinished(Instant at, RunResult result, String why) implements RunEvent {
    @Override
    public String reason() {
      String ended =
          switch (result) {
            case SUCCEEDED -> "succeeded";
            case FAILED -> "failed";
            case CANCELLED -> "was cancelled";
            case SKIPPED -> "is skipped";
            case MISSED -> "is missed";
          };
      return "The run " + ended + "." + (why.isEmpty() ? "" : " " + why);
    }
  }

  private static Instant seconds(Instant instant) {
    return instant.truncatedTo(ChronoUnit.SECONDS);
  }

  /** Within a sentence the first word is small, unless it is a name such as ECS or RunTask. */
  private static String lowerFirst(String sentence) {
    for (int i = 1; i < sentence.length() && sentence.charAt(i) != ' '; i++) {
      if (Character.isUpperCase(sentence.charAt(i))) {
        return sentence;
      }
    }
    return sentence.length() < 2
        ? sentence
        : Character.toLowerCase(sentence.charAt(0)) + sentence.substring(1);
  }
}
