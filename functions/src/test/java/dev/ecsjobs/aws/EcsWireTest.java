package dev.ecsjobs.aws;

import static dev.ecsjobs.engine.EngineFixtures.ONE_O_CLOCK;
import static dev.ecsjobs.engine.EngineFixtures.REPORT;
import static dev.ecsjobs.engine.EngineFixtures.fullJob;
import static dev.ecsjobs.engine.EngineFixtures.launching;
import static dev.ecsjobs.retry.FailureKind.MISCONFIGURED;
import static dev.ecsjobs.retry.FailureKind.REFUSED;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;

import com.sun.net.httpserver.HttpServer;
import dev.ecsjobs.engine.TaskLauncher.LaunchAnswer;
import dev.ecsjobs.engine.TaskLauncher.TaskStatus;
import dev.ecsjobs.job.Network;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import software.amazon.awssdk.auth.credentials.AwsBasicCredentials;
import software.amazon.awssdk.auth.credentials.StaticCredentialsProvider;
import software.amazon.awssdk.awscore.retry.AwsRetryStrategy;
import software.amazon.awssdk.http.urlconnection.UrlConnectionHttpClient;
import software.amazon.awssdk.regions.Region;
import software.amazon.awssdk.services.ecs.EcsClient;

/**
 * What goes over the wire to a server that answers as ECS does; trouble is told by the SDK's
 * client.
 */
class EcsWireTest {
  private static final String ARN =
      "arn:aws:ecs:us-east-1:111122223333:task/ecsjobs/e92bd83039643b38c6da281f7c3677d4";

  private record Answer(int status, String body) {}

  private final List<String> targets = new ArrayList<>();
  private final List<Map<String, Object>> bodies = new ArrayList<>();
  private volatile Answer answer = new Answer(200, "{}");
  private HttpServer server;
  private EcsClient sdk;
  private EcsTaskLauncher launcher;

  @BeforeEach
  void start() throws IOException {
    server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
    server.createContext(
        "/",
        exchange -> {
          targets.add(exchange.getRequestHeaders().getFirst("X-Amz-Target"));
          bodies.add(Json.readObject(new String(exchange.getRequestBody().readAllBytes(), UTF_8)));
          byte[] body = answer.body().getBytes(UTF_8);
          exchange.getResponseHeaders().add("Content-Type", "application/x-amz-json-1.1");
          exchange.sendResponseHeaders(answer.status(), body.length == 0 ? -1 : body.length);
          exchange.getResponseBody().write(body);
          exchange.close();
        });
    server.start();
    sdk =
        EcsClient.builder()
            .httpClient(UrlConnectionHttpClient.create())
            .region(Region.US_EAST_1)
            .endpointOverride(URI.create("http://127.0.0.1:" + server.getAddress().getPort()))
            .credentialsProvider(
                StaticCredentialsProvider.create(AwsBasicCredentials.create("id", "secret")))
            .overrideConfiguration(o -> o.retryStrategy(AwsRetryStrategy.doNotRetry()))
            .build();
    var calls =
        new SignedCalls(
            new HttpWire(Duration.ofSeconds(5)),
            StaticCredentialsProvider.create(AwsBasicCredentials.create("id", "secret")),
            new Endpoints(
                "us-east-1",
                Map.of(),
                Optional.of(URI.create("http://127.0.0.1:" + server.getAddress().getPort()))),
            InstantSource.system());
    launcher =
        new EcsTaskLauncher(
            new DirectEcs(calls, () -> sdk),
            new RunTaskRequests(
                "ecsjobs", "ecsjobs-cluster", new Network(List.of("subnet-a"), List.of(), false)));
  }

  @AfterEach
  void stop() {
    sdk.close();
    server.stop(0);
  }

