package dev.ecsjobs.local.ecs;

import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** The region's three zones, and in which of them a subnet is: always the same. */
final class SubnetZones {
  private static final int ZONES = 3;

  private SubnetZones() {}

  static Stream<String> of(String arn) {
    return Stream.of("a", "b", "c").map(letter -> region(arn) + letter);
  }

  static String zone(String arn, String subnet) {
    return region(arn) + (char) ('a' + Math.floorMod(subnet.hashCode(), ZONES));
  }

  /** Without subnets all of them: on this machine nothing forces a task to name any. */
  static Set<String> zones(String arn, List<String> subnets) {
    var named =
        subnets.stream()
            .filter(Objects::nonNull)
            .map(subnet -> zone(arn, subnet))
            .collect(Collectors.toSet());
    return named.isEmpty() ? of(arn).collect(Collectors.toSet()) : named;
  }

  private static String region(String arn) {
    return arn.split(":", -1)[3];
  }
}
