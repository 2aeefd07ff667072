package dev.ecsjobs.local.engine;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.ecsjobs.history.RunSummary;
import dev.ecsjobs.job.JobName;
import dev.ecsjobs.run.RunResult;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import software.amazon.awssdk.services.ecs.model.Service;

/** Scheduled jobs that change a service. */
class ServiceJobTest {
  private static final String SCHEDULED = "2026-03-01T02:00:00Z";

  @TempDir Path folder;
  private volatile Duration ahead = Duration.ZERO;
  private Stage stage;
  private List<TableStream> streams;

  @BeforeEach
  void open() {
    var template =
        TestTemplate.quiet()
            .withJob("unused", "{}", "exec sleep 600")
            .withServiceJob("Down", "web-down", "{\"name\": \"web\", \"desiredCount\": 0}")
            .withServiceJob("Up", "web-up", "{\"name\": \"web\", \"desiredCount\": 6}");
    stage = new Stage(template, folder, () -> Instant.now().plus(ahead));
    streams =
        TableStream.of(
            template.catalog(folder), stage.dynamo, stage.functions, new DataFolder(folder));
  }

  @AfterEach
  void close() {
    var known = stage.ecs.listServices(r -> r.cluster(stage.cluster())).serviceArns();
    if (!known.isEmpty()) {
      stage.ecs.deleteService(r -> r.cluster(stage.cluster()).service("web").force(true));
      Eventually.holds("no task", () -> web().status().equals("INACTIVE"));
    }
    stage.close();
  }

  private Service web() {
    return stage
        .ecs
        .describeServices(r -> r.cluster(stage.cluster()).services("web"))
        .services()
        .getFirst();
  }

  private List<Integer> runningAndDesired() {
    return List.of(web().runningCount(), web().desiredCount());
  }

  private void fire(String job) {
    stage.launch(stage.fire(job, SCHEDULED), "event of " + job);
  }

  /** A sweep looks at the service a minute after it was changed. */
  private RunSummary ended(String job) {
    ahead = ahead.plusMinutes(1);
    var name = new JobName(job);
    Eventually.holds(
        "the run in the history",
        () -> {
          stage.sweep();
          streams.forEach(TableStream::poll);
          return !stage.records.history().runs(name, 10).isEmpty();
        });
    return stage.records.history().runs(name, 10).getFirst();
  }

  @Test
  void failsAndSaysThatThereIsNoSuchService() {
    fire("web-down");
    var run = ended("web-down");
    assertEquals(RunResult.FAILED, run.result());
    assertTrue(run.reason().startsWith("UpdateService refused: there is no such"), run.reason());
  }

  @Test
  void scalesAServiceToNothingAndBack() {
    stage.ecs.createService(
        r ->
            r.cluster(stage.cluster())
                .serviceName("web")
                .taskDefinition("added")
                .desiredCount(6)
                .networkConfiguration(
                    n -> n.awsvpcConfiguration(v -> v.subnets("subnet-1", "subnet-2"))));
    Eventually.holds("six tasks", () -> web().runningCount() == 6);

    fire("web-down");
    Eventually.holds("no task", () -> runningAndDesired().equals(List.of(0, 0)));
    var down = ended("web-down");
    assertEquals(RunResult.SUCCEEDED, down.result(), down.reason());
    assertEquals(SCHEDULED, down.scheduledTime().orElseThrow().toString());

    fire("web-up");
    Eventually.holds("six tasks again", () -> runningAndDesired().equals(List.of(6, 6)));
    var up = ended("web-up");
    assertEquals(RunResult.SUCCEEDED, up.result(), up.reason());
    assertEquals(List.of(6, 6), runningAndDesired());
  }
}
