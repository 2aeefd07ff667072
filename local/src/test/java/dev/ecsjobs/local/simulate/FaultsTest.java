package dev.ecsjobs.local.simulate;

import static dev.ecsjobs.local.simulate.Scenes.job;
import static dev.ecsjobs.local.simulate.Scenes.line;
import static dev.ecsjobs.local.simulate.Scenes.run;
import static dev.ecsjobs.local.simulate.Scenes.scenario;
import static dev.ecsjobs.local.simulate.Scenes.valid;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.ecsjobs.Checked;
import dev.ecsjobs.retry.FailureKind;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What each fault leads to, and how rates are written. */
class FaultsTest {
  private static final String TWICE =
      ", \"retry\": {\"maxAttempts\": 2, \"infrastructureAttempts\": 2}";

  /** Where every attempt goes wrong, both of a budget of two are made and the run has failed. */
  @ParameterizedTest
  @CsvSource({
    "EXIT, EXIT_CODE",
    "OOM, OUT_OF_MEMORY",
    "SPOT, INTERRUPTED",
    "HOST, INTERRUPTED",
    "PULL, NEVER_STARTED",
    "ENI, NEVER_STARTED",
    "REFUSED, REFUSED"
  })
  void anAttemptThatGoesWrongIsOfTheEnginesKindAndRetried(Fault fault, FailureKind kind) {
    var job = job("nightly", "cron(0 2 * * ? *)", "SPOT" + TWICE);
    var line = line(run(scenario(3, 1, Faults.none().with(fault, 1), job)));
    // After two interruptions of Spot capacity a third attempt would run on-demand.
    assertEquals(3, line.summary().failed(), line::toString);
    assertEquals(Map.of(kind, 6L), line.failures());
    assertEquals(3, line.retries());
  }

  @Test
  void spotIsTakenBackOnlyWhereItIsUsed() {
    var onDemand = job("nightly", "cron(0 2 * * ? *)", TWICE);
    var line = line(run(scenario(3, 1, Faults.none().with(Fault.SPOT, 1), onDemand)));
    assertEquals(3, line.summary().succeeded());
  }

  @Test
  void afterTwoInterruptionsOfSpotTheThirdAttemptRunsOnDemand() {
    var job = job("nightly", "cron(0 2 * * ? *)", "SPOT");
    var line = line(run(scenario(3, 1, Faults.none().with(Fault.SPOT, 1), job)));
    assertEquals(3, line.summary().succeeded());
    assertEquals(6, line.retries());
  }

  @Test
  void aRunWhoseEventsAreLostIsClosedByAsking() {
    var report = run(scenario(3, 1, Faults.none().with(Fault.LOST, 1), hourly("")));
    assertEquals(72, line(report).summary().succeeded());
    assertTrue(report.slowest().stream().allMatch(close -> close.told() == Told.NEVER));
    var close = line(report).close().orElseThrow();
    assertTrue(close.p50().compareTo(Duration.ofSeconds(30)) > 0, close::toString);
    assertTrue(close.longest().compareTo(Duration.ofMinutes(5)) < 0, close::toString);
  }

  @Test
  void whatComesTwiceIsOneRunWithOneAttempt() {
    var line = line(run(scenario(3, 1, Faults.none().with(Fault.DUPLICATE, 1), hourly(""))));
    assertEquals(72, line.summary().succeeded());
    assertEquals(72, line.summary().attempts());
    assertEquals(0, line.unexpected());
  }

  /** Were it forgotten while a rare sweep may still search for its fire, it would run again. */
  @Test
  void aFinishedRunIsRememberedAsLongAsAnybodyAsksForIt() {
    var faults = valid(Faults.parse("none,late=30%,duplicate=30%,undelivered=10%,sweep=99.5%"));
    var line = line(run(scenario(30, 1, faults, hourly(""))));
    assertEquals(0, line.unexpected(), line::toString);
    assertEquals(720, line.summary().runs());
  }

  @Test
  void whatComesLaterThanTheStartingDeadlineIsMissed() {
    var late = Faults.none().with(Fault.LATE, 1);
    var line = line(run(scenario(30, 1, late, hourly(", \"startingDeadline\": \"PT10M\""))));
    assertTrue(line.summary().missed() > 0, line::toString);
    assertEquals(line.expected(), line.summary().runs());
  }

  /** The same call is made again after its lease, and finds the task. */
  @Test
  void anAnswerThatIsLostStartsNoSecondTask() {
    var report = run(scenario(3, 1, Faults.none().with(Fault.ANSWER, 1), hourly("")));
    assertEquals(72, line(report).summary().succeeded());
    assertEquals(72, line(report).summary().attempts());
    assertEquals(1, report.mostTasks());
  }

  @Test
  void withoutSweepsARetryThatWaitsIsNeverMade() {
    var faults = Faults.none().with(Fault.EXIT, 1).with(Fault.SWEEP, 1);
    var report = run(scenario(1, 1, faults, job("nightly", "cron(0 2 * * ? *)", "")));
    var standing = report.open().getFirst().standing().orElseThrow();
    assertTrue(standing.startsWith("Attempt 2 starts at "), standing);
  }

  private static SimulatedJob hourly(String rest) {
    return job("hourly", "rate(1 hour)", rest);
  }

  @Test
  void readsRatesAndLeavesTheRestAsUsual() {
    var read = valid(Faults.parse("exit=2%, spot=0.5%"));
    assertEquals(0.02, read.rate(Fault.EXIT));
    assertEquals(0.005, read.rate(Fault.SPOT));
    assertEquals(Fault.LOST.usually(), read.rate(Fault.LOST));
  }

  @Test
  void readsRatesAfterNoneAndLeavesTheRestOut() {
    assertEquals("none", valid(Faults.parse("none")).toString());
    assertEquals("exit=2.5%", valid(Faults.parse("none,exit=2.5%")).toString());
  }

  @Test
  void isWrittenAsItIsRead() {
    var usual = Faults.usual().toString();
    assertEquals(usual, valid(Faults.parse("none," + usual)).toString());
    assertEquals(usual, valid(Faults.parse("usual")).toString());
  }

  @ParameterizedTest
  @ValueSource(
      strings = {"", "exit", "exit=2", "exit=101%", "exits=2%", "exit=-1%", "exit=2%,none"})
  void refusesWhatIsNoRateAndSaysWhatThereIs(String text) {
    var invalid = assertInstanceOf(Checked.Invalid.class, Faults.parse(text));
    assertTrue(invalid.problems().getFirst().toString().contains("undelivered"));
  }

  @Test
  void thePageHasEveryFault() throws IOException {
    var page = Files.readString(Path.of("..", "docs", "simulate.md"));
    for (var fault : Fault.values()) {
      assertTrue(page.contains("`" + fault + "`"), fault::toString);
    }
  }

  @Test
  void namesEveryProblemAtOnce() {
    var invalid = assertInstanceOf(Checked.Invalid.class, Faults.parse("exit=x,spot=2%,boom=1%"));
    assertEquals(2, invalid.problems().size());
  }
}
