package dev.ecsjobs.local.engine;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.ecsjobs.job.JobName;
import dev.ecsjobs.local.dynamodb.DynamoDbLocal;
import dev.ecsjobs.run.RunResult;
import java.nio.file.Path;
import java.time.InstantSource;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A job that changes a service, on a machine that has none. */
class ServiceJobTest {
  @TempDir Path folder;

  @Test
  void failsAndSaysThatThereIsNoSuchService() throws Exception {
    var data = new DataFolder(folder);
    var catalog = TestTemplate.real().catalog(folder);
    try (var engine =
        LocalEngine.start(
            catalog, data, DynamoDbLocal.on(data.database()), InstantSource.system(), _ -> {})) {
      var job = new JobName("scale");
      data.inbox()
          .put(
              job,
              "{\"job\": \"scale\", \"service\": {\"name\": \"web\", \"desiredCount\": 0}}",
              "request");
      Eventually.holds(
          "the run in the history", () -> !engine.records().history().runs(job, 10).isEmpty());
      var run = engine.records().history().runs(job, 10).getFirst();
      assertEquals(RunResult.FAILED, run.result());
      assertTrue(run.reason().startsWith("UpdateService refused: there is no such"), run.reason());
    }
  }
}
