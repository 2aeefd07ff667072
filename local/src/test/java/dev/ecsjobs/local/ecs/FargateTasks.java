package dev.ecsjobs.local.ecs;

import software.amazon.awssdk.services.ecs.model.NetworkConfiguration;
import software.amazon.awssdk.services.ecs.model.NetworkMode;
import software.amazon.awssdk.services.ecs.model.PortMapping;
import software.amazon.awssdk.services.ecs.model.RegisterTaskDefinitionRequest;

/** Task definitions as Fargate takes them, and a network in three zones. */
final class FargateTasks {
  private FargateTasks() {}

  static Revision revision(int number, String... command) {
    var request =
        RegisterTaskDefinitionRequest.builder()
            .family("report")
            .networkMode(NetworkMode.AWSVPC)
            .cpu("256")
            .memory("512")
            .containerDefinitions(
                Bench.container("main", command).toBuilder()
                    .portMappings(PortMapping.builder().containerPort(80).build())
                    .build())
            .build();
    return Revision.ofTemplate(Bench.DEFINITION.replace(":1", ":" + number), request);
  }

  static NetworkConfiguration threeZones() {
    return NetworkConfiguration.builder()
        .awsvpcConfiguration(v -> v.subnets("subnet-a", "subnet-b", "subnet-c"))
        .build();
  }
}
