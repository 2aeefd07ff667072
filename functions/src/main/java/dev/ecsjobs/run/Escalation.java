package dev.ecsjobs.run;

import dev.ecsjobs.job.FargateSize;
import dev.ecsjobs.job.TaskTemplate;
import dev.ecsjobs.retry.FailureKind;
import dev.ecsjobs.run.RunEvent.AttemptEnded;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;

/**
 * What the next attempt gets that is different, for what happened to those before it. Derived from
 * the attempts that ended, so it is the same each time the same attempt is launched.
 *
 * @param capacity instead of the job's
 * @param leftOutSubnets subnets in which a task got no network interface
 * @param capacityRefusals how often there was no capacity, nobody says where: each time another
 *     subnet is left out
 * @param size instead of the task's
 * @param containerMemory MiB for the deciding container, where it has a limit of its own
 * @param changes how this is said, after "the attempt is launched"
 */
public record Escalation(
    Optional<String> capacity,
    Set<String> leftOutSubnets,
    int capacityRefusals,
    Optional<FargateSize> size,
    Optional<Integer> containerMemory,
    List<String> changes) {
  private static final int SPOT_INTERRUPTIONS = 2;
  private static final String SPOT = "FARGATE_SPOT";

  private static final Escalation NONE =
      new Escalation(Optional.empty(), Set.of(), 0, Optional.empty(), Optional.empty(), List.of());

  public Escalation {
    leftOutSubnets = Set.copyOf(leftOutSubnets);
    changes = List.copyOf(changes);
  }

  /** What follows from the attempts of this run that have ended. */
  public static Escalation of(Run run) {
    var ended = new ArrayList<AttemptEnded>();
    for (var event : run.timeline()) {
      if (event instanceof AttemptEnded one) {
        ended.add(one);
      }
    }
    if (ended.isEmpty()) {
      return NONE;
    }
    var changes = new ArrayList<String>();
    var capacity = capacity(run, ended);
    capacity.ifPresent(c -> changes.add("on " + c + ", since Spot capacity was taken back twice"));
    var leftOut = leftOutSubnets(ended);
    if (!leftOut.isEmpty()) {
      changes.add("without " + String.join(" and ", leftOut) + ", which gave no network interface");
    }
    int refusals = capacityRefusals(ended);
    if (refusals > 0) {
      changes.add("in other subnets, since there was no capacity");
    }
    var starved = lastOutOfMemory(run, ended);
    var size = starved.flatMap(placement -> larger(run, placement));
    size.ifPresent(
        s ->
            changes.add(
                "with %d MiB instead of %d"
                    .formatted(s.memory(), starved.get().memory().getAsInt())));
    // Nothing larger is allowed, but it stays as large as it has become.
    var kept = size.or(() -> starved.flatMap(Escalation::sizeOf));
    return new Escalation(
        capacity,
        leftOut,
        refusals,
        kept,
        kept.flatMap(s -> containerMemory(starved.get(), s)),
        changes);
  }

  private static Optional<String> capacity(Run run, List<AttemptEnded> ended) {
    long interrupted = ended.stream().filter(Escalation::isSpotInterruption).count();
    boolean onSpot =
        run.job().work() instanceof TaskTemplate task
            && task.capacity().filter(SPOT::equals).isPresent();
    return onSpot && interrupted >= SPOT_INTERRUPTIONS ? Optional.of("FARGATE") : Optional.empty();
  }

  private static boolean isSpotInterruption(AttemptEnded ended) {
    return isFailure(ended, FailureKind.INTERRUPTED)
        && ended.stopped().stream()
            .flatMap(stopped -> stopped.stopCode().stream())
            .anyMatch(code -> code.equals("SpotInterruption") || code.equals("TerminationNotice"));
  }

  private static Set<String> leftOutSubnets(List<AttemptEnded> ended) {
    var subnets = new LinkedHashSet<String>();
    for (var attempt : ended) {
      if (isFailure(attempt, FailureKind.NEVER_STARTED)) {
        attempt.stopped().filter(Escalation::isNetworkTrouble).stream()
            .flatMap(stopped -> stopped.placement().subnet().stream())
            .forEach(subnets::add);
      }
    }
    return subnets;
  }

  private static boolean isNetworkTrouble(StoppedTask stopped) {
    return stopped.words().stream()
        .map(words -> words.toLowerCase(Locale.ROOT))
        .anyMatch(words -> words.contains("network interface") || words.contains("capacity"));
  }

  private static int capacityRefusals(List<AttemptEnded> ended) {
    return (int)
        ended.stream()
            .filter(attempt -> attempt.stopped().isEmpty())
            .filter(attempt -> isFailure(attempt, FailureKind.REFUSED))
            .filter(
                attempt -> attempt.outcome().what().toLowerCase(Locale.ROOT).contains("capacity"))
            .count();
  }

  private static Optional<Placement> lastOutOfMemory(Run run, List<AttemptEnded> ended) {
    if (run.job().retry().growMemory().isEmpty()) {
      return Optional.empty();
    }
    return ended.reversed().stream()
        .filter(attempt -> isFailure(attempt, FailureKind.OUT_OF_MEMORY))
        .findFirst()
        .flatMap(AttemptEnded::stopped)
        .map(StoppedTask::placement)
        .filter(placement -> sizeOf(placement).isPresent());
  }

  private static Optional<FargateSize> larger(Run run, Placement placement) {
    int most = run.job().retry().growMemory().getAsInt();
    return sizeOf(placement).flatMap(size -> size.larger(most));
  }

  private static Optional<FargateSize> sizeOf(Placement placement) {
    return placement.cpu().isPresent() && placement.memory().isPresent()
        ? Optional.of(new FargateSize(placement.cpu().getAsInt(), placement.memory().getAsInt()))
        : Optional.empty();
  }

  /** A container with a limit of its own gets what the task gets more. */
  private static Optional<Integer> containerMemory(Placement before, FargateSize size) {
    return before.containerMemory().isPresent()
        ? Optional.of(
            before.containerMemory().getAsInt() + size.memory() - before.memory().getAsInt())
        : Optional.empty();
  }

  private static boolean isFailure(AttemptEnded ended, FailureKind kind) {
    return ended.outcome() instanceof Outcome.Failed failed && failed.kind() == kind;
  }
}
