package dev.ecsjobs.local.template;

import static dev.ecsjobs.local.template.TemplateText.broken;
import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

class BrokenResourcesTest {

  private static String taskDefinition(String properties) {
    return "Resources:\n  T:\n    Type: AWS::ECS::TaskDefinition\n    Properties:\n"
        + properties.indent(6);
  }

  private static String table(String properties) {
    return "Resources:\n  T:\n    Type: AWS::DynamoDB::Table\n    Properties:\n"
        + properties.indent(6);
  }

  static Stream<Arguments> resources() {
    return Stream.of(
        broken(
            "no containers",
            taskDefinition("Family: a"),
            "template.yaml:5:7: Resources.T.Properties.ContainerDefinitions: is "
                + "missing. Add a list with at least one container."),
        broken(
            "an empty list of containers",
            taskDefinition("ContainerDefinitions: []"),
            "template.yaml:5:29: Resources.T.Properties.ContainerDefinitions: is "
                + "empty. Add a list with at least one container."),
        broken(
            "a map of containers",
            taskDefinition("ContainerDefinitions:\n  Name: a"),
            "template.yaml:6:9: Resources.T.Properties.ContainerDefinitions: "
                + "expected a list, found a map. Write a list, each element after a dash."),
        broken(
            "a container without name and image",
            taskDefinition(
                """
                ContainerDefinitions:
                  - Essential: perhaps
                    Command: echo
                    Environment: [{Value: a}]
                """),
            "template.yaml:6:11: "
                + "Resources.T.Properties.ContainerDefinitions[0].Name: is missing. Give "
                + "the container a name.",
            "template.yaml:6:11: "
                + "Resources.T.Properties.ContainerDefinitions[0].Image: is missing. Add "
                + "the image to run.",
            "template.yaml:6:22: "
                + "Resources.T.Properties.ContainerDefinitions[0].Essential: 'perhaps' is "
                + "not known. Use true or false.",
            "template.yaml:7:20: "
                + "Resources.T.Properties.ContainerDefinitions[0].Command: expected a "
                + "list, found text. Write a list, each element after a dash.",
            "template.yaml:8:25: "
                + "Resources.T.Properties.ContainerDefinitions[0].Environment[0].Name: is "
                + "missing. Give the variable a name."),
        broken(
            "sizes that are none",
            taskDefinition(
                """
                Cpu: a lot
                Memory: 3 GiB
                ContainerDefinitions: [{Name: a, Image: b, Memory: 1 GB}]
                """),
            "template.yaml:5:12: Resources.T.Properties.Cpu: 'a lot' is not a size. Write CPU "
                + "units or 1 vCPU.",
            "template.yaml:6:15: Resources.T.Properties.Memory: '3 GiB' is not a size. Write "
                + "MiB or 1 GB.",
            "template.yaml:7:58: Resources.T.Properties.ContainerDefinitions[0].Memory: '1 GB' "
                + "is not a whole number. Write one."),
        broken(
            "a property that CloudFormation does not have",
            taskDefinition(
                """
                Memory: 512
                ContainerDefinitions: [{Name: a, Image: b, Enviroment: [], HealthCheck: {Comand: [x]}}]
                """),
            "template.yaml:6:62: Resources.T.Properties.ContainerDefinitions[0].Enviroment: "
                + "there is no property Enviroment. Write Environment instead.",
            "template.yaml:6:88: Resources.T.Properties.ContainerDefinitions[0].HealthCheck."
                + "Comand: there is no property Comand. Write Command instead."),
        broken(
            "properties as the API writes them",
            taskDefinition(
                "ContainerDefinitions: [{Name: a, Image: b, Memory: 4}]\nnetworkMode: host"),
            "template.yaml:6:20: Resources.T.Properties.networkMode: there is no property"
                + " networkMode. Write NetworkMode instead."),
        broken(
            "what ECS would refuse",
            taskDefinition(
                """
                RequiresCompatibilities: [FARGATE]
                Cpu: 256
                Memory: 4096
                ContainerDefinitions: [{Name: a, Image: b, Essential: false}]
                """),
            "template.yaml:5:7: Resources.T.Properties: ECS refuses this task definition: Task"
                + " definition doesn't have any essential container. Mend it; sam deploy would fail"
                + " with the same words."),
        broken(
            "all that ECS would refuse",
            taskDefinition(
                """
                RequiresCompatibilities: [FARGATE]
                Cpu: 256
                Memory: 4096
                ContainerDefinitions: [{Name: a, Image: b}]
                """),
            "template.yaml:5:7: Resources.T.Properties: ECS refuses this task definition: Fargate"
                + " only supports network mode ‘awsvpc’. Mend it; sam deploy would fail with the"
                + " same words.",
            "template.yaml:5:7: Resources.T.Properties: ECS refuses this task definition: No"
                + " Fargate configuration exists for given values: 256 CPU, 4096 memory. See the"
                + " Amazon ECS documentation for the valid values. Mend it; sam deploy would fail"
                + " with the same words."),
        broken(
            "a table without keys",
            table("TableName: a"),
            "template.yaml:5:7: Resources.T.Properties.KeySchema: is missing. Add a "
                + "list with {AttributeName: name, KeyType: HASH}."),
        broken(
            "a key without type",
            table(
                """
                AttributeDefinitions: [{AttributeName: a, AttributeType: X}]
                KeySchema: [{AttributeName: b, KeyType: SORT}]
                StreamSpecification: {}
                """),
            "template.yaml:5:64: "
                + "Resources.T.Properties.AttributeDefinitions[0].AttributeType: 'X' is "
                + "not known. Use S or N or B.",
            "template.yaml:6:35: Resources.T.Properties.KeySchema[0].AttributeName: "
                + "'b' has no type. Add {AttributeName: b, AttributeType: S} to "
                + "AttributeDefinitions.",
            "template.yaml:6:47: Resources.T.Properties.KeySchema[0].KeyType: 'SORT' "
                + "is not known. Use HASH or RANGE.",
            "template.yaml:7:28: "
                + "Resources.T.Properties.StreamSpecification.StreamViewType: is missing. "
                + "Add StreamViewType: NEW_IMAGE."));
  }

  @ParameterizedTest(name = "{0}")
  @MethodSource("resources")
  void saysWhereWhatAndHowToMendIt(String what, String template, List<String> problems) {
    assertEquals(problems, TemplateText.problems(template), what);
  }
}
