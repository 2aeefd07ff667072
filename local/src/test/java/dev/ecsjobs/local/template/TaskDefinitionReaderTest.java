package dev.ecsjobs.local.template;

import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.ecsjobs.Checked;
import dev.ecsjobs.local.ecs.Revision;
import dev.ecsjobs.local.ecs.TaskDefinitions;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import software.amazon.awssdk.services.ecs.model.Compatibility;
import software.amazon.awssdk.services.ecs.model.ContainerCondition;
import software.amazon.awssdk.services.ecs.model.ContainerDefinition;
import software.amazon.awssdk.services.ecs.model.KeyValuePair;
import software.amazon.awssdk.services.ecs.model.NetworkMode;
import software.amazon.awssdk.services.ecs.model.TaskDefinition;

class TaskDefinitionReaderTest {
  private static final String ARN = "arn:aws:ecs:us-east-1:000000000000:task-definition/";

  private static final String WHOLE =
      """
      Conditions: {No: !Equals [a, b]}
      Resources:
        Repository: {Type: AWS::ECR::Repository, Properties: {RepositoryName: reports}}
        Report:
          Type: AWS::ECS::TaskDefinition
          Properties:
            Family: report
            RequiresCompatibilities: [FARGATE]
            NetworkMode: awsvpc
            Cpu: .25 vCPU
            Memory: 2 GB
            TaskRoleArn: !ImportValue reports-role
            ExecutionRoleArn: !GetAtt Execution.Arn
            RuntimePlatform: {OperatingSystemFamily: LINUX, CpuArchitecture: ARM64}
            EphemeralStorage: {SizeInGiB: 40}
            Tags: [{Key: team, Value: reports}]
            ProxyConfiguration:
              ContainerName: helper
              ProxyConfigurationProperties: [{Name: ProxyIngressPort, Value: 15000}]
            Volumes:
              - Name: shared
                EFSVolumeConfiguration:
                  FilesystemId: !Ref Files
                  TransitEncryption: ENABLED
                  AuthorizationConfig: {AccessPointId: fsap-1, IAM: ENABLED}
            ContainerDefinitions:
              - Name: main
                Image: !Sub "${Repository.RepositoryUri}:1"
                EntryPoint: [sh, -c]
                Command: ["echo hello"]
                Memory: "384"
                Essential: "true"
                Environment: [{Name: A, Value: 1}, !If [No, {Name: B, Value: b}, !Ref AWS::NoValue]]
                Secrets: [{Name: TOKEN, ValueFrom: !ImportValue token}]
                DependsOn: [{ContainerName: helper, Condition: HEALTHY}]
                PortMappings: [{ContainerPort: 8080}]
                DockerLabels: {team.name: reports}
                LinuxParameters: {InitProcessEnabled: true}
                LogConfiguration:
                  LogDriver: awslogs
                  Options: {awslogs-group: !ImportValue logs, awslogs-region: !Ref AWS::Region}
              - Name: helper
                Image: helper
                Essential: false
                HealthCheck: {Command: [CMD, "true"], Interval: 5}
        Files: {Type: AWS::EFS::FileSystem}
        Execution: {Type: AWS::IAM::Role}
      """;

  private final Revision whole = TemplateText.valid(WHOLE).taskDefinitions().getFirst();
  private final TaskDefinition task = whole.definition();
  private final ContainerDefinition main = task.containerDefinitions().getFirst();

  @Test
  void readsTheTask() {
    assertEquals("report", task.family());
    assertEquals(ARN + "report:1", task.taskDefinitionArn());
    assertEquals(NetworkMode.AWSVPC, task.networkMode());
    assertEquals("256", task.cpu());
    assertEquals("2048", task.memory());
    assertEquals("arn:aws:iam::000000000000:role/demo-Execution", task.executionRoleArn());
    assertEquals("ARM64", task.runtimePlatform().cpuArchitectureAsString());
    assertEquals(40, task.ephemeralStorage().sizeInGiB());
    assertEquals("reports", whole.tags().getFirst().value());
    assertEquals(List.of(Compatibility.EC2, Compatibility.FARGATE), task.compatibilities());
  }

