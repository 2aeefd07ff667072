package dev.ecsjobs.local.ecs;

import static dev.ecsjobs.local.ecs.Lives.at;
import static dev.ecsjobs.local.ecs.Lives.bridged;
import static dev.ecsjobs.local.ecs.Lives.essential;
import static dev.ecsjobs.local.ecs.Lives.exited;
import static dev.ecsjobs.local.ecs.Lives.neverStarted;
import static dev.ecsjobs.local.ecs.Lives.running;
import static dev.ecsjobs.local.ecs.Lives.sidecar;
import static dev.ecsjobs.local.ecs.Lives.stoppedByUser;
import static dev.ecsjobs.local.ecs.Lives.waitingFor;
import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import software.amazon.awssdk.services.ecs.model.ContainerCondition;
import software.amazon.awssdk.services.ecs.model.HealthStatus;

class TurnTest {
  private static final Phase WAITING = new Phase.Waiting();
  private static final Phase STARTING = new Phase.Starting(1, at(1));
  private static final Phase LOST = new Phase.Lost(Optional.of(at(1)), at(2));
  private static final Turn START = new Turn.Start();
  private static final Turn NOTHING = new Turn.Nothing();
  private static final Turn END = new Turn.End();

  static Stream<Arguments> dependencies() {
    return Stream.of(
        Arguments.of("START", STARTING, "waits"),
        Arguments.of("START", running(1), "starts"),
        Arguments.of("START", exited(1, 1, 2), "starts"),
        Arguments.of("START", LOST, "starts"),
        Arguments.of("START", neverStarted("no", 2), "because dependency will never start"),
        Arguments.of("COMPLETE", running(1), "waits"),
        Arguments.of("COMPLETE", exited(1, 1, 2), "starts"),
        Arguments.of("COMPLETE", LOST, "as dependency did not exit successfully."),
        Arguments.of("COMPLETE", neverStarted("no", 2), "because dependency will never start"),
        Arguments.of("SUCCESS", running(1), "waits"),
        Arguments.of("SUCCESS", exited(1, 0, 2), "starts"),
        Arguments.of("SUCCESS", exited(1, 1, 2), "as dependency did not exit successfully."),
        Arguments.of("HEALTHY", running(1), "waits"),
        Arguments.of("HEALTHY", exited(1, 0, 2), "as dependency did not exit successfully."));
  }

  @ParameterizedTest
  @MethodSource("dependencies")
  void aContainerWaitsForAnother(ContainerCondition condition, Phase awaited, String what) {
    var main = waitingFor(essential("main", WAITING), "other", condition);

    var turn = Turn.of(main, bridged(sidecar("other", awaited), main), at(9));

    assertEquals(
        switch (what) {
          case "starts" -> START;
          case "waits" -> NOTHING;
          default ->
              new Turn.GiveUp(
                  "CannotStartContainerError: dependency graph: failed to resolve container"
                      + " ordering dependency [other] for target [main] "
                      + what);
        },
        turn);
  }

  @Test
  void aContainerStartsWhenTheOneItWaitsForIsHealthy() {
    var db = sidecar("db", running(1));
    var healthy =
        new ContainerLife(
            db.definition(), db.phase(), Optional.empty(), Optional.empty(), HealthStatus.HEALTHY);
    var main = waitingFor(essential("main", WAITING), "db", ContainerCondition.HEALTHY);

    assertEquals(START, Turn.of(main, bridged(healthy, main), at(9)));
  }

  @Test
  void givesUpWhenTheAwaitedOneTakesLongerThanItMay() {
    var db = sidecar("db", running(1));
    var slow = ContainerLife.of(db.definition().toBuilder().startTimeout(5).build(), db.phase());
    var main = waitingFor(essential("main", WAITING), "db", ContainerCondition.HEALTHY);
    var life = bridged(slow, main);

    assertEquals(NOTHING, Turn.of(main, life, at(6)));
    assertEquals(
        new Turn.GiveUp(
            "CannotStartContainerError: dependency graph: container ordering dependency [db] for"
                + " target [main] has timed out."),
        Turn.of(main, life, at(7)));
  }

  @Test
  void whoIsNotToldHowLongWaitsForEver() {
    var main = waitingFor(essential("main", WAITING), "db", ContainerCondition.HEALTHY);

    assertEquals(NOTHING, Turn.of(main, bridged(sidecar("db", running(1)), main), at(1_000_000)));
  }

  @Test
  void containersEndInTheReverseOfTheirOrder() {
    var db = sidecar("db", running(1));
    var main = waitingFor(essential("main", running(2)), "db", ContainerCondition.START);
    var life = stoppedByUser(bridged(db, main), 3);

    assertEquals(NOTHING, Turn.of(db, life, at(4)), "somebody still needs it");
    assertEquals(END, Turn.of(main, life, at(4)));

    var ended = waitingFor(essential("main", exited(2, 143, 5)), "db", ContainerCondition.START);
    assertEquals(END, Turn.of(db, stoppedByUser(bridged(db, ended), 3), at(6)));
  }

  @Test
  void aSidecarEndsWithTheEssentialContainerAndNotTheOtherWayRound() {
    var proxy = sidecar("proxy", running(1));
    var main = essential("main", running(1));

    assertEquals(END, Turn.of(proxy, bridged(essential("main", exited(1, 0, 2)), proxy), at(3)));
    assertEquals(NOTHING, Turn.of(main, bridged(main, sidecar("proxy", exited(1, 1, 2))), at(3)));
  }

  @Test
  void nothingStartsInATaskThatEnds() {
    var late = sidecar("late", WAITING);

    assertEquals(
        new Turn.GiveUp(""),
        Turn.of(late, bridged(essential("main", exited(1, 0, 2)), late), at(3)));
  }

  @Test
  void whatIsStillStartingIsEnded() {
    var main = essential("main", STARTING);

    assertEquals(END, Turn.of(main, stoppedByUser(bridged(main), 2), at(3)));
  }
}
