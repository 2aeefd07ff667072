package dev.ecsjobs.local.ecs;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import software.amazon.awssdk.services.ecs.model.NetworkMode;

/**
 * One change of a task, which one event tells.
 *
 * <p>Steps follow from the task's facts and nothing else. So a step that is told again after a
 * restart has the version it had.
 *
 * @param wantedStopped a task that still runs may be wanted stopped: so ECS announces a stop
 */
record Step(Status lastStatus, boolean wantedStopped, Instant at, long version) {

  /** How far the task as a whole is. */
  enum Status {
    PROVISIONING,
    PENDING,
    RUNNING,
    DEPROVISIONING,
    STOPPED
  }

  /** A clock may give one time to a start and to the end that follows it: the start comes first. */
  static List<Step> of(TaskLife life) {
    var start = life.startedAt();
    var steps = new Steps(life);
    steps.begin();
    ends(life)
        .filter(at -> start.isEmpty() || at.isBefore(start.get()))
        .forEach(at -> steps.add(Status.PENDING, at));
    start.ifPresent(at -> steps.add(Status.RUNNING, at, false));
    ends(life)
        .filter(at -> start.isPresent() && !at.isBefore(start.get()))
        .forEach(at -> steps.add(Status.RUNNING, at));
    steps.end();
    return steps.taken;
  }

  /** What ends between the first and the last steps: ECS tells of single containers, too. */
  private static Stream<Instant> ends(TaskLife life) {
    var ofContainers =
        life.containers().stream()
            .filter(ContainerLife::hasEndedByItself)
            .filter(container -> !isStart(container, life))
            .flatMap(container -> container.endedAt().stream());
    return Stream.concat(life.ending().map(Ending::at).stream(), ofContainers)
        .filter(at -> isWish(at, life) || isStep(at, life))
        .distinct()
        .sorted();
  }

  /** What will never start is waited for no longer: then that is when the task starts. */
  private static boolean isStart(ContainerLife container, TaskLife life) {
    return container.startedAt().isEmpty() && container.endedAt().equals(life.startedAt());
  }

  /** It was there to be told before what came of it, even where a clock gives both one time. */
  private static boolean isWish(Instant at, TaskLife life) {
    return life.asked().filter(stop -> stop.at().equals(at)).isPresent();
  }

  /** The last container's end is told by the step that follows at once, if one does. */
  private static boolean isStep(Instant at, TaskLife life) {
    var stopped = life.executionStoppedAt();
    return stopped.isEmpty()
        || at.isBefore(stopped.get())
        || (life.clearance().needed() && !hasInterface(life));
  }

  /** ECS provisions what a task needs of its own. */
  private static boolean hasInterface(TaskLife life) {
    return life.task().definition().networkMode() == NetworkMode.AWSVPC;
  }

  /** Counts as it adds. */
  private static final class Steps {
    private final List<Step> taken = new ArrayList<>();
    private final TaskLife life;

    Steps(TaskLife life) {
      this.life = life;
    }

    void begin() {
      if (hasInterface(life)) {
        add(Status.PROVISIONING, life.createdAt());
      }
      add(Status.PENDING, life.createdAt());
    }

    void end() {
      if (hasInterface(life)) {
        life.executionStoppedAt().ifPresent(at -> add(Status.DEPROVISIONING, at));
      }
      life.endedAt().ifPresent(at -> add(Status.STOPPED, at));
    }

    void add(Status status, Instant at) {
      add(status, at, life.ending().filter(end -> !end.at().isAfter(at)).isPresent());
    }

    void add(Status status, Instant at, boolean wantedStopped) {
      taken.add(new Step(status, wantedStopped, at, taken.size() + 1));
    }
  }
}
