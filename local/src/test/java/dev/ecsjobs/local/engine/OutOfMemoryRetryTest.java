package dev.ecsjobs.local.engine;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import dev.ecsjobs.local.dynamodb.DynamoDbLocal;
import dev.ecsjobs.local.ecs.ContainerEngine;
import dev.ecsjobs.local.ecs.Images;
import dev.ecsjobs.retry.FailureKind;
import dev.ecsjobs.run.RunResult;
import java.nio.file.Path;
import java.time.InstantSource;
import java.util.Optional;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.api.parallel.ResourceLock;
import software.amazon.awssdk.services.ecs.model.DesiredStatus;

/** A job that once takes more memory than it has, and may have more. */
@ResourceLock("containers")
class OutOfMemoryRetryTest {
  private static final String GREEDY_ONCE =
      "[ \"$JOB_ATTEMPT\" -gt 1 ] || { head -c 600000000 /dev/zero && sleep 60; } | tail"
          + " >/dev/null";

  @TempDir Path folder;

  @Test
  void isTriedAgainWithTheNextLargerSize() {
    triesAgainLarger(Optional.empty());
  }

  @Test
  void isTriedAgainWithTheNextLargerSizeInARealContainer() throws Exception {
    var engine = ContainerEngine.here();
    assumeTrue(engine.isPresent(), "No container engine answers `docker info` here.");
    assumeTrue(Images.hasBusybox(), "The image " + Images.BUSYBOX + " is not here.");
    triesAgainLarger(engine);
  }

  private void triesAgainLarger(Optional<ContainerEngine> containers) {
    var catalog =
        TestTemplate.quiet()
            .withJob("greedy", "{\"growMemory\": 1024, \"initialDelay\": \"PT0.1S\"}", GREEDY_ONCE)
            .replacing("Image: busybox\n", "Image: " + Images.BUSYBOX + "\n")
            .catalog(folder);
    var data = new DataFolder(folder);
    var dynamo = DynamoDbLocal.on(data.database());
    try (var engine =
        LocalEngine.start(catalog, data, dynamo, InstantSource.system(), _ -> {}, containers)) {
      var job = catalog.job("greedy").orElseThrow();
      data.inbox().put(job.job().name(), job.source().input(), "request");
      Eventually.holds(
          "the run in the history",
          () -> !engine.records().history().runs(job.job().name(), 10).isEmpty());

      var run = engine.records().history().runs(job.job().name(), 10).getFirst();
      assertEquals(RunResult.SUCCEEDED, run.result(), run.reason());
      assertEquals(2, run.attempts().size());
      assertTrue(
          run.attempts().getFirst().toString().contains(FailureKind.OUT_OF_MEMORY.name()),
          run.attempts()::toString);
      var memory = new TreeMap<String, String>();
      var cluster = engine.ecs().listClusters(r -> {}).clusterArns().getFirst();
      var arns =
          engine
              .ecs()
              .listTasks(r -> r.cluster(cluster).desiredStatus(DesiredStatus.STOPPED))
              .taskArns();
      for (var task : engine.ecs().describeTasks(r -> r.cluster(cluster).tasks(arns)).tasks()) {
        memory.put(task.startedBy().replaceFirst(".*/", ""), task.memory());
      }
      assertEquals("{1=512, 2=1024}", memory.toString());
    }
  }
}
