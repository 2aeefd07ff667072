package dev.ecsjobs.local.ecs;

import static java.util.Comparator.comparing;
import static java.util.Comparator.naturalOrder;

import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * Everything known about one task at one moment.
 *
 * @param asked a user's wish that it stop; it may come too late
 * @param clearance what is left to do after the last container
 */
record TaskLife(
    Registration task,
    Instant createdAt,
    List<ContainerLife> containers,
    Optional<Stop> asked,
    Clearance clearance) {

  /** A user's wish that the task stop. */
  record Stop(String reason, Instant at) {}

  /** Whether a container engine has things of the task's to remove, and when it had. */
  record Clearance(boolean needed, Optional<Instant> doneAt) {
    static final Clearance NONE = new Clearance(false, Optional.empty());
  }

  TaskLife {
    containers = List.copyOf(containers);
  }

  /** Of all that would end it, what came first: a task that had ended was not stopped by a user. */
  Optional<Ending> ending() {
    return Stream.concat(
            asked.map(Ending::wished).stream(),
            containers.stream()
                .filter(ContainerLife::isEssential)
                .flatMap(container -> Ending.of(container).stream()))
        .min(comparing(Ending::at));
  }

  /** When the last container had started, unless the task was to end before. */
  Optional<Instant> startedAt() {
    var begun = containers.stream().map(TaskLife::begunAt).toList();
    if (begun.stream().anyMatch(Optional::isEmpty)) {
      return Optional.empty();
    }
    return last(begun).filter(at -> ending().isEmpty() || !at.isAfter(ending().get().at()));
  }

  /** What will never start is waited for no longer, if the task can do without. */
  private static Optional<Instant> begunAt(ContainerLife container) {
    return container.isEssential()
        ? container.startedAt()
        : container.startedAt().or(container::endedAt);
  }

  /** When the last container had ended. */
  Optional<Instant> executionStoppedAt() {
    return containers.stream().allMatch(ContainerLife::hasEnded)
        ? last(containers.stream().map(ContainerLife::endedAt).toList())
        : Optional.empty();
  }

  /** When nothing was left of it. */
  Optional<Instant> endedAt() {
    return executionStoppedAt()
        .flatMap(at -> clearance.needed() ? clearance.doneAt() : Optional.of(at));
  }

  Optional<Instant> pullStartedAt() {
    return times(containers.stream().map(ContainerLife::pullStartedAt).toList())
        .min(naturalOrder());
  }

  Optional<Instant> pullStoppedAt() {
    return last(containers.stream().map(ContainerLife::pullStoppedAt).toList());
  }

  /** Every step taken so far, the first first. */
  List<Step> steps() {
    return Step.of(this);
  }

  private static Optional<Instant> last(List<Optional<Instant>> times) {
    return times(times).max(naturalOrder());
  }

  private static Stream<Instant> times(List<Optional<Instant>> times) {
    return times.stream().flatMap(Optional::stream);
  }
}
