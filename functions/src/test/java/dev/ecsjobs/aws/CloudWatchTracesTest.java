package dev.ecsjobs.aws;

import static dev.ecsjobs.run.RunFixtures.aRunIn;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.mockito.Mockito.mock;
import static org.mockito.Mockito.when;

import com.sun.net.httpserver.HttpServer;
import dev.ecsjobs.retry.FailureKind;
import dev.ecsjobs.run.Outcome;
import dev.ecsjobs.run.Run;
import dev.ecsjobs.run.RunEvent.AttemptEnded;
import dev.ecsjobs.run.RunFixtures.Stage;
import dev.ecsjobs.run.StoppedTask;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.function.Consumer;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.mockito.ArgumentMatchers;
import software.amazon.awssdk.auth.credentials.AwsBasicCredentials;
import software.amazon.awssdk.auth.credentials.StaticCredentialsProvider;
import software.amazon.awssdk.services.ecs.EcsClient;
import software.amazon.awssdk.services.ecs.model.ContainerDefinition;
import software.amazon.awssdk.services.ecs.model.DescribeTaskDefinitionRequest;
import software.amazon.awssdk.services.ecs.model.DescribeTaskDefinitionResponse;
import software.amazon.awssdk.services.ecs.model.LogConfiguration;

class CloudWatchTracesTest {
  private static final String TASK =
      "arn:aws:ecs:eu-central-1:111122223333:task/jobs/e92bd83039643b38c6da281f7c3677d4";

  private final EcsClient ecs = mock(EcsClient.class);
  private HttpServer server;
  private String asked = "";
  private int status = 200;
  private String answer = "{\"events\": []}";

  @BeforeEach
  void listen() throws IOException {
    server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
    server.createContext(
        "/",
        exchange -> {
          try (exchange) {
            asked =
                exchange.getRequestHeaders().getFirst("X-Amz-Target")
                    + new String(exchange.getRequestBody().readAllBytes(), StandardCharsets.UTF_8);
            var bytes = answer.getBytes(StandardCharsets.UTF_8);
            exchange.sendResponseHeaders(status, bytes.length);
            exchange.getResponseBody().write(bytes);
          }
        });
    server.start();
  }

  @AfterEach
  void stop() {
    server.stop(0);
  }

  @Test
  void tellsTheLastLinesOfTheDecidingContainerAndWhereTheyAre() {
    logging(
        log ->
            log.logDriver("awslogs")
                .options(
                    Map.of("awslogs-group", "/jobs/report", "awslogs-stream-prefix", "nightly")));
    answer = "{\"events\": [{\"message\": \"line 1\\r\"}, {\"message\": \"line 2\"}]}";
    var trace = traces().of(failed());
    assertEquals(List.of("line 1", "line 2"), trace.log());
    assertEquals(
        "Logs_20140328.GetLogEvents{\"logGroupName\":\"/jobs/report\","
            + "\"logStreamName\":\"nightly/main/e92bd83039643b38c6da281f7c3677d4\","
            + "\"limit\":20,\"startFromHead\":false}",
        asked);
    assertEquals(
        "https://eu-central-1.console.aws.amazon.com/cloudwatch/home?region=eu-central-1"
            + "#logsV2:log-groups/log-group/$252Fjobs$252Freport/log-events/"
            + "nightly$252Fmain$252Fe92bd83039643b38c6da281f7c3677d4",
        trace.links().get("Log"));
    assertEquals(
        "https://eu-central-1.console.aws.amazon.com/ecs/v2/clusters/jobs/tasks/"
            + "e92bd83039643b38c6da281f7c3677d4/configuration?region=eu-central-1",
        trace.links().get("Task"));
    assertEquals("ecsjobs show nightly-report/20260301T010000Z --stack ecsjobs", trace.command());
  }

  /** Whatever is the matter with the log, the rest of the message is told. */
  @Test
  void saysWhyALogCannotBeRead() {
    logging(
        log ->
            log.logDriver("awslogs")
                .options(Map.of("awslogs-group", "other", "awslogs-stream-prefix", "x")));
    status = 400;
    answer = "{\"__type\": \"AccessDeniedException\"}";
    var trace = traces().of(failed());
    assertTrue(
        trace.log().getFirst().startsWith("(The log cannot be read: "), trace.log()::toString);
    assertTrue(trace.links().containsKey("Log"), "a person may read it");
  }

  @Test
  void saysThatAContainerWritesNoLogThere() {
    logging(log -> log.logDriver("fluentd"));
    var trace = traces().of(failed());
    assertEquals(List.of("(The container writes no log with awslogs.)"), trace.log());
    assertEquals("", asked);
  }

  @Test
  void aRunWithoutATaskHasLeftNothing() {
    var trace = traces().of(aRunIn(Stage.LAUNCHING));
    assertEquals(List.of(), trace.log());
    assertEquals(Map.of(), trace.links());
  }

  private CloudWatchTraces traces() {
    var calls =
        new SignedCalls(
            new HttpWire(Duration.ofSeconds(5)),
            StaticCredentialsProvider.create(AwsBasicCredentials.create("key", "secret")),
            new Endpoints(
                "eu-central-1",
                Map.of(),
                Optional.of(URI.create("http://127.0.0.1:" + server.getAddress().getPort()))),
            InstantSource.system());
    return new CloudWatchTraces(new CloudWatchLogs(ecs, calls), "ecsjobs");
  }

  private void logging(Consumer<LogConfiguration.Builder> log) {
    when(ecs.describeTaskDefinition(
            ArgumentMatchers.<Consumer<DescribeTaskDefinitionRequest.Builder>>any()))
        .thenReturn(
            DescribeTaskDefinitionResponse.builder()
                .taskDefinition(
                    d ->
                        d.containerDefinitions(
                            List.of(
                                ContainerDefinition.builder().name("sidecar").build(),
                                ContainerDefinition.builder()
                                    .name("main")
                                    .logConfiguration(log)
                                    .build())))
                .build());
  }

  private static Run failed() {
    var stopped =
        new StoppedTask(
            TASK,
            Optional.of("main"),
            OptionalInt.of(1),
            Optional.empty(),
            Optional.empty(),
            Optional.empty(),
            Optional.empty(),
            Optional.empty());
    return aRunIn(Stage.STARTED)
        .apply(
            new AttemptEnded(
                Instant.parse("2026-03-01T01:02:00Z"),
                1,
                new Outcome.Failed(FailureKind.EXIT_CODE, OptionalInt.of(1), "It did not."),
                Optional.of(stopped)));
  }
}
