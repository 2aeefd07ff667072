package dev.ecsjobs.engine;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.time.Duration;
import java.time.Instant;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class TokenBucketTest {
  private static final Instant NOW = Instant.parse("2026-03-01T02:00:00Z");

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          # burst | per second | tries | one every ms | let through
          100     | 20         | 200   | 0            | 100
          100     | 20         | 201   | 5            | 120
          1       | 20         | 101   | 10           | 21
          10      | 20         | 101   | 10           | 30
          10      | 20         | 11    | 100          | 11
          1       | 3          | 1001  | 1            | 3
          1       | 3          | 1003  | 1            | 4
          """)
  void letsThroughTheBurstAndThenTheRate(
      int burst, int perSecond, int tries, int everyMillis, int through) {
    var bucket = TokenBucket.full(burst, perSecond, NOW);
    var taken = 0;
    for (var tried = 0; tried < tries; tried++) {
      var now = NOW.plusMillis((long) tried * everyMillis);
      if (bucket.has(now)) {
        bucket = bucket.take(now);
        taken++;
      }
    }
    assertEquals(through, taken);
  }

  @Test
  void saysWhenTheNextTokenIsThereToTheNanosecond() {
    var empty = TokenBucket.full(1, 3, NOW).take(NOW);
    var next = empty.nextAt(NOW);

    assertEquals(NOW.plusNanos(333_333_334), next);
    assertFalse(empty.has(next.minusNanos(1)));
    assertTrue(empty.has(next));
  }

  @Test
  void isNeverFullerThanFull() {
    var bucket = TokenBucket.full(2, 20, NOW).take(NOW);
    var muchLater = NOW.plus(Duration.ofDays(400_000));

    var two = bucket.take(muchLater).take(muchLater);

    assertFalse(two.has(muchLater));
  }

  @Test
  void aClockSetBackNeitherGivesNorTakes() {
    var empty = TokenBucket.full(1, 1, NOW).take(NOW);

    assertFalse(empty.has(Instant.EPOCH));
    assertEquals(NOW.plusSeconds(1), empty.nextAt(Instant.EPOCH));
    assertTrue(TokenBucket.full(1, 1, NOW).has(Instant.EPOCH));
  }

  @Test
  void anEmptyBucketGivesNothing() {
    var empty = TokenBucket.full(1, 1, NOW).take(NOW);
    assertThrows(IllegalStateException.class, () -> empty.take(NOW));
  }
}
