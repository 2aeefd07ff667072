package dev.ecsjobs.local.placement;

import static dev.ecsjobs.local.placement.Scene.NOW;
import static dev.ecsjobs.local.placement.Scene.SMALL;
import static dev.ecsjobs.local.placement.Scene.fargate;
import static dev.ecsjobs.local.placement.Scene.reasons;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import dev.ecsjobs.engine.TokenBucket;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class FargatePlacementTest {
  private static final Set<String> ALL = Set.of("a", "b", "c");
  private static final String NO_CAPACITY =
      "Capacity is unavailable at this time. Please try again later or in a different availability"
          + " zone";
  private static final CapacityStrategy SPOT = CapacityStrategy.of("FARGATE_SPOT");

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          # what runs where           | the subnets' zones | the next web goes to
          a:; b:; c:                  | a b c              | a
          a:; b:; c:                  | c b                | b
          a: web; b:; c:              | a b c              | b
          a: web web; b: web; c: web  | a b c              | b
          a: web web; b: web; c: web  | a c                | c
          # of equal zones the one with fewer tasks of others
          a: db db; b: db; c: db db   | a b c              | b
          a: db db; b: web; c: web    | a b c              | a
          # who is stopping is counted no more
          a: web!; b: web; c: web     | a b c              | a
          """)
  void theNextTaskGoesToTheEmptiestOfItsZones(String cluster, String zones, String zone) {
    assertEquals(
        new Place.OnFargate(zone, Optional.empty()),
        Scene.place(fargate(cluster), Demand.onFargate("web", SMALL, Set.of(zones.split(" ")))));
  }

  @Test
  void aProvidersNameIsKnownOfThePlaceOnlyIfAStrategyNamedIt() {
    var cluster = fargate("a:");
    var web = Demand.onFargate("web", SMALL, ALL);

    assertEquals(new Place.OnFargate("a", Optional.empty()), Scene.place(cluster, web));
    assertEquals(
        new Place.OnFargate("a", Optional.of("FARGATE_SPOT")),
        Scene.place(cluster, web.with(SPOT)));
  }

  @Test
  void theQuotaOfVcpusIsForAllGroupsAndZonesTogether() {
    var vcpu = new Size(1024, 2048);
    var full = fargate("a: db/1024/2048 db/1024/2048; b: web/1024/2048 web/2048/4096; c:");
    var half = Demand.onFargate("web", new Size(512, 1024), ALL);

    assertEquals(
        new Place.OnFargate("c", Optional.empty()),
        Scene.place(full, Demand.onFargate("web", vcpu, ALL)));
    assertEquals(
        List.of("You’ve reached the limit on the number of vCPUs you can run concurrently"),
        reasons(full.with("last", half, Scene.placed(full, half), NOW), withCpu(513)));
  }

  @Test
  void aTaskThatIsStoppingStillCountsForTheQuota() {
    var cluster = fargate("a: db/2048/4096! db/4096/8192!");

    assertEquals(1, reasons(cluster, withCpu(256)).size());
    assertEquals("a", Scene.placed(cluster.without("a-0"), withCpu(256)).zone());
  }

  @Test
  void aTaskLargerThanTheWholeQuotaIsToldSo() {
    assertEquals(
        List.of("The requested CPU configuration is above your limit"),
        reasons(fargate("a:"), withCpu(8192)));
  }

  @Test
  void spotHasAQuotaOfItsOwn() {
    var full = fargate("a: db/4096/8192 db/2048/4096");

    assertEquals("a", Scene.placed(full, withCpu(256).with(SPOT)).zone());
  }

  @Test
  void aZoneWithoutCapacityIsPassedOver() {
    var cluster =
        new Cluster(
            List.of(new Zone("a", 0, 0), new Zone("b", 1024, 0), new Zone("c", 2048, 512)),
            List.of(),
            List.of(),
            Limits.ofNewAccount(NOW));

    assertEquals("b", Scene.placed(cluster, withCpu(1024)).zone());
    assertEquals("c", Scene.placed(cluster, withCpu(2048)).zone());
    assertEquals("c", Scene.placed(cluster, withCpu(512).with(SPOT)).zone());
    assertEquals(List.of(NO_CAPACITY), reasons(cluster, withCpu(4096)));
    assertEquals(List.of(NO_CAPACITY), reasons(cluster, withCpu(1024).with(SPOT)));
    assertEquals(
        List.of(NO_CAPACITY), reasons(cluster, Demand.onFargate("web", SMALL, Set.of("z"))));
  }

  @Test
  void afterTheBurstTheLaunchesOfAMarketAreThrottled() {
    var allowance = new Limits.Allowance(1_000_000, TokenBucket.full(2, 4, NOW));
    var cluster =
        new Cluster(
            List.of(Zone.ample("a")), List.of(), List.of(), new Limits(allowance, allowance));

    var burst = Scene.fill(cluster, 2, withCpu(256));

    assertEquals(new Answer.Throttled(NOW.plusMillis(250)), Scene.place(burst, withCpu(256)));
    assertEquals("a", Scene.placed(burst, withCpu(256).with(SPOT)).zone());
  }

  @Test
  void fargateHasNoNetworkModeButAwsvpc() {
    var shared = Demand.onEc2("web", SMALL);
    assertThrows(IllegalArgumentException.class, () -> shared.with(LaunchType.FARGATE));
    assertThrows(IllegalArgumentException.class, () -> shared.with(SPOT));
  }

  private static Demand withCpu(int cpu) {
    return Demand.onFargate("web", new Size(cpu, 512), ALL);
  }
}
