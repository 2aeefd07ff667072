package dev.ecsjobs.engine;

import static dev.ecsjobs.engine.EngineFixtures.ONE_O_CLOCK;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.ecsjobs.engine.Schedules.Look;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** What all {@link Schedules} promise, wherever they are kept. */
public abstract class SchedulesContract {
  /** The group that is looked at. */
  protected static final String GROUP = "ecsjobs-Jobs";

  private static final StoredSchedule HELLO = schedule("hello", "rate(5 minutes)", ONE_O_CLOCK);

  private Schedules schedules;

  /** Without any schedule; asked for once a test. */
  protected abstract Schedules none();

  /** Puts it there, in place of what has its name. */
  protected abstract void put(StoredSchedule schedule);

  protected abstract void remove(String name);

  @BeforeEach
  void beginEmpty() {
    schedules = none();
  }

  /** A schedule that says nothing special. */
  protected static StoredSchedule schedule(String name, String expression, Instant modified) {
    return new StoredSchedule(
        name,
        GROUP,
        expression,
        "UTC",
        Optional.empty(),
        Optional.empty(),
        true,
        Duration.ZERO,
        "arn:aws:lambda:us-east-1:000000000000:function:ecsjobs-LaunchFunction:live",
        "{\"job\": \"" + name + "\"}",
        ONE_O_CLOCK,
        modified);
  }

  @Test
  void areNoneAtFirst() {
    assertEquals(new Look(List.of(), 0), schedules.look());
    assertEquals(Optional.empty(), schedules.named("hello"));
  }

  @Test
  void tellEverythingOfASchedule() {
    var nightly =
        new StoredSchedule(
            "nightly-report",
            GROUP,
            "cron(0 2 * * ? *)",
            "Europe/Berlin",
            Optional.of(ONE_O_CLOCK.plus(Duration.ofDays(1))),
            Optional.of(ONE_O_CLOCK.plus(Duration.ofDays(90))),
            false,
            Duration.ofMinutes(15),
            "arn:aws:lambda:us-east-1:000000000000:function:ecsjobs-LaunchFunction",
            "",
            ONE_O_CLOCK,
            ONE_O_CLOCK.plusMillis(1500));
    put(nightly);
    put(HELLO);

    assertEquals(new Look(List.of(HELLO, nightly), 0), schedules.look());
    assertEquals(Optional.of(nightly), schedules.named("nightly-report"));
    assertEquals(Optional.empty(), schedules.named("nightly"));
  }

  @Test
  void tellAScheduleAsItIsNow() {
    put(HELLO);
    schedules.look();
    var changed = schedule("hello", "rate(1 hour)", ONE_O_CLOCK.plusMillis(1));
    put(changed);

    assertEquals(List.of(changed), schedules.look().known());
    assertEquals(Optional.of(changed), schedules.named("hello"));
  }

  @Test
  void forgetWhatIsGone() {
    put(HELLO);
    put(schedule("other", "rate(1 day)", ONE_O_CLOCK));
    schedules.look();
    remove("other");

    assertEquals(new Look(List.of(HELLO), 0), schedules.look());
    assertEquals(Optional.empty(), schedules.named("other"));
  }

  @Test
  void tellOfManyAfterAFewLooks() {
    var all =
        IntStream.range(100, 350)
            .mapToObj(number -> schedule("job-" + number, "rate(1 day)", ONE_O_CLOCK))
            .toList();
    all.forEach(this::put);

    var look = schedules.look();
    int looks = 1;
    while (look.unknown() > 0) {
      assertEquals(all.size(), look.known().size() + look.unknown());
      assertTrue(looks++ < 5, "a look goes on where the last one ended");
      look = schedules.look();
    }

    assertEquals(all, look.known());
    assertEquals(look, schedules.look());
  }
}
