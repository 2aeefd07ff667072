package dev.ecsjobs.local.placement;

import static dev.ecsjobs.local.placement.HostPort.tcp;
import static dev.ecsjobs.local.placement.HostPort.udp;
import static dev.ecsjobs.local.placement.Scene.ports;
import static dev.ecsjobs.local.placement.Scene.reasons;
import static dev.ecsjobs.local.placement.Scene.small;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class HostPortsTest {
  private static final List<String> TAKEN = List.of("RESOURCE:PORTS");
  private static final Cluster TWO =
      Scene.of(
          ContainerInstance.of("i1", "a", Scene.ROOM), ContainerInstance.of("i2", "a", Scene.ROOM));
  private static final Cluster ONE = Scene.of(ContainerInstance.of("i1", "a", Scene.ROOM));

  @Test
  void aStaticPortIsHadOncePerInstance() {
    var web = small("web").with(ports(tcp(80)));

    assertEquals("i2", Scene.instance(Scene.fill(TWO, 1, web), web));
    assertEquals(
        List.of("RESOURCE:PORTS", "RESOURCE:PORTS"), reasons(Scene.fill(TWO, 2, web), web));
  }

  @Test
  void tcpAndUdpDoNotMeet() {
    var held = Scene.fill(ONE, 1, small("dns").with(ports(tcp(53))));

    assertEquals("i1", Scene.instance(held, small("dns").with(ports(udp(53)))));
    assertEquals(TAKEN, reasons(held, small("dns").with(ports(udp(53), tcp(53)))));
  }

  @ParameterizedTest
  @ValueSource(ints = {22, 2375, 2376, 51_678, 51_679, 51_680})
  void whatTheAgentAndSshListenOnIsReserved(int port) {
    assertEquals(TAKEN, reasons(ONE, small("web").with(ports(tcp(port)))));
  }

  @Test
  void dynamicPortsAreTheLowestFreeOnesFrom32768InTheOrderAskedFor() {
    var demand = small("web").with(ports(tcp(0), tcp(80), udp(0), tcp(0)));

    assertEquals(
        List.of(tcp(32_768), tcp(80), udp(32_768), tcp(32_769)), got(Scene.placed(ONE, demand)));
  }

  @Test
  void aDynamicPortGoesRoundThoseThatAreTaken() {
    var held = Scene.fill(ONE, 1, small("web").with(ports(tcp(0), tcp(32_769))));

    assertEquals(List.of(tcp(32_770)), got(Scene.placed(held, small("web").with(ports(tcp(0))))));
    assertEquals(TAKEN, reasons(held, small("web").with(ports(tcp(32_768)))));
  }

  @Test
  void aPortIsFreeAgainWhenItsTaskHasStopped() {
    var web = small("web").with(ports(tcp(80)));
    var held = Scene.fill(ONE, 1, web);

    assertEquals(TAKEN, reasons(held.stopping("filled-0"), web));
    assertEquals("i1", Scene.instance(held.without("filled-0"), web));
  }

  @Test
  void anInstanceHasAHundredReservedPortsAndAnyNumberOfDynamicOnes() {
    var cluster = Scene.of(ContainerInstance.of("i1", "a", new Size(100_000, 100_000)));
    var most = 100 - ContainerInstance.ALWAYS_RESERVED.size();

    assertEquals("i1", Scene.instance(cluster, small("web").with(numbered(most))));
    assertEquals(TAKEN, reasons(cluster, small("web").with(numbered(most + 1))));
    var full = Scene.fill(cluster, 1, small("web").with(numbered(most)));
    assertEquals(TAKEN, reasons(full, small("web").with(ports(tcp(9_999)))));
    var dynamic = small("web").with(ports(tcp(0), tcp(0), tcp(0)));
    assertEquals("i1", Scene.instance(Scene.fill(full, 50, dynamic), dynamic));
  }

  @Test
  void awsvpcHoldsNoHostPort() {
    var web = small("web").with(ports(tcp(80)));
    var own = Scene.fill(ONE, 2, small("web").with(Scene.awsvpc("a")));

    assertEquals(List.of(tcp(80)), got(Scene.placed(own, web)));
  }

  @ParameterizedTest
  @ValueSource(ints = {-1, 65_536})
  void noHostHasSuchAPort(int number) {
    assertThrows(IllegalArgumentException.class, () -> tcp(number));
  }

  private static Network numbered(int number) {
    return ports(IntStream.range(0, number).mapToObj(i -> tcp(8_000 + i)).toArray(HostPort[]::new));
  }

  private static List<HostPort> got(Place place) {
    return switch (place) {
      case Place.OnInstance on -> on.hostPorts();
      case Place.OnFargate fargate -> throw new AssertionError(fargate);
    };
  }
}
