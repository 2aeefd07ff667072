package dev.ecsjobs.engine;

import static dev.ecsjobs.engine.EngineFixtures.ONE_O_CLOCK;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.time.Instant;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** What every {@link LaunchLease} promises, wherever it is kept. */
public abstract class LaunchLeaseContract {
  private LaunchLease lease;

  /** A lease that nobody ever had; asked for once a test. */
  protected abstract LaunchLease newLease();

  @BeforeEach
  void beginFree() {
    lease = newLease();
  }

  @Test
  void isHeldByNobodyAtFirst() {
    assertFalse(lease.isHeld(second(0)));
    assertFalse(lease.keep("a", second(15)));
    assertFalse(lease.isHeld(second(1)), "who keeps it must have it");
  }

  @Test
  void isHeldUntilItsEnd() {
    assertTrue(lease.take("a", second(0), second(15)));

    assertTrue(lease.isHeld(second(14)));
    assertFalse(lease.isHeld(second(15)));
  }

  @Test
  void isNotTakenFromWhoHasJustTakenIt() {
    lease.take("a", second(0), second(15));

    assertFalse(lease.take("b", second(9), second(24)));
    assertTrue(lease.keep("a", second(25)));
    assertTrue(lease.isHeld(second(24)));
  }

  @Test
  void isTakenFromWhoHasDied() {
    lease.take("a", second(0), second(5));

    assertTrue(lease.take("b", second(5), second(20)));
    assertFalse(lease.keep("a", second(30)), "who comes back from the dead is told");
    assertTrue(lease.keep("b", second(30)));
  }

  @Test
  void isHandedOverByWhoHasHadItForLong() {
    lease.take("a", second(0), second(15));
    lease.keep("a", second(24));

    assertTrue(lease.take("b", second(10), second(25)), "keeping it does not make it younger");
    assertFalse(lease.keep("a", second(30)));
    assertFalse(lease.take("a", second(11), second(26)));
  }

  @Test
  void isTakenAgainByWhoHasIt() {
    lease.take("a", second(0), second(15));

    assertTrue(lease.take("a", second(1), second(16)), "a delivery that is repeated goes on");
    assertTrue(lease.isHeld(second(15)));
  }

  @Test
  void isFreeOnceItIsGivenBack() {
    lease.take("a", second(0), second(15));
    lease.release("a");

    assertFalse(lease.isHeld(second(1)));
    assertFalse(lease.keep("a", second(15)));
    assertTrue(lease.take("b", second(1), second(16)));
  }

  @Test
  void isNotGivenBackBySomebodyElse() {
    lease.take("a", second(0), second(15));
    lease.release("b");

    assertTrue(lease.isHeld(second(1)));
  }

  @Test
  void ofManyAtOnceOneTakesIt() {
    var winners = new AtomicInteger();
    Together.call(
        8,
        number -> {
          if (lease.take("function-" + number, second(0), second(15))) {
            winners.incrementAndGet();
          }
          return null;
        });
    assertEquals(1, winners.get());
  }

  private static Instant second(int seconds) {
    return ONE_O_CLOCK.plusSeconds(seconds);
  }
}
