package dev.ecsjobs.local.ecs;

import static dev.ecsjobs.local.ecs.Bench.eventually;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.api.parallel.Execution;
import org.junit.jupiter.api.parallel.ExecutionMode;
import org.junit.jupiter.api.parallel.ResourceLock;
import software.amazon.awssdk.services.ecs.model.InvalidParameterException;
import software.amazon.awssdk.services.ecs.model.LoadBalancer;
import software.amazon.awssdk.services.ecs.model.Service;
import software.amazon.awssdk.services.ecs.model.ServiceEvent;

@Execution(ExecutionMode.CONCURRENT)
@ResourceLock("ListenerTest")
class ListenerTest {
  @TempDir Path folder;
  private Bench bench;
  private int port;

  @BeforeEach
  void open() throws Exception {
    bench = new Bench(folder);
    bench.definitions =
        List.of(
            FargateTasks.revision(1, Greeter.command("one")),
            FargateTasks.revision(2, Greeter.command("two")));
    try (var free = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
      port = free.getLocalPort();
    }
  }

  @AfterEach
  void close() throws Exception {
    bench.close();
  }

  private void create(LocalEcs ecs, int count) {
    ecs.createService(
        r ->
            r.cluster("local")
                .serviceName("web")
                .taskDefinition("report:1")
                .desiredCount(count)
                .networkConfiguration(FargateTasks.threeZones())
                .loadBalancers(balancer("local-" + port)));
  }

  private static LoadBalancer balancer(String name) {
    return LoadBalancer.builder()
        .targetGroupArn(
            "arn:aws:elasticloadbalancing:us-east-1:000000000000:targetgroup/%s/1".formatted(name))
        .containerName("main")
        .containerPort(80)
        .build();
  }

  private static Service web(LocalEcs ecs) {
    return ecs.describeServices(r -> r.cluster("local").services("web")).services().getFirst();
  }

  private static void awaitSteady(LocalEcs ecs, int count) {
    eventually(
        "steady at " + count,
        () ->
            web(ecs).runningCount() == count
                && web(ecs).deployments().size() == 1
                && web(ecs).events().stream()
                    .limit(1)
                    .map(ServiceEvent::message)
                    .anyMatch(m -> m.endsWith("steady state.")));
  }

  private String ask() throws IOException {
    try (var socket = new Socket(InetAddress.getLoopbackAddress(), port)) {
      socket.setSoTimeout(10_000);
      return new String(socket.getInputStream().readAllBytes(), StandardCharsets.UTF_8).strip();
    }
  }

  /** Asks again and again, beside the test. */
  private final class Client implements AutoCloseable {
    private final List<String> answers = new CopyOnWriteArrayList<>();
    private volatile boolean closed;
    private final Thread thread = Thread.ofPlatform().start(this::run);

    private void run() {
      while (!closed) {
        try {
          answers.add(ask());
          Thread.sleep(10);
        } catch (IOException e) {
          answers.add(e.toString());
        } catch (InterruptedException _) {
          return;
        }
      }
    }

    private List<String> wrong() {
      return answers.stream().filter(a -> !a.equals("one") && !a.equals("two")).toList();
    }

    @Override
    public void close() {
      closed = true;
      eventually("the client's end", () -> !thread.isAlive());
    }
  }

  @Test
  void answersThroughoutADeploymentAndTheDeathOfATask() throws Exception {
    try (var ecs = bench.open()) {
      create(ecs, 2);
      awaitSteady(ecs, 2);
      var client = new Client();
      try (client) {
        eventually("some answers", () -> client.answers.size() > 5);
        ecs.updateService(r -> r.cluster("local").service("web").taskDefinition("report:2"));
        awaitSteady(ecs, 2);
        eventually("the new answer", () -> client.answers.getLast().equals("two"));
        assertEquals(List.of(), client.wrong(), "a deployment loses nothing");
        assertTrue(client.answers.contains("one"));

        var arns = ecs.listTasks(r -> r.cluster("local").serviceName("web")).taskArns();
        var victim = ecs.describeTasks(r -> r.cluster("local").tasks(arns)).tasks().getFirst();
        Bench.kill(Bench.wrapper(bench.main(victim)).orElseThrow());
        var then = client.answers.size();
        eventually("answers after the death", () -> client.answers.size() > then + 20);
        awaitSteady(ecs, 2);
      }
      // What a dying task had already accepted dies with it, as behind AWS's load balancers.
      assertTrue(client.wrong().size() <= 1, client.wrong().toString());
    }
  }

  @Test
  void listensAgainAfterARestart() throws Exception {
    try (var ecs = bench.open()) {
      create(ecs, 1);
      awaitSteady(ecs, 1);
      assertEquals("one", ask());
    }
    eventually("silence", () -> !answers());
    try (var ecs = bench.open()) {
      eventually("an answer", this::answers);
      ecs.deleteService(r -> r.cluster("local").service("web").force(true));
      eventually("silence", () -> !answers());
    }
  }

  private boolean answers() {
    try {
      return ask().equals("one");
    } catch (IOException _) {
      return false;
    }
  }

  @Test
  void wantsToKnowWhereToListen() throws Exception {
    port = 0;
    try (var ecs = bench.open()) {
      var refused = assertThrows(InvalidParameterException.class, () -> create(ecs, 1));
      assertTrue(refused.awsErrorDetails().errorMessage().contains("as in local-8081"));
    }
  }
}
