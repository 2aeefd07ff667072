package dev.ecsjobs.local.wire;

import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.ecsjobs.lambda.Wiring;
import dev.ecsjobs.local.engine.Eventually;
import dev.ecsjobs.run.RunId;
import dev.ecsjobs.run.RunResult;
import java.nio.file.Path;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** As {@code sam local invoke} does: the function runs somewhere else, on this machine's stack. */
class FunctionElsewhereTest {
  private static final Instant ONE_O_CLOCK = Instant.parse("2026-03-01T01:00:00Z");

  @Test
  void startsARunThatTheEngineEndsAndRecords(@TempDir Path folder) {
    try (var stack = new WiredStack(folder)) {
      var function = stack.catalog.template().functions().getFirst();
      var wiring =
          Wiring.of(
              function.environment(),
              stack.dynamo,
              stack.ecs,
              stack.engine::scheduler,
              InstantSource.system(),
              _ -> {});
      var job = stack.catalog.job("flaky-import").orElseThrow().job();
      var id = RunId.scheduled(job.name(), ONE_O_CLOCK);

      wiring.engine().launch(id, job, Optional.of(ONE_O_CLOCK));

      Eventually.holds(
          "the run in the history", () -> !wiring.history().runs(job.name(), 1).isEmpty());
      var run = stack.engine.records().history().runs(job.name(), 1).getFirst();
      assertEquals(id, run.run());
      assertEquals(RunResult.SUCCEEDED, run.result());
      assertEquals(3, run.attempts().size());
    }
  }
}
