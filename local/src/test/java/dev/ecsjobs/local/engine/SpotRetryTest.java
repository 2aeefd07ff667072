package dev.ecsjobs.local.engine;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;

import dev.ecsjobs.Checked;
import dev.ecsjobs.local.dynamodb.DynamoDbLocal;
import dev.ecsjobs.local.ecs.Interruption;
import dev.ecsjobs.run.RunResult;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.time.InstantSource;
import java.util.List;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import software.amazon.awssdk.services.ecs.model.DesiredStatus;
import software.amazon.awssdk.services.ecs.model.Task;

class SpotRetryTest {
  private static final String INTERRUPTED_TWICE = "[ \"$JOB_ATTEMPT\" -gt 2 ] || exec sleep 600";

  @TempDir Path folder;

  @Test
  void aJobInterruptedTwiceOnSpotSucceedsOnDemand() {
    var catalog =
        TestTemplate.quiet()
            .withJob(
                "patient",
                "{\"infrastructureAttempts\": 5, \"initialDelay\": \"PT0.1S\"}",
                INTERRUPTED_TWICE)
            .replacing(
                "\"definition\": \"${AddedTask}\"",
                "\"definition\": \"${AddedTask}\", \"capacity\": \"FARGATE_SPOT\"")
            .catalog(folder);
    var data = new DataFolder(folder);
    try (var engine =
        LocalEngine.start(
            catalog, data, DynamoDbLocal.on(data.database()), InstantSource.system(), _ -> {})) {
      var job = catalog.job("patient").orElseThrow();
      data.inbox().put(job.job().name(), job.source().input(), "request");
      interrupt(engine, data, 1);
      interrupt(engine, data, 2);
      Eventually.holds(
          "the run in the history",
          () -> !engine.records().history().runs(job.job().name(), 10).isEmpty());
      assertEquals(
          RunResult.SUCCEEDED,
          engine.records().history().runs(job.job().name(), 10).getFirst().result());
      var providers = new TreeMap<String, String>();
      for (var task : tasks(engine, DesiredStatus.STOPPED)) {
        var attempt = task.startedBy().replaceFirst(".*/", "");
        providers.put(attempt, String.valueOf(task.capacityProviderName()));
      }
      assertEquals(List.of("1", "2", "3"), List.copyOf(providers.keySet()));
      assertEquals(
          List.of("FARGATE_SPOT", "FARGATE_SPOT"), List.copyOf(providers.headMap("3").values()));
      assertEquals(false, providers.get("3").equals("FARGATE_SPOT"), providers::toString);
    }
  }

  private static void interrupt(LocalEngine engine, DataFolder data, int attempt) {
    Eventually.holds("attempt " + attempt, () -> running(engine, attempt).findAny().isPresent());
    var task = running(engine, attempt).findFirst().orElseThrow().taskArn();
    try {
      assertInstanceOf(Checked.Valid.class, new Interruption(data.tasks()).of(task));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static Stream<Task> running(LocalEngine engine, int attempt) {
    return tasks(engine, DesiredStatus.RUNNING).stream()
        .filter(task -> task.startedBy().endsWith("/" + attempt))
        .filter(task -> task.lastStatus().equals("RUNNING"));
  }

  private static List<Task> tasks(LocalEngine engine, DesiredStatus status) {
    var cluster = engine.ecs().listClusters(r -> {}).clusterArns().getFirst();
    var arns = engine.ecs().listTasks(r -> r.cluster(cluster).desiredStatus(status)).taskArns();
    return arns.isEmpty()
        ? List.of()
        : engine.ecs().describeTasks(r -> r.cluster(cluster).tasks(arns)).tasks();
  }
}
