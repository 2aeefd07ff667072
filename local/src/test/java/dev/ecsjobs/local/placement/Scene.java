package dev.ecsjobs.local.placement;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.SplittableRandom;
import java.util.stream.Stream;

/** Clusters that are written down as one reads them. */
final class Scene {
  static final Instant NOW = Instant.parse("2026-03-01T02:00:00Z");
  static final Size SMALL = new Size(256, 512);
  static final Size ROOM = new Size(2048, 4096);

  private Scene() {}

  /**
   * Instances by name, whose first letter is their zone, each with the groups of its tasks: {@code
   * a1: web web; b1:}. A task is small, unless {@code db/1024/2048} says its CPU and memory; {@code
   * web!} is stopping.
   */
  static Cluster instances(String text) {
    var instances = new ArrayList<ContainerInstance>();
    var placed = new ArrayList<Placed>();
    for (var line : lines(text)) {
      var name = line[0];
      var zone = name.substring(0, 1);
      instances.add(ContainerInstance.of(name, zone, ROOM));
      placed.addAll(
          tasks(name, line[1], new Place.OnInstance(name, zone, Optional.empty(), List.of())));
    }
    return new Cluster(List.of(), instances, placed, Limits.ofNewAccount(NOW));
  }

  /** Zones of Fargate, each with the groups of its tasks, as above. */
  static Cluster fargate(String text) {
    var zones = new ArrayList<Zone>();
    var placed = new ArrayList<Placed>();
    for (var line : lines(text)) {
      zones.add(Zone.ample(line[0]));
      placed.addAll(tasks(line[0], line[1], new Place.OnFargate(line[0], Optional.empty())));
    }
    return new Cluster(zones, List.of(), placed, Limits.ofNewAccount(NOW));
  }

  static Cluster of(ContainerInstance... instances) {
    return new Cluster(List.of(), List.of(instances), List.of(), Limits.ofNewAccount(NOW));
  }

  static Cluster fill(Cluster cluster, int times, Demand demand) {
    var after = cluster;
    for (var left = times; left > 0; left--) {
      var task = "filled-" + after.placed().size();
      after = after.with(task, demand, placed(after, demand), NOW);
    }
    return after;
  }

  static Answer place(Cluster cluster, Demand demand) {
    return Placement.place(cluster, demand, NOW, new SplittableRandom(1));
  }

  static Place placed(Cluster cluster, Demand demand) {
    return switch (place(cluster, demand)) {
      case Place place -> place;
      case Answer.Refused refused -> throw new AssertionError(refused);
      case Answer.Rejected rejected -> throw new AssertionError(rejected);
      case Answer.Throttled throttled -> throw new AssertionError(throttled);
    };
  }

  /** The name of the instance that the task goes to. */
  static String instance(Cluster cluster, Demand demand) {
    return switch (placed(cluster, demand)) {
      case Place.OnInstance on -> on.instance();
      case Place.OnFargate fargate -> throw new AssertionError(fargate);
    };
  }

  /** Why the task goes nowhere. */
  static List<String> reasons(Cluster cluster, Demand demand) {
    return switch (place(cluster, demand)) {
      case Answer.Refused refused -> refused.failures().stream().map(Failure::reason).toList();
      case Answer.Rejected rejected -> throw new AssertionError(rejected);
      case Answer.Throttled throttled -> throw new AssertionError(throttled);
      case Place place -> throw new AssertionError(place);
    };
  }

  static Demand small(String group) {
    return Demand.onEc2(group, SMALL);
  }

  static Network awsvpc(String... zones) {
    return new Network.Awsvpc(Set.of(zones));
  }

  static Network ports(HostPort... ports) {
    return new Network.Shared(List.of(ports));
  }

  /** {@code zone}, {@code instance}, {@code cpu}, {@code memory}, {@code any}, {@code rack}. */
  static Strategy[] strategies(String words) {
    return Stream.of(words.split(" "))
        .filter(word -> !word.isEmpty())
        .map(
            word ->
                switch (word) {
                  case "zone" -> Strategy.OVER_ZONES;
                  case "instance" -> Strategy.OVER_INSTANCES;
                  case "cpu" -> new Strategy.Binpack(Strategy.Resource.CPU);
                  case "memory" -> new Strategy.Binpack(Strategy.Resource.MEMORY);
                  case "any" -> new Strategy.Anywhere();
                  default -> new Strategy.Spread("attribute:" + word);
                })
        .toArray(Strategy[]::new);
  }

  private static List<String[]> lines(String text) {
    return Stream.of(text.split(";", -1)).map(line -> line.strip().split(":", 2)).toList();
  }

  private static List<Placed> tasks(String at, String words, Place place) {
    var tasks = new ArrayList<Placed>();
    for (var word : words.split(" ", -1)) {
      if (!word.isEmpty()) {
        tasks.add(task(at + "-" + tasks.size(), word, place));
      }
    }
    return tasks;
  }

  private static Placed task(String id, String word, Place place) {
    var parts = word.replace("!", "").split("/", -1);
    var size =
        parts.length == 1
            ? SMALL
            : new Size(Integer.parseInt(parts[1]), Integer.parseInt(parts[2]));
    return new Placed(id, parts[0], size, place, false, word.endsWith("!"));
  }
}
