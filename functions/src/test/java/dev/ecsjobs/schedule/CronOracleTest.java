package dev.ecsjobs.schedule;

import static dev.ecsjobs.schedule.Schedules.schedule;
import static org.junit.jupiter.api.Assertions.assertEquals;

import com.cronutils.model.definition.CronDefinition;
import com.cronutils.model.definition.CronDefinitionBuilder;
import com.cronutils.model.time.ExecutionTime;
import com.cronutils.parser.CronParser;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.ZonedDateTime;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import java.util.stream.IntStream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * Compares random crons with an independent library, where both have the same grammar.
 *
 * <p>Left out are, of cron-utils 9.2.1's bugs, ranges that wrap (of {@code 49-40} it finds 49 only)
 * and {@code 29W} to {@code 31W} (it throws in months without that day), and what we refuse: steps
 * of weekdays, and {@code L}, {@code W} or {@code #} in lists.
 */
class CronOracleTest {
  private static final CronParser ORACLE = new CronParser(eventBridge());

  private static CronDefinition eventBridge() {
    return CronDefinitionBuilder.defineCron()
        .withMinutes()
        .withValidRange(0, 59)
        .and()
        .withHours()
        .withValidRange(0, 23)
        .and()
        .withDayOfMonth()
        .withValidRange(1, 31)
        .supportsL()
        .supportsW()
        .supportsQuestionMark()
        .and()
        .withMonth()
        .withValidRange(1, 12)
        .and()
        .withDayOfWeek()
        .withValidRange(1, 7)
        .withMondayDoWValue(2)
        .supportsHash()
        .supportsL()
        .supportsQuestionMark()
        .and()
        .withYear()
        .withValidRange(1970, 2199)
        .and()
        .instance();
  }

  static IntStream seeds() {
    return IntStream.range(0, 600);
  }

  @ParameterizedTest
  @MethodSource("seeds")
  void firesWhenTheOracleFires(int seed) {
    Random random = new Random(seed);
    String fields = cron(random);
    Instant after = Instant.ofEpochSecond(random.nextLong(1_700_000_000L, 2_000_000_000L));
    List<Instant> expected = oracle(fields, after);
    List<Instant> fires =
        schedule("cron(" + fields + ")").after(after).limit(Math.max(1, expected.size())).toList();
    assertEquals(expected, fires, () -> fields + " after " + after);
  }

  private static List<Instant> oracle(String fields, Instant after) {
    ExecutionTime times = ExecutionTime.forCron(ORACLE.parse(fields));
    List<Instant> fires = new ArrayList<>();
    Optional<ZonedDateTime> next = times.nextExecution(after.atZone(ZoneOffset.UTC));
    while (next.isPresent() && fires.size() < 8) {
      fires.add(next.get().toInstant());
      next = times.nextExecution(next.get());
    }
    return fires;
  }

  private static String cron(Random random) {
    boolean byMonth = random.nextBoolean();
    return String.join(
        " ",
        field(random, 0, 59),
        field(random, 0, 23),
        byMonth ? dayOfMonth(random) : "?",
        field(random, 1, 12),
        byMonth ? "?" : dayOfWeek(random),
        random.nextInt(4) > 0 ? "*" : year(random));
  }

  private static String field(Random random, int first, int last) {
    int some = random.nextInt(first, last);
    int more = random.nextInt(some, last + 1);
    return switch (random.nextInt(7)) {
      case 0, 1 -> "*";
      case 2 -> some + "-" + more;
      case 3 -> some + "/" + random.nextInt(1, last - first);
      case 4 -> "*/" + random.nextInt(1, last - first);
      case 5 -> some + "-" + more + "/" + random.nextInt(1, 5);
      default -> some + "," + random.nextInt(first, last + 1);
    };
  }

  private static String dayOfMonth(Random random) {
    return switch (random.nextInt(4)) {
      case 0 -> "L";
      case 1 -> random.nextInt(1, 29) + "W";
      default -> field(random, 1, 31);
    };
  }

  private static String dayOfWeek(Random random) {
    int some = random.nextInt(1, 8);
    return switch (random.nextInt(6)) {
      case 0 -> some + "L";
      case 1 -> some + "#" + random.nextInt(1, 6);
      case 2 -> "MON-FRI";
      case 3 -> some + "-" + random.nextInt(some, 8);
      case 4 -> "SUN,WED," + some;
      default -> "*";
    };
  }

  private static String year(Random random) {
    int some = random.nextInt(2026, 2030);
    return random.nextBoolean() ? some + "-" + (some + 3) : some + "/2";
  }
}
