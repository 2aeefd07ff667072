package dev.ecsjobs.local.simulate;

import static dev.ecsjobs.local.simulate.Scenes.valid;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.ecsjobs.Checked;
import java.time.Duration;
import java.util.List;
import java.util.SplittableRandom;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** How long tasks run. */
class TaskDurationTest {
  @ParameterizedTest
  @CsvSource({"PT40M, PT40M", "PT40M±20%, PT40M±20%", "PT40M+-5%, PT40M±5%", "PT1.5S, PT1.5S"})
  void readsWhatIsStated(String text, String shown) {
    assertEquals(shown, valid(TaskDuration.parse("job", text)).toString());
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "40", "PT0S", "PT-1M", "P15D", "PT40M±", "PT40M±101%", "PT40M-20%"})
  void refusesWhatIsNone(String text) {
    var invalid = assertInstanceOf(Checked.Invalid.class, TaskDuration.parse("slow", text));
    assertTrue(invalid.problems().getFirst().toString().startsWith("--duration slow: '"));
  }

  @Test
  void whatIsStatedStaysWithinItsSpread() {
    var stated = new TaskDuration.Stated(Duration.ofMinutes(10), 20);
    var random = new SplittableRandom(1);
    for (int i = 0; i < 1_000; i++) {
      long millis = stated.draw(random);
      assertTrue(millis >= 480_000 && millis <= 720_000, () -> "" + millis);
    }
  }

  @Test
  void whatIsRecordedComesOutAsItWas() {
    var recorded = new TaskDuration.Recorded(Duration.ofMinutes(10), Duration.ofMinutes(30), 50);
    var random = new SplittableRandom(1);
    var samples = new Samples();
    IntStream.range(0, 20_000).forEach(_ -> samples.add(recorded.draw(random)));
    var sorted = samples.sorted();
    assertEquals(10, sorted.percentile(50).orElseThrow().plusSeconds(30).toMinutes());
    assertEquals(30, sorted.percentile(95).orElseThrow().plusSeconds(30).toMinutes());
  }

  @Test
  void percentilesAreOfTheRecordedTasks() {
    var durations = IntStream.rangeClosed(1, 100).mapToObj(Duration::ofSeconds).toList();
    assertEquals(
        new TaskDuration.Recorded(Duration.ofSeconds(50), Duration.ofSeconds(95), 100),
        TaskDuration.recorded(durations));
    assertEquals(
        new TaskDuration.Recorded(Duration.ofSeconds(3), Duration.ofSeconds(3), 1),
        TaskDuration.recorded(List.of(Duration.ofSeconds(3))));
  }
}
