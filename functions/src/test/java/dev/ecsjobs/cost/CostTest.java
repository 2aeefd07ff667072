package dev.ecsjobs.cost;

import static java.util.stream.Collectors.joining;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.ecsjobs.Checked;
import dev.ecsjobs.Document;
import dev.ecsjobs.Problem;
import dev.ecsjobs.aws.Json;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class CostTest {
  private static final PriceTable PRICES = PriceTable.standard();
  private static final Tariff VIRGINIA =
      new Tariff("us-east-1", Capacity.FARGATE, Architecture.X86_64);
  private static final Tariff VIRGINIA_ARM =
      new Tariff("us-east-1", Capacity.FARGATE, Architecture.ARM64);
  private static final Tariff FRANKFURT_SPOT =
      new Tariff("eu-central-1", Capacity.FARGATE_SPOT, Architecture.ARM64);
  private static final Tariff INSTANCES =
      new Tariff("us-east-1", Capacity.EC2, Architecture.X86_64);

  /**
   * The smallest there is: a quarter vCPU and half a GiB for the minute that is paid at least.
   *
   * <p>0.25 × 0.04048 = 0.01012; 0.5 × 0.004445 = 0.0022225; together 0.0123425 an hour, a 60th of
   * which is 0.000205708….
   */
  @Test
  void aQuarterVcpuForAMinute() {
    assertCost("0.000205708", Usage.of(VIRGINIA, new Size(256, 512), Duration.ofMinutes(1)));
  }

  /**
   * One vCPU and 2 GiB on ARM for 754 s: 1 × 0.03238 + 2 × 0.00356 = 0.0395 an hour; × 754 =
   * 29.783; ÷ 3600 = 0.008273055….
   */
  @Test
  void oneVcpuOnArmForTwelveAndAHalfMinutes() {
    assertCost(
        "0.008273056", Usage.of(VIRGINIA_ARM, new Size(1024, 2048), Duration.ofSeconds(754)));
  }

  /**
   * Two vCPU, 8 GiB and 100 GiB of storage on Spot in Frankfurt for two hours. The table has no ARM
   * price there, so 0.8 of x86's: vCPU 0.037248, GiB 0.004088, storage 0.0000888; of that 0.4 for
   * Spot: 0.0148992, 0.0016352, 0.00003552. 2 × 0.0148992 + 8 × 0.0016352 + 80 × 0.00003552 =
   * 0.0297984 + 0.0130816 + 0.0028416 = 0.0457216 an hour; twice 0.0914432.
   */
  @Test
  void twoVcpuWithStorageOnSpotForTwoHours() {
    assertCost(
        "0.091443200", Usage.of(FRANKFURT_SPOT, new Size(2048, 8192, 100), Duration.ofHours(2)));
  }

  /** The storage that every task has costs nothing, and less than that gives nothing back. */
  @Test
  void freeStorageIsFree() {
    var hour = Duration.ofHours(1);
    assertEquals(
        Usage.of(VIRGINIA, new Size(256, 512), hour),
        Usage.of(VIRGINIA, new Size(256, 512, 10), hour));
    // 0.0123425 + 1 × 0.000111
    assertCost("0.012453500", Usage.of(VIRGINIA, new Size(256, 512, 21), hour));
  }

  @ParameterizedTest
  @CsvSource({
    "FARGATE,      PT0S,     60",
    "FARGATE,      PT59.9S,  60",
    "FARGATE,      PT1M,     60",
    "FARGATE,      PT1M0.001S, 61",
    "FARGATE,      PT1M0.999S, 61",
    "FARGATE_SPOT, PT10S,    60",
    "FARGATE_SPOT, PT1H,     3600",
    "EC2,          PT10.2S,  11",
    "EC2,          PT0S,     0",
    // Clocks of several machines: a task cannot have ended before it began.
    "EC2,          PT-3S,    0",
  })
  void billsWholeSecondsAndOnFargateAMinuteAtLeast(Capacity capacity, Duration time, long seconds) {
    var from = Instant.parse("2026-03-01T01:00:20.534Z");
    assertEquals(Duration.ofSeconds(seconds), BilledTime.of(capacity, from, from.plus(time)));
  }

  @Test
  void sumsAreExactInAnyOrder() {
    var a = Usage.of(VIRGINIA, new Size(256, 512), Duration.ofSeconds(61));
    var b = Usage.of(FRANKFURT_SPOT, new Size(512, 1024), Duration.ofSeconds(77));
    var c = Usage.of(VIRGINIA, new Size(1024, 2048, 25), Duration.ofSeconds(60));
    assertEquals(a.plus(b).plus(c), c.plus(a.plus(b)));
    assertEquals(
        new Amount(256 * 61 + 1024 * 60, 512 * 61 + 2048 * 60, 5 * 60),
        a.plus(b).plus(c).amounts().get(VIRGINIA));
    assertEquals(a.plus(a).plus(a), a.times(3));
    assertEquals(a, a.plus(Usage.NONE));
  }

  @Test
  void whatIsWrittenIsReadBack() {
    var usage =
        Usage.of(VIRGINIA, new Size(256, 512, 30), Duration.ofSeconds(61))
            .plus(Usage.of(INSTANCES, new Size(128, 64), Duration.ofSeconds(5)));
    String stored = Json.write(usage.document().fields());
    assertEquals(usage, Usage.read(Document.reading(Json.readObject(stored))));
    assertEquals(Usage.NONE, Usage.read(new Document()));
  }

  @ParameterizedTest
  @CsvSource({
    "FARGATE, FARGATE",
    "FARGATE_SPOT, FARGATE_SPOT",
    "EC2, EC2",
    "EXTERNAL, EC2",
    "my-auto-scaling, EC2"
  })
  void readsEcsWordsForCapacity(String word, Capacity capacity) {
    assertEquals(capacity, Capacity.of(word));
  }

  @ParameterizedTest
  @CsvSource({"arm64, ARM64", "ARM64, ARM64", "x86_64, X86_64", "X86_64, X86_64", "other, X86_64"})
  void readsEcsWordsForArchitecture(String word, Architecture architecture) {
    assertEquals(architecture, Architecture.of(word));
  }

  @Test
  void instancesOfOnesOwnCostNothingKnownUnlessSomebodySaysHow() {
    var usage = Usage.of(INSTANCES, new Size(2048, 4096), Duration.ofHours(1));
    assertEquals("?", PRICES.cost(usage).toString());
    var more = usage.plus(Usage.of(VIRGINIA, new Size(1024, 0), Duration.ofHours(1)));
    assertEquals("$0.04+", PRICES.cost(more).toString());
    assertEquals(List.of(INSTANCES), List.copyOf(PRICES.cost(more).unpriced()));
    // 2 × 0.03 + 4 × 0.005
    assertEquals("$0.08", with("ec2.vcpuHour=0.03\nec2.gbHour=0.005").cost(usage).toString());
  }

  @Test
  void aRegionTheTableDoesNotKnowIsNamed() {
    var mars = new Tariff("mars-north-1", Capacity.FARGATE, Architecture.ARM64);
    var cost = PRICES.cost(Usage.of(mars, new Size(256, 512), Duration.ofHours(1)));
    assertEquals(List.of(mars), List.copyOf(cost.unpriced()));
  }

  @ParameterizedTest
  @CsvSource({
    "0, $0.00",
    "0.0000000004, $0.000001",
    "0.000205708, $0.00021",
    "0.0082730, $0.0083",
    "0.00999, $0.010",
    "0.01, $0.01",
    "12.345, $12.35"
  })
  void showsWhatMeansSomething(BigDecimal dollars, String shown) {
    assertEquals(shown, new Cost(dollars, Cost.NOTHING.unpriced()).toString());
  }

  @Test
  void linesOfAnotherTableReplaceSingleFigures() {
    var ours =
        with("fargate.us-east-1.vcpuHour = 0.03\nfargate.spotShare = 0.3\ndate = 2027-01-01");
    assertEquals(new BigDecimal("0.03"), ours.price(VIRGINIA).orElseThrow().vcpuHour());
    assertEquals(new BigDecimal("0.004445"), ours.price(VIRGINIA).orElseThrow().gbHour());
    assertNotEquals(PRICES.price(FRANKFURT_SPOT), ours.price(FRANKFURT_SPOT));
    assertEquals("2027-01-01", ours.date().toString());
  }

  @Test
  void tellsEverythingThatIsWrongWithATable() {
    var problems =
        switch (PriceTable.standardWith(
            """
            date=today
            fargate.us-east-1.vcpuHour=cheap
            fargate.spotShare=40
            fargate.eu-central-9.vcpuHour=1
            fargate.frankfurt=1
            """)) {
          case Checked.Valid<PriceTable> _ -> List.<Problem>of();
          case Checked.Invalid<PriceTable> invalid -> invalid.problems();
        };
    assertEquals(
        """
        date: is no day. Write it like 2026-11-22.
        fargate.eu-central-9.gbHour: is missing. Give US dollars or a share as a number, such as 0.04048.
        fargate.us-east-1.vcpuHour: is "cheap". Give US dollars or a share as a number, such as 0.04048.
        fargate.spotShare: is 40, more than the whole. Give a share from 0 to 1.
        fargate.frankfurt: is no price.\
        """,
        problems.stream()
            .map(problem -> problem.toString().replaceAll(" Use date.*", ""))
            .collect(joining("\n")));
  }

  @Test
  void theStandardTableSaysItsDateAndSourceAndHasTheSamplesRegions() {
    assertTrue(PRICES.source().startsWith("https://aws.amazon.com/"));
    for (var region : List.of("us-east-1", "eu-central-1", "eu-west-1", "ap-northeast-1")) {
      for (var capacity : List.of(Capacity.FARGATE, Capacity.FARGATE_SPOT)) {
        for (var architecture : Architecture.values()) {
          assertTrue(PRICES.price(new Tariff(region, capacity, architecture)).isPresent());
        }
      }
    }
    assertTrue(PRICES.x86().size() >= 20);
    assertEquals(new TreeMap<>(), Usage.NONE.amounts());
  }

  private static PriceTable with(String lines) {
    return switch (PriceTable.standardWith(lines)) {
      case Checked.Valid<PriceTable> valid -> valid.value();
      case Checked.Invalid<PriceTable> invalid -> throw new AssertionError(invalid.problems());
    };
  }

  private static void assertCost(String dollars, Usage usage) {
    var cost = PRICES.cost(usage);
    assertTrue(cost.isComplete());
    assertEquals(new BigDecimal(dollars), cost.dollars().setScale(9, RoundingMode.HALF_UP));
  }
}
