package dev.ecsjobs.local.ecs;

import static dev.ecsjobs.local.ecs.Lives.at;
import static dev.ecsjobs.local.ecs.Lives.bridged;
import static dev.ecsjobs.local.ecs.Lives.cleared;
import static dev.ecsjobs.local.ecs.Lives.essential;
import static dev.ecsjobs.local.ecs.Lives.exited;
import static dev.ecsjobs.local.ecs.Lives.neverStarted;
import static dev.ecsjobs.local.ecs.Lives.running;
import static dev.ecsjobs.local.ecs.Lives.sidecar;
import static dev.ecsjobs.local.ecs.Lives.stoppedByUser;
import static dev.ecsjobs.local.ecs.Lives.withInterface;
import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/** Written as version, last status, second; an exclamation mark says that it is wanted stopped. */
class StepTest {
  @Test
  void aTaskOfOneContainerTakesTheFiveStepsThatEcsWasSeenToTake() {
    assertEquals(
        List.of(
            "1 PROVISIONING 0",
            "2 PENDING 0",
            "3 RUNNING 2",
            "4 DEPROVISIONING! 5",
            "5 STOPPED! 5"),
        steps(withInterface(essential("main", exited(2, 0, 5)))));
  }

  @Test
  void aTaskWithoutANetworkInterfaceHasNothingToProvision() {
    assertEquals(
        List.of("1 PENDING 0", "2 RUNNING 2", "3 STOPPED! 5"),
        steps(bridged(essential("main", exited(2, 0, 5)))));
  }

  @Test
  void aStartAndAnEndAtOneTimeAreTwoSteps() {
    var life = bridged(essential("main", exited(2, 3, 2)), sidecar("proxy", running(1)));

    assertEquals(List.of("1 PENDING 0", "2 RUNNING 2", "3 RUNNING! 2"), steps(life));
    assertEquals(
        List.of("1 PENDING 0", "2 RUNNING 2", "3 STOPPED! 2"),
        steps(bridged(essential("main", exited(2, 3, 2)))));
  }

  @Test
  void aStopIsAnnouncedWhileTheTaskStillRuns() {
    var life = stoppedByUser(withInterface(essential("main", exited(2, 143, 5))), 4);

    assertEquals(
        List.of(
            "1 PROVISIONING 0",
            "2 PENDING 0",
            "3 RUNNING 2",
            "4 RUNNING! 4",
            "5 DEPROVISIONING! 5",
            "6 STOPPED! 5"),
        steps(life));
  }

  @Test
  void aStopThatCameTooLateIsNoStep() {
    var life = stoppedByUser(bridged(essential("main", exited(2, 0, 5))), 6);

    assertEquals(List.of("1 PENDING 0", "2 RUNNING 2", "3 STOPPED! 5"), steps(life));
    assertEquals("Essential container in task exited", life.ending().orElseThrow().reason());
  }

  @Test
  void aTaskRunsWhenItsLastContainerDoes() {
    assertEquals(
        List.of("1 PENDING 0", "2 RUNNING 3"),
        steps(bridged(essential("main", running(2)), sidecar("proxy", running(3)))));
    assertEquals(
        List.of("1 PENDING 0"),
        steps(bridged(essential("main", running(2)), sidecar("proxy", new Phase.Waiting()))));
  }

  @Test
  void theEndOfAContainerThatTheTaskCanDoWithoutIsToldAndEndsNothing() {
    var life = bridged(essential("main", running(2)), sidecar("proxy", exited(1, 1, 4)));

    assertEquals(List.of("1 PENDING 0", "2 RUNNING 2", "3 RUNNING 4"), steps(life));
    assertEquals(Optional.empty(), life.ending());
  }

  @Test
  void whatEndsBeforeAllHaveBegunIsToldOfATaskThatIsPending() {
    var life = bridged(sidecar("setup", exited(1, 0, 2)), essential("main", running(3)));

    assertEquals(List.of("1 PENDING 0", "2 PENDING 2", "3 RUNNING 3"), steps(life));
  }

  @Test
  void theEndOfAnEssentialContainerAnnouncesTheStopOfTheOthers() {
    var life = bridged(essential("main", exited(2, 3, 5)), sidecar("proxy", exited(1, 143, 7)));

    assertEquals(
        List.of("1 PENDING 0", "2 RUNNING 2", "3 RUNNING! 5", "4 STOPPED! 7"), steps(life));
    assertEquals(at(5), life.ending().orElseThrow().at());
    assertEquals(Optional.of(at(7)), life.executionStoppedAt());
  }

  @Test
  void ofTwoThatEndedTheFirstSaysWhy() {
    var life =
        bridged(
            essential("a", neverStarted("CannotPullContainerError: no", 1)),
            essential("b", exited(2, 143, 3)));

    assertEquals("CannotPullContainerError: no", life.ending().orElseThrow().reason());
    assertEquals(Optional.empty(), life.startedAt());
    assertEquals(List.of("1 PENDING 0", "2 PENDING! 1", "3 STOPPED! 3"), steps(life));
  }

  @Test
  void aTaskCanDoWithoutASidecarThatCannotBeStarted() {
    var life =
        bridged(
            essential("main", running(2)),
            sidecar("proxy", neverStarted("CannotPullContainerError: no", 3)));

    assertEquals(List.of("1 PENDING 0", "2 RUNNING 3"), steps(life));
  }

  @Test
  void whatAContainerEngineHasLeftIsRemovedBeforeATaskHasStopped() {
    var life = withInterface(essential("main", exited(2, 0, 5)));

    assertEquals("4 DEPROVISIONING! 5", steps(cleared(life, Optional.empty())).getLast());
    assertEquals("5 STOPPED! 6", steps(cleared(life, Optional.of(at(6)))).getLast());

    var bridged = bridged(essential("main", exited(2, 0, 5)));
    assertEquals("3 RUNNING! 5", steps(cleared(bridged, Optional.empty())).getLast());
    assertEquals("4 STOPPED! 6", steps(cleared(bridged, Optional.of(at(6)))).getLast());
  }

  /** Told before, it must not vanish when the end has come. */
  @Test
  void aStopBeforeTheStartIsAStepEvenWhereAClockGivesItAndTheEndOneTime() {
    var life = stoppedByUser(bridged(essential("main", neverStarted("", 3))), 3);

    assertEquals(List.of("1 PENDING 0", "2 PENDING! 3", "3 STOPPED! 3"), steps(life));
  }

  @Test
  void aStopBeforeTheStartIsToldOfATaskThatIsPending() {
    var life = stoppedByUser(bridged(essential("main", neverStarted("", 3))), 2);

    assertEquals(List.of("1 PENDING 0", "2 PENDING! 2", "3 STOPPED! 3"), steps(life));
    assertEquals("enough", life.ending().orElseThrow().reason());
  }

  private static List<String> steps(TaskLife life) {
    return life.steps().stream()
        .map(
            step ->
                "%d %s%s %d"
                    .formatted(
                        step.version(),
                        step.lastStatus(),
                        step.wantedStopped() ? "!" : "",
                        step.at().getEpochSecond() - Lives.CREATED.getEpochSecond()))
        .toList();
  }
}
