package dev.ecsjobs.local.services;

import static dev.ecsjobs.local.services.Scenery.NEW;
import static dev.ecsjobs.local.services.Scenery.NOW;
import static dev.ecsjobs.local.services.Scenery.OLD;
import static dev.ecsjobs.local.services.Scenery.balanced;
import static dev.ecsjobs.local.services.Scenery.completed;
import static dev.ecsjobs.local.services.Scenery.decided;
import static dev.ecsjobs.local.services.Scenery.guarded;
import static dev.ecsjobs.local.services.Scenery.limited;
import static dev.ecsjobs.local.services.Scenery.messages;
import static dev.ecsjobs.local.services.Scenery.old;
import static dev.ecsjobs.local.services.Scenery.primary;
import static dev.ecsjobs.local.services.Scenery.rolling;
import static dev.ecsjobs.local.services.Scenery.service;
import static dev.ecsjobs.local.services.Scenery.tasks;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import software.amazon.awssdk.services.ecs.model.DeploymentRolloutState;

class LookTest {
  @ParameterizedTest(name = "{0} wanted, there are [{1}]: {2}")
  @CsvSource(
      delimiter = '|',
      value = {
        "3 |             | start 3, leave []",
        "3 | 2a+         | start 2, leave []",
        "3 | 2a? 2b? 2c? | start 0, leave []",
        "3 | 2a+ 2b+ 2cx | start 1, leave []",
        "3 | 2a+ 2b+ 2c! | start 1, leave []",
        "2 | 2a+ 2b+ 2a+ | start 0, leave [t0]",
        "1 | 2a+ 2b+ 2b+ | start 0, leave [t0, t2]",
        "1 | 2a+ 2b?     | start 0, leave [t1]",
        "0 | 2a+ 2b?     | start 0, leave [t0, t1]",
        "0 |             | start 0, leave []",
      })
  void keepsTheDesiredCount(int desired, String there, String follows) {
    var decided = decided(service(desired, primary()), there == null ? "" : there);
    if (desired == 2) {
      assertTrue(List.of(follows, "start 0, leave [t2]").contains(decided), decided);
    } else if (there != null && there.equals("2a+ 2b+ 2b+")) {
      assertTrue(
          List.of(follows, "start 0, leave [t0, t1]", "start 0, leave [t1, t2]").contains(decided),
          decided);
    } else {
      assertEquals(follows, decided);
    }
  }

  @ParameterizedTest(name = "{0} wanted, {1} to {2} percent, there are [{3}]: {4}")
  @CsvSource(
      delimiter = '|',
      value = {
        // all new ones beside all old ones, then out with the old
        "2 | 100 | 200 | 1a+ 1b+         | start 2, leave []",
        "2 | 100 | 200 | 1a+ 1b+ 2a? 2b? | start 0, leave []",
        "2 | 100 | 200 | 1a+ 1b+ 2a+ 2b- | start 0, leave [t0]",
        "2 | 100 | 200 | 1a+ 1b+ 2a+ 2b+ | start 0, leave [t0, t1]",
        // no room above: make some below
        "4 | 50 | 100 | 1a+ 1a+ 1a+ 1a+  | start 0, leave [2 of them]",
        "4 | 50 | 100 | 1a+ 1a+ 1a! 1a!  | start 2, leave []",
        // the floor rounds up, the ceiling down
        "3 | 50 | 150 | 1a+ 1a+ 1a+      | start 1, leave [1 of them]",
        // old ones that are no use go at once
        "2 | 100 | 200 | 1a? 1b- 2a? 2b? | start 0, leave [t0, t1]",
      })
  void rollsWithinItsLimits(int desired, int lower, int upper, String there, String follows) {
    var decided = decided(limited(service(desired, rolling(), old()), lower, upper), there);
    assertEquals(
        follows.replaceFirst("\\[(\\d) of them]", "$1"),
        follows.contains("of them")
            ? decided.replaceFirst("\\[.*]", "" + (decided.split(",", -1).length - 1))
            : decided);
  }

  @Test
  void namesEachStartOnce() {
    var first = Look.decide(service(2, primary()), List.of(), NOW);
    var second = Look.decide(first.next(), tasks("2a+"), NOW);
    assertEquals(
        List.of(NEW + "/1", NEW + "/2"), first.starts().stream().map(Plan.Start::token).toList());
    assertEquals(List.of(NEW + "/3"), second.starts().stream().map(Plan.Start::token).toList());
  }

  @Test
  void tellsInEcsWords() {
    var first = Look.decide(service(2, rolling()), tasks("2a? 2b?"), NOW).next();
    var then = Look.decide(first, tasks("2a+ 2b+"), NOW).next();
    assertEquals(
        List.of(
            "(service web) has reached a steady state.",
            "(service web) (deployment ecs-svc/2) deployment completed.",
            "(service web) has started 2 tasks: (task t0) (task t1)."),
        messages(then));
    assertEquals(then, Look.decide(then, tasks("2a+ 2b+"), NOW).next(), "nothing is told twice");
  }

  @Test
  void isCompleteOnlyOnceTheOldDeploymentIsDrained() {
    var kept = service(1, rolling(), old());
    var draining = Look.decide(kept, tasks("1a! 2b+"), NOW).next();
    assertEquals(2, draining.service().deployments().size());
    assertEquals(
        DeploymentRolloutState.IN_PROGRESS,
        draining.service().deployments().getFirst().rolloutState());
    var drained = Look.decide(draining, tasks("1as 2b+"), NOW).next();
    assertEquals(1, drained.service().deployments().size());
    assertEquals(
        DeploymentRolloutState.COMPLETED,
        drained.service().deployments().getFirst().rolloutState());
  }

