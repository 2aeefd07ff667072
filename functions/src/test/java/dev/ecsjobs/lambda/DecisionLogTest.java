package dev.ecsjobs.lambda;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;

import dev.ecsjobs.aws.Json;
import dev.ecsjobs.engine.Decided;
import dev.ecsjobs.engine.EngineFixtures;
import dev.ecsjobs.job.Concurrency;
import dev.ecsjobs.retry.FailureKind;
import dev.ecsjobs.run.Run;
import dev.ecsjobs.run.Signal;
import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.util.List;
import org.junit.jupiter.api.Test;

class DecisionLogTest {
  private final ByteArrayOutputStream out = new ByteArrayOutputStream();
  private final DecisionLog log = new DecisionLog("ecsjobs", new PrintStream(out, true, UTF_8));

  @Test
  void writesOneJsonObjectALine() {
    var launching =
        EngineFixtures.launching(
            EngineFixtures.job(EngineFixtures.REPORT, Concurrency.FORBID),
            EngineFixtures.ONE_O_CLOCK);
    var at = EngineFixtures.ONE_O_CLOCK.plusSeconds(1);
    decide(launching, new Signal.LaunchAccepted(at, 1, "task/1"));
    decide(
        launching,
        new Signal.LaunchRefused(at, 1, FailureKind.MISCONFIGURED, "No \"report\"\nis {here}."));
    var lines = out.toString(UTF_8).lines().toList();
    assertEquals(2, lines.size(), lines.toString());

    var accepted = Json.readObject(lines.getFirst());
    assertEquals(
        List.of("timestamp", "level", "stack", "run", "job", "signal", "state", "reason"),
        List.copyOf(accepted.keySet()));
    assertEquals("2026-03-01T01:00:01Z", accepted.get("timestamp"));
    assertEquals("nightly-report/20260301T010000Z", accepted.get("run"));
    assertEquals("LaunchAccepted", accepted.get("signal"));
    assertEquals("Running", accepted.get("state"));
    assertEquals("Attempt 1: ECS accepted task 1.", accepted.get("reason"));
    assertFalse(accepted.containsKey("result"), "it has none yet");

    var refused = Json.readObject(lines.getLast());
    assertEquals("FAILED", refused.get("result"));
  }

  private void decide(Run run, Signal signal) {
    var decision = run.decide(signal);
    log.accept(new Decided(run.apply(decision.events()), signal, decision));
  }
}
