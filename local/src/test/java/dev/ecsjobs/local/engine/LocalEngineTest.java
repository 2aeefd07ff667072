package dev.ecsjobs.local.engine;

import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.ecsjobs.local.dynamodb.DynamoDbLocal;
import dev.ecsjobs.run.RunId;
import dev.ecsjobs.run.RunResult;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class LocalEngineTest {
  private static final Instant NOON = Instant.parse("2026-03-01T12:00:00Z");

  @TempDir Path folder;
  private final List<Happening> happenings = new CopyOnWriteArrayList<>();

  @Test
  void runsARateOfAMinuteOnceAtItsScheduledTime() {
    var catalog =
        TestTemplate.quiet()
            .replacing("rate(5 minutes)\n            State: DISABLED", "rate(1 minute)")
            .catalog(folder);
    var id = RunId.scheduled(catalog.job("hello").orElseThrow().job().name(), NOON);
    // It is shortly before noon, whenever this test runs.
    var ahead = Duration.between(Instant.now(), NOON.minusMillis(500));
    InstantSource clock = () -> Instant.now().plus(ahead);
    var data = new DataFolder(folder);
    try (var engine =
        LocalEngine.start(
            catalog, data, DynamoDbLocal.on(data.database()), clock, happenings::add)) {
      // Noon may have come while the engine started.
      engine.fireSchedules(NOON.minusMillis(500));
      Eventually.holds(
          "the run in the history", () -> !engine.records().history().runs(id.job(), 10).isEmpty());

      var run = engine.records().history().runs(id.job(), 10).getFirst();
      assertEquals(id, run.run());
      assertEquals(Optional.of(NOON), run.scheduledTime());
      assertEquals(RunResult.SUCCEEDED, run.result(), happenings::toString);
      String task = run.attempts().getFirst().task().orElseThrow();
      assertEquals(
          List.of("hello from hello, run " + id), engine.records().logs().lastLines(task, 10));
    }
    assertEquals(Set.of(id), runs());
  }

  private Set<RunId> runs() {
    return happenings.stream()
        .filter(Happening.Decision.class::isInstance)
        .map(happening -> ((Happening.Decision) happening).decided().run().id())
        .collect(Collectors.toSet());
  }
}