  @Test
  void readsItsContainers() {
    assertEquals("000000000000.dkr.ecr.us-east-1.amazonaws.com/reports:1", main.image());
    assertEquals(List.of("sh", "-c"), main.entryPoint());
    assertEquals(List.of("echo hello"), main.command());
    assertEquals(384, main.memory());
    assertEquals(true, main.essential());
    assertEquals(List.of(KeyValuePair.builder().name("A").value("1").build()), main.environment());
    assertEquals(ContainerCondition.HEALTHY, main.dependsOn().getFirst().condition());
    assertEquals(8080, main.portMappings().getFirst().containerPort());
    assertEquals(true, main.linuxParameters().initProcessEnabled());
    var helper = task.containerDefinitions().getLast();
    assertEquals(false, helper.essential());
    assertEquals(5, helper.healthCheck().interval());
  }

  @Test
  void readsWhatCloudFormationWritesInOtherLetters() {
    var efs = task.volumes().getFirst().efsVolumeConfiguration();
    assertEquals("demo-Files", efs.fileSystemId());
    assertEquals("ENABLED", efs.authorizationConfig().iamAsString());
    assertEquals("ProxyIngressPort", task.proxyConfiguration().properties().getFirst().name());
    assertEquals(Map.of("team.name", "reports"), main.dockerLabels());
  }

  @Test
  void takesAStandInForWhatNothingHereLooksAt() {
    assertEquals("unknown-on-this-machine", task.taskRoleArn());
    assertEquals("unknown-on-this-machine", main.secrets().getFirst().valueFrom());
    assertEquals(
        Map.of("awslogs-group", "unknown-on-this-machine", "awslogs-region", "us-east-1"),
        main.logConfiguration().options());
  }

  private static String template(String command) {
    return """
    Resources:
      F:
        Type: AWS::Serverless::Function
        Properties:
          Handler: a.B
          Environment: {Variables: {TASK: !Ref Task}}
      Task:
        Type: AWS::ECS::TaskDefinition
        Properties:
          Family: report
          ContainerDefinitions: [{Name: a, Image: b, Memory: 32, Command: [%s]}]
    """
        .formatted(command);
  }

  @Test
  void aChangedDefinitionIsTheNextRevisionAndAnUnchangedOneTheSame(@TempDir Path folder)
      throws IOException {
    assertEquals("report:1", deployed(folder, "one"));
    assertEquals("report:1", deployed(folder, "one"));
    assertEquals("report:2", deployed(folder, "two"));
    assertEquals("report:2", deployed(folder, "two"));
    assertEquals("report:3", deployed(folder, "one"), "as CloudFormation would");
  }

  /** What the function is told, once the template's definitions are registered. */
  private static String deployed(Path folder, String command) throws IOException {
    var registered = TaskDefinitions.beside(folder.resolve("tasks"));
    var file = Files.writeString(folder.resolve("template.yaml"), template(command));
    var template =
        ((Checked.Valid<Template>)
                Template.read(
                    file,
                    "demo",
                    Map.of(),
                    definition -> {
                      try {
                        return registered.revisionOf(definition.get());
                      } catch (IOException e) {
                        throw new AssertionError(e);
                      }
                    }))
            .value();
    var revision = template.taskDefinitions().getFirst();
    assertEquals(revision.arn(), registered.adopt(revision).arn());
    var told = template.functions().getFirst().environment().get("TASK");
    assertEquals(revision.arn(), told);
    return told.replace(ARN, "");
  }

  @Test
  void aDefinitionThatRefersToItselfIsACircle() {
    var circle =
        """
        Resources:
          A:
            Type: AWS::ECS::TaskDefinition
            Properties:
              ContainerDefinitions: [{Name: a, Image: !Ref A, Memory: 32}]
        """;
    assertEquals(
        List.of(
            "template.yaml:5:47: Resources.A.Properties.ContainerDefinitions[0].Image: the names"
                + " go in a circle: A -> A. Take one of these references out."),
        TemplateText.problems(circle, Map.of(), definition -> definition.get() == null ? 0 : 1));
  }
}
