package dev.ecsjobs.local.ecs;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;

import java.io.IOException;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import software.amazon.awssdk.services.ecs.model.ContainerDefinition;
import software.amazon.awssdk.services.ecs.model.NetworkMode;
import software.amazon.awssdk.services.ecs.model.PortMapping;
import software.amazon.awssdk.services.ecs.model.TransportProtocol;

class ProcessPortsTest {
  private static final ContainerDefinition CONTAINER =
      ContainerDefinition.builder()
          .portMappings(
              PortMapping.builder().containerPort(80).build(),
              PortMapping.builder().containerPort(53).protocol(TransportProtocol.UDP).build(),
              PortMapping.builder().containerPort(90).build())
          .build();

  @Test
  void eachProcessHasPortsOfItsOwnAndIsToldThem() throws IOException {
    var ports = ProcessPorts.of(CONTAINER, NetworkMode.AWSVPC);
    var first = ports.ports().get(80);
    var second = ports.ports().get(90);

    assertNotEquals(first, second);
    assertEquals(
        Map.of("PORT", "" + first, "PORT_80", "" + first, "PORT_90", "" + second),
        ports.environment());
    assertEquals(
        "ecsjobs: instead of port 80 this process is to listen on %d, as PORT_80 says"
            .formatted(first),
        ports.lines().getFirst());
    assertEquals(Optional.of(second), ProcessPorts.read(ports.text(), 90));
    assertEquals(Optional.empty(), ProcessPorts.read(ports.text(), 53));
  }

  @Test
  void inTheHostsNetworkItKeepsItsOwn() throws IOException {
    var ports = ProcessPorts.of(CONTAINER, NetworkMode.HOST);
    assertEquals(Map.of(80, 80, 90, 90), ports.ports());
    assertEquals(List.of(), ports.lines());
  }
}
