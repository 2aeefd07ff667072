package dev.ecsjobs.local.engine;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.ecsjobs.history.Letter;
import dev.ecsjobs.local.dynamodb.DynamoDbLocal;
import java.nio.file.Path;
import java.time.InstantSource;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The template's stream, rule and functions bring to people what happens while a run goes on. */
class ToldWhileItRunsTest {
  private static final String FAILS_ONCE_AND_IS_SLOW =
      "[ \"$JOB_ATTEMPT\" -gt 1 ] || { echo 'the source is locked'; exit 3; }\n"
          + "echo 'waiting for the source'; sleep 3";

  @TempDir Path folder;
  private final List<Letter> letters = new CopyOnWriteArrayList<>();

  @Test
  void aRetryAndARunThatTakesTooLong() {
    var catalog =
        TestTemplate.quiet()
            .withJob(
                "slow",
                "{\"initialDelay\": \"PT0.1S\"},"
                    + " \"notify\": {\"retrying\": true, \"longRunning\": \"PT2S\"}",
                FAILS_ONCE_AND_IS_SLOW)
            .catalog(folder);
    var data = new DataFolder(folder);
    var dynamo = DynamoDbLocal.on(data.database());
    try (var engine =
        LocalEngine.start(catalog, data, dynamo, InstantSource.system(), this::watch)) {
      var job = catalog.job("slow").orElseThrow();
      data.inbox().put(job.job().name(), job.source().input(), "request");
      Eventually.holds(
          "the run in the history",
          () -> !engine.records().history().runs(job.job().name(), 10).isEmpty());
    }
    assertEquals(
        List.of(
            "slow failed and is tried again (ecsjobs)",
            "slow takes longer than it should (ecsjobs)"),
        letters.stream().map(Letter::subject).toList());
    assertHas(
        letters.getFirst(), "exited with code 3", "Attempt 2 starts", "| the source is locked");
    assertHas(
        letters.getLast(),
        "and notify.longRunning is 2 s.",
        "Attempts       2",
        "| waiting for the source",
        "Look closer: ecsjobs show slow/");
  }

  private void watch(Happening happening) {
    if (happening instanceof Happening.Told told) {
      letters.add(told.letter());
    }
  }

  private static void assertHas(Letter letter, String... parts) {
    for (var part : parts) {
      assertTrue(letter.text().contains(part), letter::text);
    }
  }
}
