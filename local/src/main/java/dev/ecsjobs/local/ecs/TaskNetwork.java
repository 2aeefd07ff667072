package dev.ecsjobs.local.ecs;

import dev.ecsjobs.local.ecs.Step.Status;
import dev.ecsjobs.local.placement.Place;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.UUID;
import software.amazon.awssdk.services.ecs.model.Attachment;
import software.amazon.awssdk.services.ecs.model.KeyValuePair;

/**
 * Where ECS would have put a task: its subnet and its zone.
 *
 * <p>There is no network interface here, so the attachment names the subnet and makes up nothing
 * else. Of the subnets in its zone a task has the first.
 */
record TaskNetwork(Registration task) {
  List<Attachment> attachments(Status step) {
    return subnet().map(subnet -> attachment(subnet, step)).stream().toList();
  }

  /** A subnet is always in one zone, and of several subnets not all in the same. */
  String availabilityZone() {
    return task.place()
        .map(Place::zone)
        .orElseGet(() -> SubnetZones.zone(task.taskArn(), subnet().orElse("")));
  }

  private Optional<String> subnet() {
    var network = task.request().networkConfiguration();
    return network == null || network.awsvpcConfiguration() == null
        ? Optional.empty()
        : network.awsvpcConfiguration().subnets().stream()
            .filter(Objects::nonNull)
            .filter(this::isInItsZone)
            .findFirst();
  }

  private boolean isInItsZone(String subnet) {
    var zone = SubnetZones.zone(task.taskArn(), subnet);
    return task.place().map(Place::zone).orElse(zone).equals(zone);
  }

  private Attachment attachment(String subnet, Status step) {
    var id = UUID.nameUUIDFromBytes((task.id() + "/eni").getBytes(StandardCharsets.UTF_8));
    return Attachment.builder()
        .id(id.toString())
        .type("ElasticNetworkInterface")
        .status(
            switch (step) {
              case PROVISIONING -> "PRECREATED";
              case PENDING, RUNNING -> "ATTACHED";
              case DEPROVISIONING -> "DETACHING";
              case STOPPED -> "DELETED";
            })
        .details(KeyValuePair.builder().name("subnetId").value(subnet).build())
        .build();
  }
}
