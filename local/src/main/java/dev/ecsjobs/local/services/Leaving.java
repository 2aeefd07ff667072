package dev.ecsjobs.local.services;

import dev.ecsjobs.local.placement.Cluster;
import dev.ecsjobs.local.placement.ContainerInstance;
import dev.ecsjobs.local.placement.Limits;
import dev.ecsjobs.local.placement.Place;
import dev.ecsjobs.local.placement.Placed;
import dev.ecsjobs.local.placement.ScaleIn;
import dev.ecsjobs.local.placement.Size;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.SplittableRandom;

/** Which of several tasks stop first: those that do not run yet, then where most are. */
final class Leaving {
  private static final String GROUP = "service";
  private static final Size NOTHING = new Size(0, 0);

  private Leaving() {}

  /**
   * The first to stop first.
   *
   * @param all the tasks that count where they are
   */
  static List<ServiceTask> order(List<ServiceTask> all, List<ServiceTask> candidates) {
    var order = new ArrayList<ServiceTask>();
    ScaleIn.order(
            cluster(all),
            GROUP,
            placed -> candidates.stream().anyMatch(task -> task.arn().equals(placed.task())),
            List.of(),
            new SplittableRandom(all.size()))
        .forEach(
            placed ->
                candidates.stream()
                    .filter(task -> task.arn().equals(placed.task()))
                    .forEach(order::add));
    order.sort(Comparator.comparing(ServiceTask::isHealthy)); // stable: the unhealthy come first
    return order;
  }

  private static Cluster cluster(List<ServiceTask> tasks) {
    var placed =
        tasks.stream()
            .map(task -> new Placed(task.arn(), GROUP, NOTHING, place(task), false, false))
            .toList();
    var instances =
        tasks.stream()
            .filter(task -> task.instance().isPresent())
            .map(task -> ContainerInstance.of(task.instance().orElseThrow(), task.zone(), NOTHING))
            .distinct()
            .toList();
    return new Cluster(List.of(), instances, placed, Limits.ofNewAccount(Instant.EPOCH));
  }

  private static Place place(ServiceTask task) {
    return task.instance()
        .<Place>map(one -> new Place.OnInstance(one, task.zone(), Optional.empty(), List.of()))
        .orElseGet(() -> new Place.OnFargate(task.zone(), Optional.empty()));
  }
}