  @Test
  void drainsATargetBeforeItsTaskStops() {
    var first = Look.decide(balanced(service(0, primary())), tasks("2a+"), NOW);
    assertEquals(List.of(), first.stops());
    assertEquals(1, first.next().leaving().size());
    var early = Look.decide(first.next(), tasks("2a+"), NOW.plus(Staff.DRAIN).minusMillis(1));
    assertEquals(List.of(), early.stops());
    var then = Look.decide(early.next(), tasks("2a+"), NOW.plus(Staff.DRAIN));
    assertEquals(
        List.of(
            new Plan.Stop("task/local/t0", "Scaling activity initiated by (deployment ecs-svc/2)")),
        then.stops());
  }

  @Test
  void waitsLongerEachTimeATaskEndsBeforeItRuns() {
    var kept = service(1, rolling());
    var pauses = List.of(1, 2, 4, 8, 16, 32, 64, 128, 256, 512, 1024, 27 * 60, 27 * 60, 27 * 60);
    Instant now = NOW;
    var words = "";
    for (var pause : pauses) {
      words += " 2a0";
      var plan = Look.decide(kept, tasks(words), now);
      assertEquals(0, plan.starts().size(), "at once after " + words);
      now = now.plus(Duration.ofSeconds(pause));
      assertEquals(
          0, Look.decide(plan.next(), tasks(words), now.minusMillis(1)).starts().size(), words);
      var later = Look.decide(plan.next(), tasks(words), now);
      assertEquals(1, later.starts().size(), words);
      kept = later.next();
    }
    assertEquals(
        1, messages(kept).stream().filter(m -> m.contains("unable to consistently start")).count());
  }

  @Test
  void waitsAsSoonAsATaskIsOnItsWayOut() {
    assertEquals("start 0, leave []", decided(service(2, rolling()), "2a+ 2ao"));
  }

  @Test
  void replacesAtOnceWhatHasRun() {
    assertEquals("start 1, leave []", decided(service(1, primary()), "2ax 2ax 2ax 2ax"));
  }

  @ParameterizedTest(name = "{0} wanted: fails at {1}")
  @CsvSource({"1,3", "4,3", "6,3", "8,4", "20,10"})
  void breaksTheCircuitAtHalfOfTheDesiredCountButNeverBelowThree(int desired, int threshold) {
    var kept = guarded(service(desired, rolling()), false);
    var nearly = Look.decide(kept, tasks(" 2ax".repeat(threshold - 1)), NOW);
    assertEquals(
        DeploymentRolloutState.IN_PROGRESS,
        nearly.next().service().deployments().getFirst().rolloutState());
    assertFalse(nearly.starts().isEmpty());
    var broken = Look.decide(nearly.next(), tasks(" 2ax".repeat(threshold)), NOW);
    assertEquals(
        DeploymentRolloutState.FAILED,
        broken.next().service().deployments().getFirst().rolloutState());
    assertTrue(broken.starts().isEmpty(), "a failed deployment starts nothing");
  }

  @Test
  void keepsTheOldTasksWhenTheNewDeploymentFails() {
    var kept = guarded(service(1, rolling(), old()), false);
    var plan = Look.decide(kept, tasks("1a+ 2ax 2ax 2ax"), NOW);
    assertTrue(plan.next().leaving().isEmpty());
    assertEquals(2, plan.next().service().deployments().size());
  }

  @Test
  void rollsBackToTheLastDeploymentThatWasComplete() {
    var kept = guarded(completed(service(1, rolling(), old()), OLD), true);
    var plan = Look.decide(kept, tasks("1a+ 2ax 2ax 2ax"), NOW);
    var after = plan.next().service();
    assertEquals(OLD, after.deployments().getFirst().id());
    assertEquals("PRIMARY", after.deployments().getFirst().status());
    assertEquals("web:1", after.taskDefinition());
    assertTrue(
        messages(plan.next())
            .containsAll(
                List.of(
                    "(service web) (deployment ecs-svc/2) deployment failed: tasks failed to"
                        + " start.",
                    "(service web) rolling back to deployment ecs-svc/1.")));
  }

  @Test
  void replacesWhatFailsItsHealthChecksAndCountsItAsAFailure() {
    var plan = Look.decide(service(2, rolling()), tasks("2a+ 2bu"), NOW);
    assertEquals(1, plan.starts().size());
    assertEquals(
        List.of(new Plan.Stop("task/local/t1", "Task failed container health checks")),
        plan.stops());
    assertEquals(1, plan.next().service().deployments().getFirst().failedTasks());
    assertTrue(
        messages(plan.next()).contains("(service web) (task t1) failed container health checks."));
    var again = Look.decide(plan.next(), tasks("2a+ 2bu"), NOW.plusSeconds(1));
    assertEquals(1, again.next().service().deployments().getFirst().failedTasks());
  }

  @Test
  void doesNotCountWhatSomebodyStopped() {
    var plan = Look.decide(guarded(service(1, rolling()), true), tasks("2as 2as 2as 2as"), NOW);
    assertEquals(0, plan.next().service().deployments().getFirst().failedTasks());
    assertEquals(1, plan.starts().size());
  }

  @Test
  void keepsNothingBackFromItsFile() {
    var plan = Look.decide(balanced(service(1, rolling(), old())), tasks("1a+ 2a+ 2a0 2bx"), NOW);
    var kept = plan.next();
    assertEquals(kept.toJson().length(), Kept.fromJson(kept.toJson()).toJson().length());
    assertEquals(kept, Kept.fromJson(kept.toJson()));
  }
}
