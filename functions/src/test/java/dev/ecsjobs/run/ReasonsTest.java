package dev.ecsjobs.run;

import static dev.ecsjobs.run.RunFixtures.aJob;
import static dev.ecsjobs.run.RunFixtures.aRunIn;
import static dev.ecsjobs.run.RunFixtures.aStoppedTask;
import static dev.ecsjobs.run.RunFixtures.aTask;
import static dev.ecsjobs.run.RunFixtures.attemptTimeout;
import static dev.ecsjobs.run.RunFixtures.minute;
import static dev.ecsjobs.run.RunFixtures.second;
import static dev.ecsjobs.run.RunFixtures.withLimits;
import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.ecsjobs.job.Job;
import dev.ecsjobs.retry.FailureKind;
import dev.ecsjobs.retry.RetryPolicy;
import dev.ecsjobs.run.RunFixtures.Stage;
import dev.ecsjobs.run.Signal.Due;
import dev.ecsjobs.run.Signal.LaunchAccepted;
import dev.ecsjobs.run.Signal.LaunchRefused;
import dev.ecsjobs.run.Signal.LaunchRequested;
import dev.ecsjobs.run.Signal.TaskNotFound;
import dev.ecsjobs.run.Signal.TaskSeen;
import dev.ecsjobs.run.Signal.TaskStarted;
import dev.ecsjobs.run.Signal.TaskStopped;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.StringJoiner;
import org.junit.jupiter.api.Test;

/** What a user reads: each answer of a whole story, word for word. */
class ReasonsTest {

  @Test
  void aFailureAndThenSuccess() {
    assertEquals(
        """
        Attempt 1 is being launched.
        Attempt 1: ECS accepted task 00000000000000000000000000000001.
        Attempt 1 is running.
        Attempt 1 failed: container main exited with code 1. Attempt 2 starts at \
        2026-03-01T01:03:05Z (1 of 3 attempts used).
        Attempt 1 is not the current one, which is 2; nothing to do.
        Attempt 2 is due at 2026-03-01T01:03:05.058Z.
        Attempt 2 is being launched.
        Attempt 2: ECS accepted task 00000000000000000000000000000002.
        Attempt 2 succeeded: container main exited with code 0. The run succeeded. It took 2 \
        attempts.
        The run has ended already (SUCCEEDED); nothing to do.
        """,
        story(
            aJob(),
            new LaunchRequested(minute(0)),
            new LaunchAccepted(second(1), 1, aTask(1)),
            new TaskStarted(second(30), 1, aTask(1), second(30)),
            new TaskStopped(minute(2), 1, aStoppedTask(1)),
            new TaskStopped(minute(2), 1, aStoppedTask(1)),
            new Due(minute(3)),
            new Due(minute(4)),
            new LaunchAccepted(minute(4), 2, aTask(2)),
            new TaskStopped(minute(6), 2, aStoppedTask(2, 0)),
            new TaskStopped(minute(6), 2, aStoppedTask(2, 0))));
  }

  @Test
  void refusedInterruptedAndGivenUp() {
    var retry = new RetryPolicy(1, 2, Duration.ZERO, 1, Duration.ZERO, List.of());
    assertEquals(
        """
        Attempt 1 is being launched.
        Attempt 1 failed: RunTask refused: Capacity is unavailable. Attempt 2 starts at \
        2026-03-01T01:00:01Z (1 of 2 infrastructure attempts used). Attempt 2 is being \
        launched in other subnets, since there was no capacity.
        Attempt 2: ECS accepted task 00000000000000000000000000000002. Attempt 2 failed: the \
        Spot capacity was taken back. To mend it: use on-demand capacity for a job that cannot \
        bear interruptions. The run failed. The Spot capacity was taken back. Use on-demand \
        capacity for a job that cannot bear interruptions. All 2 infrastructure attempts are \
        used.
        """,
        story(
            aJob(retry),
            new LaunchRequested(minute(0)),
            new LaunchRefused(
                second(1), 1, FailureKind.REFUSED, "RunTask refused: Capacity is unavailable."),
            new TaskStopped(
                minute(9),
                2,
                aStoppedTask(
                    2,
                    OptionalInt.of(137),
                    "SpotInterruption",
                    "Your Spot Task was interrupted."))));
  }

  @Test
  void stoppedForItsLimit() {
    assertEquals(
        """
        Attempt 1 is being launched.
        Attempt 1: ECS accepted task 00000000000000000000000000000001.
        No event came about the task of attempt 1 for a while; ECS is asked.
        Attempt 1 is running. Attempt 1: asked, ECS says that it has not ended. ECS \
        is asked again at 2026-03-01T01:03:59Z.
        No event came about the task of attempt 1 for a while; ECS is asked.
        Attempt 1 is being stopped: its attemptTimeout of 5 min has passed.
        Attempt 1 is being stopped; nothing to do.
        Attempt 1 should have stopped; ECS is asked.
        Attempt 1: asked, ECS says that it has not ended. ECS is asked again at \
        2026-03-01T01:08:00Z.
        Attempt 1 failed: its attemptTimeout of 5 min has passed. The run failed. Its \
        attemptTimeout of 5 min has passed. Without a rule that says so, TIMED_OUT is not \
        retried.
        """,
        story(
            withLimits(aJob(), attemptTimeout(Duration.ofMinutes(5))),
            new LaunchRequested(minute(0)),
            new LaunchAccepted(second(1), 1, aTask(1)),
            new Due(minute(2)),
            new TaskSeen(minute(2), 1, aTask(1), Optional.of(second(30))),
            new Due(minute(6)),
            new TaskSeen(minute(6), 1, aTask(1), Optional.of(second(30))),
            new LaunchRequested(minute(6)),
            new Due(minute(7)),
            new TaskSeen(minute(7), 1, aTask(1), Optional.of(second(30))),
            new TaskStopped(
                minute(8), 1, aStoppedTask(1, OptionalInt.of(137), "UserInitiated", "ecsjobs"))));
  }

  @Test
  void lostAndForgotten() {
    var retry = new RetryPolicy(3, 1, Duration.ZERO, 1, Duration.ZERO, List.of());
    assertEquals(
        """
        Attempt 1 is being launched.
        Attempt 1 is being launched by another call, or waits; it is launched again after \
        2026-03-01T01:01:00Z.
        Attempt 1: no answer to RunTask was recorded; the same call is made again (call 2).
        Attempt 1: ECS accepted task 00000000000000000000000000000001.
        Attempt 1: asked, ECS says that it is not known. ECS is asked again at \
        2026-03-01T01:10:59Z.
        Attempt 1 failed: ECS, asked twice, no longer knows the task. The run failed. ECS, \
        asked twice, no longer knows the task. The job allows no retry of it.
        """,
        story(
            aJob(retry),
            new LaunchRequested(minute(0)),
            new Due(second(30)),
            new Due(minute(1)),
            new LaunchAccepted(second(61), 1, aTask(1)),
            new TaskNotFound(minute(6), 1, aTask(1)),
            new TaskNotFound(minute(12), 1, aTask(1))));
  }

  private static String story(Job job, Signal... signals) {
    var lines = new StringJoiner("\n", "", "\n");
    var run = aRunIn(Stage.REQUESTED, job);
    for (var signal : signals) {
      var decision = run.decide(signal);
      lines.add(decision.reason());
      run = run.apply(decision.events());
    }
    return lines.toString();
  }
}
