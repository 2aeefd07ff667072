package dev.ecsjobs.local.wire;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What SDKs would not send; AWS itself would refuse it in the same words or like ones. */
class WrongRequestsTest {
  private static WiredStack stack;

  @BeforeAll
  static void start(@TempDir Path folder) {
    stack = new WiredStack(folder);
  }

  @AfterAll
  static void stop() {
    stack.close();
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      textBlock =
          """
          RunTask                | {'cluster': C}                                             | TaskDefinition cannot be empty.
          RunTask                | {'cluster': C, 'taskDefinition': D, 'launchType': 'MOON'}  | launchType must be EC2, FARGATE or EXTERNAL.
          RunTask                | {'cluster': C, 'taskDefinition': D, 'count': 2}            | Count must be 1 here: ask once for each task.
          RunTask                | {'cluster': C, 'taskDefinition': D, 'capacityProviderStrategy': [{'weight': 1}]} | capacityProvider cannot be empty.
          RunTask                | {'cluster': C, 'taskDefinition': D, 'networkConfiguration': {'awsvpcConfiguration': {}}} | subnets can not be empty.
          RunTask                | {'cluster': C, 'taskDefinition': D, 'networkConfiguration': {'awsvpcConfiguration': {'subnets': ['s'], 'assignPublicIp': 'YES'}}} | assignPublicIp must be ENABLED or DISABLED.
          RunTask                | {'cluster': C, 'taskDefinition': D, 'overrides': {'containerOverrides': [{'command': []}]}} | Container Override must specify a container name.
          RunTask                | {'cluster': C, 'taskDefinition': D, 'overrides': {'containerOverrides': [{'name': 'main', 'environment': [{'value': 'v'}]}]}} | The name of a variable cannot be empty.
          StopTask               | {'cluster': C}                                             | Task cannot be empty.
          DescribeTasks          | {'cluster': C}                                             | Tasks cannot be empty.
          DescribeTaskDefinition | {}                                                         | TaskDefinition cannot be empty.
          DescribeTaskDefinition |                                                            | TaskDefinition cannot be empty.
          """)
  void whatIsRequiredIsMissedHereAsOnAws(String action, String body, String message) {
    var refused = ecs(action, body == null ? "" : body);

    assertEquals("InvalidParameterException", refused.type(), refused::body);
    assertEquals(message, refused.message());
    assertEquals(400, refused.status());
    assertEquals("InvalidParameterException", refused.headers().get("x-amzn-errortype"));
    assertEquals("application/x-amz-json-1.1", refused.headers().get("content-type"));
    assertTrue(refused.headers().containsKey("x-amzn-requestid"));
  }

  /** The AWS CLI: An error occurred (type) when calling the … operation: message. */
  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      textBlock =
          """
          RunTask                | {'cluster': C, 'taskDefinition': 'x'} | ClientException | TaskDefinition not found.
          RunTask                | {'cluster': C, 'taskDefinition': D} | InvalidParameterException | Network Configuration must be provided when networkMode 'awsvpc' is specified.
          DescribeTaskDefinition | {'taskDefinition': 'x'} | ClientException | Unable to describe task definition.
          RegisterTaskDefinition | {'family': 'x'} | ClientException | Container list cannot be empty.
          RegisterTaskDefinition | {'family': 'x', 'containerDefinitions': [{'name': 'a', 'image': 'b'}]} | ClientException | Invalid setting for container 'a'. At least one of 'memory' or 'memoryReservation' must be specified.
          RegisterTaskDefinition | {'family': 'x', 'requiresCompatibilities': ['FARGATE'], 'networkMode': 'awsvpc', 'cpu': '256', 'memory': '4096', 'containerDefinitions': [{'name': 'a', 'image': 'b'}]} | ClientException | No Fargate configuration exists for given values: 256 CPU, 4096 memory. See the Amazon ECS documentation for the valid values.
          DeleteCluster          | {'cluster': 'x'} | ClusterNotFoundException | Cluster not found.
          """)
  void whatEcsRefusesIsRefusedInItsWords(String action, String body, String type, String message) {
    var refused = ecs(action, body);

    assertEquals(type, refused.type(), refused::body);
    assertEquals(message, refused.message());
    assertEquals(400, refused.status());
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      textBlock =
          """
          {'cluster':                                 | expected a value
          []                                          | not a JSON object
          {} {}                                       | expected the end of the text
          {'count': 'two'}                            | count has to be of type Integer, and is: two
          {'count': 12345678901}                      | count has to be of type Integer, and is: 12345678901
          {'cluster': 7}                              | cluster has to be of type String, and is: 7
          {'overrides': []}                           | overrides has to be of type
          {'overrides': {'containerOverrides': [7]}}  | overrides.containerOverrides[] has to be of type
          {'overrides': {'containerOverrides': [{'command': ['a', null]}]}} | overrides.containerOverrides[].command[] has to be of type String, and is: null
          """)
  void whatIsNoSuchJsonIsASerializationException(String body, String part) {
    var refused = ecs("RunTask", body);

    assertEquals("SerializationException", refused.type(), refused::body);
    assertTrue(refused.message().contains(part), refused::body);
    assertEquals(400, refused.status());
  }

  @Test
  void whatIsWrongIsNotSentBackWhole() {
    var refused = ecs("RunTask", "[".repeat(20_000));

    assertEquals("SerializationException", refused.type());
    assertTrue(refused.body().length() < 1000, refused::body);
  }

  @Test
  void whatTheApiDoesNotKnowIsIgnored() {
    var answer = ecs("DescribeClusters", "{'clusters': [C], 'colour': {'dark': [1, 2]}}");

    assertEquals(200, answer.status(), answer::body);
    assertEquals(List.of(), answer.field("failures"));
  }

  @Test
  void timesAreSecondsOnTheWire() {
    var task =
        """
        {'cluster': C, 'taskDefinition': D, 'clientToken': 'times',
         'networkConfiguration': {'awsvpcConfiguration': {'subnets': ['subnet-1']}}}
        """;

    assertTrue(ecs("RunTask", task).body().matches(".*\"createdAt\":\\d{10}\\.\\d{3}[,}].*"));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "AmazonSQS.SendMessage",
        "DynamoDB_20120810",
        "DynamoDB_20110101.GetItem",
        "AmazonEC2ContainerServiceV20141113",
        "AmazonEC2ContainerServiceV20141113.Run.Task"
      })
  void anotherServiceIsUnknown(String target) {
    var refused = Raw.post(stack.address().getPort(), Map.of("X-Amz-Target", target), "{}");

    assertEquals("UnknownOperationException", refused.type());
    assertEquals(
        target + " is not served here. " + Target.SERVED, refused.message(), refused::body);
    assertEquals(400, refused.status());
  }

  @Test
  void methodsThatAreNoActionsAreNotReached() {
    for (var name : List.of("Close", "Equals", "RunTaskRequest", "ServiceName", "runTask")) {
      assertEquals("UnknownOperationException", ecs(name, "{}").type(), name);
    }
    assertFalse(stack.ecs.listClusters().clusterArns().isEmpty(), "nothing was closed");
  }

  /** In bodies, ' stands for ", C for the cluster and D for a definition. */
  private static Raw ecs(String action, String body) {
    return Raw.ecs(
        stack.address().getPort(),
        action,
        body.replace("'", "\"")
            .replaceAll("\\bC\\b", "\"" + stack.cluster() + "\"")
            .replaceAll("\\bD\\b", "\"ecsjobs-hello\""));
  }
}
