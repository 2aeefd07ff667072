package dev.ecsjobs.local.ecs;

import dev.ecsjobs.local.placement.Cluster;
import dev.ecsjobs.local.placement.ContainerInstance;
import dev.ecsjobs.local.placement.HostPort;
import dev.ecsjobs.local.placement.Place;
import dev.ecsjobs.local.placement.Protocol;
import java.util.Collection;
import java.util.List;
import software.amazon.awssdk.services.ecs.model.Attribute;
import software.amazon.awssdk.services.ecs.model.Resource;

/** A container instance as ECS shows it, with what is left of it. */
record InstanceView(ContainerInstance declared, Cluster cluster, List<TaskLife> tasks) {
  private static final int ID_LENGTH = 16;

  software.amazon.awssdk.services.ecs.model.ContainerInstance instance() {
    return software.amazon.awssdk.services.ecs.model.ContainerInstance.builder()
        .containerInstanceArn(declared.arn())
        .ec2InstanceId(id())
        .status(declared.status().name())
        .agentConnected(declared.agentConnected())
        .capacityProviderName(declared.capacityProvider().orElse(null))
        .registeredResources(
            resources(declared.size().cpu(), declared.size().memory(), declared.reservedPorts()))
        .remainingResources(
            resources(
                cluster.freeCpu(declared),
                cluster.freeMemory(declared),
                cluster.takenPorts(declared)))
        .runningTasksCount(count("RUNNING"))
        .pendingTasksCount(count("PENDING"))
        .attributes(
            declared.attributes().entrySet().stream()
                .map(e -> Attribute.builder().name(e.getKey()).value(e.getValue()).build())
                .toList())
        .build();
  }

  /** Shorter than its ARN's, and the same as long as that is. */
  private String id() {
    var start = declared.arn().lastIndexOf('/') + 1;
    return "i-0" + declared.arn().substring(start, start + ID_LENGTH);
  }

  private int count(String status) {
    return (int)
        tasks.stream()
            .filter(life -> life.task().place().filter(this::isHere).isPresent())
            .filter(life -> TaskView.now(life).lastStatus().equals(status))
            .count();
  }

  private boolean isHere(Place place) {
    return place instanceof Place.OnInstance on && on.instance().equals(declared.arn());
  }

  /** ECS counts ports as those that are taken. */
  private static List<Resource> resources(long cpu, long memory, Collection<HostPort> ports) {
    return List.of(
        number("CPU", cpu),
        number("MEMORY", memory),
        ports("PORTS", Protocol.TCP, ports),
        ports("PORTS_UDP", Protocol.UDP, ports));
  }

  private static Resource number(String name, long value) {
    return Resource.builder()
        .name(name)
        .type("INTEGER")
        .integerValue(Math.toIntExact(value))
        .build();
  }

  private static Resource ports(String name, Protocol protocol, Collection<HostPort> taken) {
    return Resource.builder()
        .name(name)
        .type("STRINGSET")
        .stringSetValue(
            taken.stream()
                .filter(port -> port.protocol() == protocol)
                .map(HostPort::number)
                .sorted()
                .map(String::valueOf)
                .toList())
        .build();
  }
}
