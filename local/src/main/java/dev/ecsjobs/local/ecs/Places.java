package dev.ecsjobs.local.ecs;

import dev.ecsjobs.Checked;
import dev.ecsjobs.local.placement.Answer;
import dev.ecsjobs.local.placement.Cluster;
import dev.ecsjobs.local.placement.ContainerInstance;
import dev.ecsjobs.local.placement.Demand;
import dev.ecsjobs.local.placement.Limits;
import dev.ecsjobs.local.placement.Network;
import dev.ecsjobs.local.placement.Place;
import dev.ecsjobs.local.placement.Placed;
import dev.ecsjobs.local.placement.Placement;
import dev.ecsjobs.local.placement.Zone;
import java.io.IOException;
import java.time.Instant;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.SplittableRandom;
import java.util.function.Consumer;

/**
 * Where the clusters' tasks are, and where the next one goes: Fargate in three zones with a new
 * account's quotas, and the instances that are declared for the template's cluster.
 *
 * <p>Where no instance is declared, tasks for EC2 are taken without a place.
 */
final class Places {
  private final Instances instances;
  private final List<Zone> zones;
  private final Consumer<String> diagnostics;
  private final SplittableRandom chance = new SplittableRandom();

  /** Only the launch rates, which begin anew with the process; quotas follow from the tasks. */
  private Limits limits;

  private String trouble = "";

  Places(LocalCluster cluster, Instant now, Consumer<String> diagnostics) {
    this.instances = new Instances(cluster.tasks().resolveSibling("instances.json"), cluster.arn());
    this.zones = SubnetZones.of(cluster.arn()).map(Zone::ample).toList();
    this.limits = Limits.ofNewAccount(now);
    this.diagnostics = diagnostics;
  }

  /** Empty if the task needs none here. */
  synchronized Optional<Answer> place(Registration task, List<TaskLife> known, Instant now)
      throws IOException {
    var demand = asked(task);
    var cluster = cluster(task.clusterArn(), known);
    if (cluster.instances().isEmpty() && !Demands.onFargate(demand.capacity())) {
      return Optional.empty();
    }
    var answer = Placement.place(cluster, demand, now, chance);
    if (answer instanceof Place place) {
      limits = cluster.with(task.id(), demand, place, now).limits();
    }
    return Optional.of(answer);
  }

  /** A cluster's instances and what runs where. */
  synchronized Cluster cluster(String arn, List<TaskLife> known) throws IOException {
    var declared = arn.equals(instances.clusterArn()) ? declared() : List.<ContainerInstance>of();
    return new Cluster(zones, declared, placed(known), limits);
  }

  private static Demand asked(Registration task) {
    try {
      return Demands.of(task);
    } catch (IllegalArgumentException e) {
      throw EcsErrors.invalidParameter("Invalid request: " + e.getMessage() + ".");
    }
  }

  /** With a mistake in the file there are none, and a sentence says so. */
  private List<ContainerInstance> declared() throws IOException {
    return switch (instances.read()) {
      case Checked.Valid<List<ContainerInstance>>(var list) -> list;
      case Checked.Invalid<List<ContainerInstance>>(var problems) -> {
        var message = String.join(" ", problems.stream().map(Objects::toString).toList());
        if (!message.equals(trouble)) {
          diagnostics.accept(message);
        }
        trouble = message;
        yield List.of();
      }
    };
  }

  private static List<Placed> placed(List<TaskLife> known) {
    return known.stream()
        .filter(life -> life.endedAt().isEmpty())
        .flatMap(life -> life.task().place().map(place -> placed(life, place)).stream())
        .toList();
  }

  private static Placed placed(TaskLife life, Place place) {
    var demand = Demands.of(life.task());
    return new Placed(
        life.task().id(),
        demand.group(),
        demand.size(),
        place,
        demand.network() instanceof Network.Awsvpc,
        life.ending().isPresent());
  }
}
