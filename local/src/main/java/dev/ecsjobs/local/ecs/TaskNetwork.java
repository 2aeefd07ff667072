package dev.ecsjobs.local.ecs;

import dev.ecsjobs.local.ecs.Step.Status;
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
 * else. ECS chooses one of the subnets; this takes the first.
 */
record TaskNetwork(Registration task) {
  private static final int ZONES = 3;

  List<Attachment> attachments(Status step) {
    return subnet().map(subnet -> attachment(subnet, step)).stream().toList();
  }

  /** A subnet is always in one zone, and of several subnets not all in the same. */
  String availabilityZone() {
    var region = task.taskArn().split(":", -1)[3];
    return region + (char) ('a' + Math.floorMod(subnet().orElse("").hashCode(), ZONES));
  }

  private Optional<String> subnet() {
    var network = task.request().networkConfiguration();
    return network == null || network.awsvpcConfiguration() == null
        ? Optional.empty()
        : network.awsvpcConfiguration().subnets().stream().filter(Objects::nonNull).findFirst();
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
