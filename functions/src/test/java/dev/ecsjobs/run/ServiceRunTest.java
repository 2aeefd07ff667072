package dev.ecsjobs.run;

import static dev.ecsjobs.run.RunFixtures.RUN_ID;
import static dev.ecsjobs.run.RunFixtures.minute;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;

import dev.ecsjobs.job.Admission;
import dev.ecsjobs.job.Job;
import dev.ecsjobs.job.Limits;
import dev.ecsjobs.job.ServiceUpdate;
import dev.ecsjobs.retry.FailureKind;
import dev.ecsjobs.retry.RetryPolicy;
import dev.ecsjobs.run.Outcome.Failed;
import dev.ecsjobs.run.Outcome.Succeeded;
import dev.ecsjobs.run.Signal.CancelRequested;
import dev.ecsjobs.run.Signal.Due;
import dev.ecsjobs.run.Signal.LaunchAccepted;
import dev.ecsjobs.run.Signal.LaunchRequested;
import dev.ecsjobs.run.Signal.ServiceSettled;
import dev.ecsjobs.run.Signal.TaskSeen;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import org.junit.jupiter.api.Test;

/** A job that changes a service: the attempt is the service's deployment. */
class ServiceRunTest {
  private static final String DEPLOYMENT =
      "arn:aws:ecs:us-east-1:111122223333:service/ecsjobs/web#ecs-svc/7";
  private static final Outcome STEADY = new Succeeded("Service web is steady with 3 of 3 tasks.");

  private final Run launching = after(requested(), new LaunchRequested(minute(0)));
  private final Run updating = after(launching, new LaunchAccepted(minute(0), 1, DEPLOYMENT));

  @Test
  void isUnderWayFromTheMomentEcsTakesItUp() {
    var running = assertInstanceOf(RunState.Running.class, updating.state());
    assertEquals(Optional.of(minute(0)), running.startedAt());
    assertEquals(
        List.of(
            "Attempt 1 is being launched.",
            "Attempt 1: ECS takes up deployment ecs-svc/7 of service web.",
            "Attempt 1 is under way."),
        updating.timeline().stream().map(RunEvent::reason).toList());
  }

  @Test
  void succeedsWhenTheServiceIsSteady() {
    var run = after(updating, new ServiceSettled(minute(3), 1, DEPLOYMENT, STEADY));
    assertEquals("It took 1 attempt.", run.finished().orElseThrow().reason());
    assertEquals(
        "Attempt 1 succeeded: service web is steady with 3 of 3 tasks.",
        run.timeline().get(3).reason());
  }

  @Test
  void isAskedAboutUntilItIs() {
    assertEquals(
        List.of(new Effect.LookAtTask(1, DEPLOYMENT)),
        updating.decide(new Due(minute(1))).effects());
    var seen = after(updating, seen(minute(1)));
    assertEquals(
        "Attempt 1: asked, ECS says that it has not ended. ECS is asked again at"
            + " 2026-03-01T01:02:00Z.",
        seen.timeline().getLast().reason());
  }

  @Test
  void isTriedAgainWhenTheDeploymentFails() {
    var failed = new Failed(FailureKind.NEVER_STARTED, OptionalInt.empty(), "It failed.");
    var run = after(updating, new ServiceSettled(minute(3), 1, DEPLOYMENT, failed));
    assertInstanceOf(RunState.BackingOff.class, run.state());
  }

  @Test
  void endsAtItsTimeLimitAndStopsNothing() {
    var decision = updating.decide(seen(minute(31)));
    assertEquals(List.of(), decision.effects());
    var finished = updating.apply(decision.events()).finished().orElseThrow();
    assertEquals(RunResult.FAILED, finished.result());
    assertEquals(
        "Its attemptTimeout of 30 min has passed. ECS goes on with the service's deployment.",
        finished.reason().substring(0, 83));
  }

  @Test
  void endsWhenItIsCancelledAndStopsNothing() {
    var decision = updating.decide(new CancelRequested(minute(2), "wrong service"));
    assertEquals(List.of(), decision.effects());
    assertEquals(
        RunResult.CANCELLED, updating.apply(decision.events()).finished().orElseThrow().result());
  }

  @Test
  void endsAsSoonAsItIsKnownIfItWasCancelledBefore() {
    var noted = after(launching, new CancelRequested(minute(0), "wrong service"));
    var decision = noted.decide(new LaunchAccepted(minute(1), 1, DEPLOYMENT));
    assertEquals(List.of(), decision.effects());
    assertEquals(
        RunResult.CANCELLED, noted.apply(decision.events()).finished().orElseThrow().result());
  }

  @Test
  void anAnswerAboutAnotherDeploymentChangesNothing() {
    var other = new ServiceSettled(minute(3), 1, DEPLOYMENT + "8", STEADY);
    assertEquals(List.of(), updating.decide(other).events());
  }

  private static Signal seen(Instant at) {
    return new TaskSeen(at, 1, DEPLOYMENT, Optional.empty());
  }

  private static Run requested() {
    var limits =
        new Limits(
            Optional.of(Duration.ofMinutes(30)),
            Optional.empty(),
            Optional.empty(),
            Optional.empty());
    var job =
        new Job(
            RUN_ID.job(),
            new ServiceUpdate("web", OptionalInt.of(3), false),
            RetryPolicy.DEFAULT,
            limits,
            Admission.FORBID);
    return Run.requested(RUN_ID, job, Optional.of(minute(0)), minute(0));
  }

  private static Run after(Run run, Signal signal) {
    return run.apply(run.decide(signal).events());
  }
}
