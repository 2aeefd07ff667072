package dev.ecsjobs.local.ecs.definition;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import software.amazon.awssdk.core.SdkField;
import software.amazon.awssdk.services.ecs.model.ContainerDefinition;
import software.amazon.awssdk.services.ecs.model.PortMapping;
import software.amazon.awssdk.services.ecs.model.RegisterTaskDefinitionRequest;
import software.amazon.awssdk.services.ecs.model.TaskDefinition;

class FilledTest {
  private static RegisterTaskDefinitionRequest.Builder task() {
    return RegisterTaskDefinitionRequest.builder()
        .family("f")
        .containerDefinitions(
            ContainerDefinition.builder()
                .name("main")
                .image("i")
                .memory(64)
                .portMappings(PortMapping.builder().containerPort(80).build())
                .build());
  }

  @Test
  void keepsWhatItIsGivenAndSaysWhatThatMeans() {
    var filled = Filled.of(task().cpu(".5 vCPU").memory("1 GB").taskRoleArn("role").build());

    assertEquals("512", filled.cpu());
    assertEquals("1024", filled.memory());
    assertEquals("role", filled.taskRoleArn());
    assertEquals("ACTIVE", filled.statusAsString());
    var main = filled.containerDefinitions().getFirst();
    assertEquals(true, main.essential());
    assertEquals(0, main.cpu());
    assertEquals(true, main.hasEnvironment());
    assertEquals(true, filled.hasVolumes());
    assertEquals("tcp", main.portMappings().getFirst().protocolAsString());
  }

  @ParameterizedTest
  @CsvSource({"bridge, 0", "host, 80", "awsvpc, 80"})
  void aHostPortIsTheContainersOrAnyOne(String mode, int hostPort) {
    var main = Filled.of(task().networkMode(mode).build()).containerDefinitions().getFirst();

    assertEquals(hostPort, main.portMappings().getFirst().hostPort());
  }

  @Test
  void knowsWhereATaskMayRun() {
    assertEquals(List.of("EXTERNAL", "EC2"), compatibilities(task()));
    assertEquals(List.of("EC2"), compatibilities(task().networkMode("awsvpc")));
    assertEquals(
        List.of("EC2", "FARGATE"),
        compatibilities(task().networkMode("awsvpc").cpu("256").memory("512")));
  }

  private static List<String> compatibilities(RegisterTaskDefinitionRequest.Builder task) {
    return Filled.of(task.build()).compatibilitiesAsStrings();
  }

  /** A newer SDK may have more: then somebody has to decide whether a process honours it. */
  @Test
  void everyFieldIsEitherHonouredOrListedAsLeftOut() {
    var ofContainers = new TreeSet<>(LeftOut.HONOURED);
    ofContainers.addAll(LeftOut.MISSED);
    ofContainers.addAll(LeftOut.NEEDLESS);
    assertEquals(names(ContainerDefinition.builder().sdkFields()), ofContainers);
    assertEquals(
        ofContainers.size(),
        LeftOut.HONOURED.size() + LeftOut.MISSED.size() + LeftOut.NEEDLESS.size());

    var ofTasks = new TreeSet<>(LeftOut.OF_THE_TASK);
    ofTasks.addAll(List.of("family", "containerDefinitions", "memory", "requiresCompatibilities"));
    assertEquals(names(RegisterTaskDefinitionRequest.builder().sdkFields()), ofTasks);
  }

  /** So that nothing is lost on the way from one to the other. */
  @Test
  void aDefinitionHasEveryFieldThatIsRegisteredButTags() {
    var registered = names(RegisterTaskDefinitionRequest.builder().sdkFields());
    registered.removeAll(names(TaskDefinition.builder().sdkFields()));

    assertEquals(new TreeSet<>(List.of("tags")), registered);
  }

  private static Set<String> names(List<SdkField<?>> fields) {
    return fields.stream()
        .map(SdkField::locationName)
        .collect(Collectors.toCollection(TreeSet::new));
  }
}
