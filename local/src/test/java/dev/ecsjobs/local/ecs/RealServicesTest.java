package dev.ecsjobs.local.ecs;

import static dev.ecsjobs.local.ecs.Bench.eventually;
import static java.util.Comparator.comparing;
import static java.util.stream.Collectors.toSet;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.api.parallel.Execution;
import org.junit.jupiter.api.parallel.ExecutionMode;
import org.junit.jupiter.api.parallel.ResourceLock;
import software.amazon.awssdk.services.ecs.model.ContainerDefinition;
import software.amazon.awssdk.services.ecs.model.LoadBalancer;
import software.amazon.awssdk.services.ecs.model.PortMapping;
import software.amazon.awssdk.services.ecs.model.Service;
import software.amazon.awssdk.services.ecs.model.Task;

/** A service of real containers: left out where no container engine answers. */
@Execution(ExecutionMode.CONCURRENT)
@ResourceLock("containers")
class RealServicesTest {
  /** Says its host's name to whoever asks, as each container has its own. */
  private static final String SERVER =
      "mkdir -p /www && hostname >/www/index.html && exec httpd -f -p 80 -h /www";

  private static Optional<ContainerEngine> engine;

  private Bench bench;
  private int port;

  @BeforeAll
  static void find() throws IOException, InterruptedException {
    engine = ContainerEngine.here();
    assumeTrue(engine.isPresent(), "No container engine answers `docker info` here.");
    assumeTrue(Images.hasBusybox(), "The image " + Images.BUSYBOX + " is not here.");
    assumeTrue(
        System.getProperty("os.name").equals("Linux"),
        "Containers' addresses are reached on Linux only.");
  }

  @BeforeEach
  void open(@TempDir Path tasks) throws IOException {
    bench = new Bench(tasks);
    bench.engine = engine;
    bench.stopTimeout = Duration.ofSeconds(1); // the first process of a container ignores SIGTERM
    try (var free = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
      port = free.getLocalPort();
    }
  }

  @AfterEach
  void clean() throws IOException {
    bench.close();
  }

  private static ContainerDefinition container(String name, String script) {
    return Bench.container(name, "sh", "-c", script).toBuilder().image(Images.BUSYBOX).build();
  }

  private static ContainerDefinition server() {
    return container("main", SERVER).toBuilder()
        .portMappings(PortMapping.builder().containerPort(80).build())
        .build();
  }

  private void create(LocalEcs ecs, int count) {
    var balancer =
        LoadBalancer.builder()
            .targetGroupArn(
                "arn:aws:elasticloadbalancing:us-east-1:000000000000:targetgroup/local-%d/1"
                    .formatted(port))
            .containerName("main")
            .containerPort(80)
            .build();
    ecs.createService(
        r ->
            r.cluster("local")
                .serviceName("web")
                .taskDefinition("report")
                .desiredCount(count)
                .networkConfiguration(FargateTasks.threeZones())
                .loadBalancers(balancer));
    eventually("steady", () -> isSteady(ecs, count));
  }

  private static boolean isSteady(LocalEcs ecs, int count) {
    return web(ecs).runningCount() == count
        && web(ecs).events().getFirst().message().endsWith("steady state.");
  }

  private static Service web(LocalEcs ecs) {
    return ecs.describeServices(r -> r.cluster("local").services("web")).services().getFirst();
  }

  private static List<Task> running(LocalEcs ecs) {
    var arns = ecs.listTasks(r -> r.cluster("local").serviceName("web")).taskArns();
    return ecs.describeTasks(r -> r.cluster("local").tasks(arns)).tasks();
  }

  private String ask() throws IOException {
    var connection = URI.create("http://127.0.0.1:" + port + "/").toURL().openConnection();
    connection.setConnectTimeout(10_000);
    connection.setReadTimeout(10_000);
    connection.setRequestProperty("Connection", "close");
    try (var answer = connection.getInputStream()) {
      return new String(answer.readAllBytes(), StandardCharsets.UTF_8).strip();
    }
  }

  private Set<String> whoAnswers() throws IOException {
    var hosts = new TreeSet<String>();
    for (var i = 0; i < 20; i++) {
      hosts.add(ask());
    }
    return hosts;
  }

  private void kill(Task task) throws IOException, InterruptedException {
    var name = bench.main(task).nameInEngine().orElseThrow();
    assertEquals(0, new ProcessBuilder("docker", "kill", name).start().waitFor());
  }

  private static Set<String> zones(LocalEcs ecs) {
    return running(ecs).stream().map(Task::availabilityZone).collect(toSet());
  }

  @Test
  void answersThroughItsListenerWhileATaskIsReplacedInItsZone() throws Exception {
    try (var ecs = bench.runsInOneNetwork(server()).open()) {
      create(ecs, 3);
      assertEquals(3, zones(ecs).size());
      var before = whoAnswers();
      assertEquals(3, before.size(), before::toString);

      // In the last zone: all others being equal, the first is taken.
      var victim = running(ecs).stream().max(comparing(Task::availabilityZone)).orElseThrow();
      kill(victim);
      var answers = new ArrayList<String>();
      eventually(
          "the replacement",
          () -> {
            answers.add(ask());
            var now = running(ecs).stream().map(Task::taskArn).toList();
            return now.size() == 3 && !now.contains(victim.taskArn()) && isSteady(ecs, 3);
          });

      assertEquals(3, zones(ecs).size());
      var after = whoAnswers();
      assertEquals(3, after.size(), after::toString);
      assertEquals(2, after.stream().filter(before::contains).count(), "one of them is new");
      assertTrue(answers.stream().noneMatch(String::isEmpty), answers::toString);
    }
  }

  @Test
  void findsAContainerThatSharesItsTasksNetwork() throws IOException {
    var sidecar = container("sidecar", "sleep 1000");
    try (var ecs = bench.runsInOneNetwork(sidecar, server()).open()) {
      create(ecs, 2);
      assertEquals(2, whoAnswers().size());
    }
  }
}