  @Test
  void writesTheRunTaskCall() {
    answer = new Answer(200, "{\"tasks\": [{\"taskArn\": \"" + ARN + "\"}], \"failures\": []}");
    assertEquals(new LaunchAnswer.Accepted(ARN), launch());
    assertEquals(List.of("AmazonEC2ContainerServiceV20141113.RunTask"), targets);
    var expected =
        """
        {
          "capacityProviderStrategy": [{"capacityProvider": "FARGATE_SPOT", "weight": 1}],
          "clientToken": "DSmrVnfE_fnVSq3dFIsV5AbUkG87tPwYZe7_fTUJm7U",
          "cluster": "ecsjobs-cluster",
          "count": 1,
          "networkConfiguration": {
            "awsvpcConfiguration": {
              "subnets": ["subnet-1", "subnet-2"],
              "securityGroups": ["sg-1"],
              "assignPublicIp": "ENABLED"
            }
          },
          "overrides": {
            "containerOverrides": [
              {
                "name": "main",
                "command": ["sh", "-c", "echo \\"hello\\"", ""],
                "environment": [
                  {"name": "GREETING", "value": "grüß Gott"},
                  {"name": "JOB_ATTEMPT", "value": "1"},
                  {"name": "JOB_NAME", "value": "nightly-report"},
                  {"name": "JOB_RUN_ID", "value": "nightly-report/20260301T010000Z"},
                  {"name": "JOB_SCHEDULED_TIME", "value": "2026-03-01T01:00:00Z"},
                  {"name": "NOTHING", "value": ""}
                ]
              }
            ],
            "cpu": "512",
            "memory": "1024"
          },
          "startedBy": "ecsjobs/nightly-report/20260301T010000Z/1",
          "taskDefinition": "arn:aws:ecs:us-east-1:111122223333:task-definition/report:3"
        }
        """;
    assertEquals(Json.readObject(expected), bodies.getFirst());
    launch();
    assertEquals(bodies.getFirst(), bodies.getLast(), "repeated, it is the same call");
  }

  @Test
  void readsAFailureThatComesWithHttp200() {
    answer =
        new Answer(
            200,
            """
            {"tasks": [], "failures": [{"arn": "arn:aws:ecs:us-east-1:111122223333:container-instance/c",
             "reason": "RESOURCE:MEMORY"}]}
            """);
    assertEquals(
        new LaunchAnswer.Refused(
            REFUSED,
            "RunTask refused: no container instance has enough memory left.",
            Optional.of("Add or enlarge container instances, or ask for less in task.memory.")),
        launch());
  }

  @Test
  void readsAConflictAsTheTaskItNames() {
    answer =
        new Answer(
            400,
            """
            {"__type": "ConflictException", "message": "The token was used.", "resourceIds": ["%s"]}
            """
                .formatted(ARN));
    assertEquals(new LaunchAnswer.Accepted(ARN), launch());
  }

  @Test
  void readsErrors() {
    answer =
        new Answer(
            400, "{\"__type\": \"ClientException\", \"message\": \"TaskDefinition is inactive\"}");
    assertEquals(
        new LaunchAnswer.Refused(
            MISCONFIGURED,
            "RunTask refused: the task definition has been deregistered.",
            Optional.of("Name a revision that is ACTIVE in task.definition, or the family alone.")),
        launch());
    answer = new Answer(400, "{\"__type\": \"ThrottlingException\", \"message\": \"Slow down.\"}");
    assertInstanceOf(LaunchAnswer.Deferred.class, launch());
    answer = new Answer(503, "");
    assertInstanceOf(LaunchAnswer.NoAnswer.class, launch());
    server.stop(0);
    assertInstanceOf(LaunchAnswer.NoAnswer.class, launch());
  }

  /** The task of DescribeTasks and that of the event tell the same. */
  @Test
  void readsADescribedTaskAsItReadsItsEvent() {
    for (var file : EventFiles.names("task-stopped-")) {
      var detail = (Map<?, ?>) EventFiles.object(file).get("detail");
      String task = detail.get("taskArn").toString();
      answer =
          new Answer(
              200, "{\"tasks\": [" + withEpochSeconds(Json.write(detail)) + "], \"failures\": []}");
      assertEquals(
          new TaskStatus.Stopped(TaskReport.of(detail).stopped()),
          launcher.look(List.of(task)).get(task),
          file);
    }
  }

  /** ECS's own protocol writes times as seconds, its events as texts. */
  private static String withEpochSeconds(String json) {
    return Pattern.compile("\"(2026-[^\"]*Z)\"")
        .matcher(json)
        .replaceAll(
            match -> {
              var at = Instant.parse(match.group(1));
              return at.getEpochSecond() + "." + "%03d".formatted(at.getNano() / 1_000_000);
            });
  }

  private LaunchAnswer launch() {
    return launcher.launch(launching(fullJob(REPORT), ONE_O_CLOCK), 1);
  }
}
