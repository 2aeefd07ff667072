package dev.ecsjobs.lambda;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assertions.fail;

import dev.ecsjobs.engine.Pace;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Collections;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class ThreadedPaceTest {
  private final ThreadedPace fast = new ThreadedPace(1_000, InstantSource.system());

  @Test
  void doesEachOnceAndEndsWhenAllAreDone() {
    var numbers = IntStream.range(0, 200).boxed().toList();
    Set<Integer> done = Collections.synchronizedSet(new HashSet<>());
    fast.each(of(numbers), number -> done.add(number));

    assertEquals(new HashSet<>(numbers), done);
  }

  @Test
  void whatOneWaitsForDoesNotKeepTheOthers() {
    var all = new CountDownLatch(20);
    Set<Boolean> met = Collections.synchronizedSet(new HashSet<>());
    fast.each(of(IntStream.range(0, 20).boxed().toList()), _ -> met.add(meets(all)));

    assertEquals(Set.of(true), met, "each saw all the others begin");
  }

  private static boolean meets(CountDownLatch all) {
    all.countDown();
    try {
      return all.await(10, TimeUnit.SECONDS);
    } catch (InterruptedException e) {
      throw new AssertionError(e);
    }
  }

  @Test
  void beginsNoSoonerThanTheRateAllows() {
    var pace = new ThreadedPace(100, InstantSource.system());
    var before = Instant.now();
    pace.each(of(List.of(1, 2, 3, 4, 5)), _ -> {});

    var took = Duration.between(before, Instant.now());
    assertTrue(took.compareTo(Duration.ofMillis(50)) >= 0, took::toString);
  }

  @Test
  void whereThereIsNothingNothingIsDone() {
    fast.each(of(List.of()), one -> fail("there is none, and yet " + one));
    fast.rest(Duration.ofMillis(-5)); // no time is no trouble
  }

  private static <T> Pace.Next<T> of(List<T> these) {
    var left = these.iterator();
    return () -> left.hasNext() ? Optional.of(left.next()) : Optional.empty();
  }
}
