package dev.ecsjobs.local.placement;

import static dev.ecsjobs.local.placement.Scene.awsvpc;
import static dev.ecsjobs.local.placement.Scene.instances;
import static dev.ecsjobs.local.placement.Scene.ports;
import static dev.ecsjobs.local.placement.Scene.reasons;
import static dev.ecsjobs.local.placement.Scene.small;
import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class RefusalsTest {
  private static final ContainerInstance ONE = ContainerInstance.of("i1", "a", Scene.ROOM);

  @ParameterizedTest
  @CsvSource({
    "2048, 4096, ",
    "2049, 4096, RESOURCE:CPU",
    "2048, 4097, RESOURCE:MEMORY",
    "2049, 4097, RESOURCE:CPU",
  })
  void whatDoesNotFitIsRefused(int cpu, int memory, String reason) {
    var demand = Demand.onEc2("web", new Size(cpu, memory));
    if (reason == null) {
      assertEquals("i1", Scene.instance(Scene.of(ONE), demand));
    } else {
      assertEquals(List.of(reason), reasons(Scene.of(ONE), demand));
    }
  }

  @Test
  void aTaskThatIsStoppingKeepsWhatItHoldsUntilItHasStopped() {
    var large = Demand.onEc2("web", Scene.ROOM);
    var full = Scene.fill(Scene.of(ONE), 1, large);

    assertEquals(List.of("RESOURCE:CPU"), reasons(full.stopping("filled-0"), large));
    assertEquals("i1", Scene.instance(full.without("filled-0"), large));
  }

  @Test
  void eachActiveInstanceSaysWhyNot() {
    var cluster =
        Scene.of(
            ContainerInstance.of("small", "a", new Size(128, 4096)),
            ContainerInstance.of("lean", "a", new Size(2048, 128)),
            ContainerInstance.of("away", "b", Scene.ROOM),
            ContainerInstance.of("asleep", "a", Scene.ROOM).disconnected(),
            ContainerInstance.of("leaving", "a", Scene.ROOM).draining(),
            ContainerInstance.of("crowded", "a", Scene.ROOM).withNetworkInterfaces(1));

    var answer = Scene.place(cluster, small("web").with(awsvpc("a")));

    assertEquals(
        new Answer.Refused(
            List.of(
                failure("small", "RESOURCE:CPU"),
                failure("lean", "RESOURCE:MEMORY"),
                failure("away", "LOCATION"),
                failure("asleep", "AGENT"),
                failure("crowded", "RESOURCE:ENI")),
            false),
        answer);
  }

  @Test
  void aTaskWithAwsvpcHoldsOneOfTheInstancesInterfaces() {
    var cluster = Scene.of(ONE.withNetworkInterfaces(3));
    var demand = small("web").with(awsvpc("a"));

    assertEquals(List.of("RESOURCE:ENI"), reasons(Scene.fill(cluster, 2, demand), demand));
    assertEquals("i1", Scene.instance(Scene.fill(cluster, 2, small("web")), demand));
  }

  @Test
  void aRequiredAttributeMustBeThereAndHaveTheValueIfOneIsAskedFor() {
    var cluster = Scene.of(ONE.with("ecs.capability.task-eni", "").with("ecs.os-type", "linux"));
    var web = small("web");

    assertEquals(
        "i1", Scene.instance(cluster, web.requiring(Map.of("ecs.capability.task-eni", ""))));
    assertEquals("i1", Scene.instance(cluster, web.requiring(Map.of("ecs.os-type", "linux"))));
    assertEquals(
        List.of("ATTRIBUTE"), reasons(cluster, web.requiring(Map.of("ecs.os-type", "windows"))));
    assertEquals(List.of("ATTRIBUTE"), reasons(cluster, web.requiring(Map.of("gpu", ""))));
  }

  @Test
  void aConstraintIsLookedAtOnlyWhereTheTaskWouldFit() {
    var demand =
        Demand.onEc2("web", new Size(2048, 512))
            .with(Constraint.memberOf("attribute:stack == prod"));

    assertEquals(
        List.of("RESOURCE:CPU", "MemberOf placement constraint unsatisfied."),
        reasons(instances("a1: db; b1:"), demand));
  }

  @Test
  void distinctInstancesAreWithoutATaskOfTheGroupThatIsToRun() {
    var demand = small("web").with(Constraint.distinctInstance());

    assertEquals("b1", Scene.instance(instances("a1: web; b1: db web!"), demand));
    assertEquals(
        List.of("DistinctInstance placement constraint unsatisfied."),
        reasons(instances("a1: web"), demand));
  }

  @Test
  void withoutAnInstanceTheRequestIsRejected() {
    var message = "No Container Instances were found in your cluster.";

    assertEquals(new Answer.Rejected(message), Scene.place(Scene.of(), small("web")));
    assertEquals(new Answer.Rejected(message), Scene.place(Scene.of(ONE.draining()), small("web")));
  }

  @ParameterizedTest
  @CsvSource({
    "other, EMPTY CAPACITY PROVIDER",
    "idle, NO ACTIVE INSTANCES",
    "busy, RESOURCE:CPU",
  })
  void aCapacityProviderTakesTheTaskAndSaysWhyItWaits(String provider, String reason) {
    var cluster =
        Scene.of(
            ONE,
            ContainerInstance.of("i2", "a", Scene.ROOM).withCapacityProvider("idle").draining(),
            ContainerInstance.of("i3", "a", new Size(1, 1)).withCapacityProvider("busy"));
    var demand = small("web").with(CapacityStrategy.of(provider));

    assertEquals(List.of(reason), reasons(cluster, demand));
    assertEquals(
        true, ((Answer.Refused) Scene.place(cluster, demand)).provisioning(), "is provisioning");
  }

  @Test
  void aCapacityProviderPlacesOnItsOwnInstancesOnly() {
    var cluster =
        Scene.of(ONE, ContainerInstance.of("i2", "b", Scene.ROOM).withCapacityProvider("mine"));

    assertEquals(
        new Place.OnInstance("i2", "b", Optional.of("mine"), List.of(HostPort.tcp(80))),
        Scene.place(
            cluster, small("web").with(CapacityStrategy.of("mine")).with(ports(HostPort.tcp(80)))));
  }

  private static Failure failure(String instance, String reason) {
    return new Failure(Optional.of(instance), reason);
  }
}
