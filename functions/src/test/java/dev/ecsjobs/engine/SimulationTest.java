package dev.ecsjobs.engine;

import static java.util.stream.Collectors.counting;
import static java.util.stream.Collectors.groupingBy;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.ecsjobs.history.RunSummary;
import dev.ecsjobs.retry.Budget;
import dev.ecsjobs.run.Outcome;
import dev.ecsjobs.run.Run;
import dev.ecsjobs.run.RunDocument;
import dev.ecsjobs.run.RunEvent.AttemptEnded;
import dev.ecsjobs.run.RunId;
import dev.ecsjobs.run.RunResult;
import java.util.Collection;
import java.util.EnumSet;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** Whatever goes wrong, these hold. A failure names its seed: {@code check(seed)} repeats it. */
class SimulationTest {
  private static final int SEEDS = 2_000;

  @Test
  void holdsItsPromisesWhateverGoesWrong() {
    var seen = EnumSet.noneOf(RunResult.class);
    for (long seed = 1; seed <= SEEDS; seed++) {
      try {
        check(seed).values().forEach(run -> seen.add(run.finished().orElseThrow().result()));
      } catch (AssertionError | RuntimeException e) {
        throw new AssertionError("with seed " + seed + ": " + e.getMessage(), e);
      }
    }
    assertEquals(
        EnumSet.of(RunResult.SUCCEEDED, RunResult.FAILED, RunResult.SKIPPED),
        seen,
        "a simulation in which nothing goes wrong proves nothing");
  }

  private static Map<RunId, Run> check(long seed) {
    var simulation = new Simulation(seed);
    var runs = simulation.run(); // never two live tasks: checked at every step
    everyRunEnds(simulation, runs);
    oneTaskPerAttempt(simulation);
    runs.values().forEach(SimulationTest::attemptsStayWithinTheirBudget);
    runs.values().forEach(run -> successIsTheLastTasksExitCode(simulation, run));
    runs.values().forEach(SimulationTest::theTimelineFoldsToTheState);
    eachFinishedRunIsRecordedOnce(simulation, runs.values());
    return runs;
  }

  private static void everyRunEnds(Simulation simulation, Map<RunId, Run> runs) {
    assertEquals(Set.copyOf(simulation.requested), runs.keySet());
    runs.values().forEach(run -> assertTrue(run.finished().isPresent(), () -> "endless: " + run));
  }

  private static void oneTaskPerAttempt(Simulation simulation) {
    var tasks =
        simulation.tasks().stream()
            .collect(groupingBy(task -> task.run() + "/" + task.attempt(), counting()));
    tasks.forEach((attempt, count) -> assertEquals(1, count, () -> "tasks of " + attempt));
  }

  private static void attemptsStayWithinTheirBudget(Run run) {
    var failures =
        run.timeline().stream()
            .flatMap(event -> event instanceof AttemptEnded e ? stream(e.outcome()) : null)
            .collect(groupingBy(failed -> failed.kind().budget(), counting()));
    var retry = run.job().retry();
    long application = failures.getOrDefault(Budget.APPLICATION, 0L);
    long platform = failures.getOrDefault(Budget.PLATFORM, 0L);
    assertTrue(application <= retry.maxAttempts(), () -> "too many attempts: " + run);
    assertTrue(platform <= retry.infrastructureAttempts(), () -> "too many attempts: " + run);
  }

  private static Stream<Outcome.Failed> stream(Outcome outcome) {
    return outcome instanceof Outcome.Failed failed ? Stream.of(failed) : Stream.empty();
  }

  private static void successIsTheLastTasksExitCode(Simulation simulation, Run run) {
    boolean exitedWithZero =
        simulation.tasks().stream()
            .filter(task -> task.run().equals(run.id()))
            .anyMatch(task -> task.end().exitCode().orElse(-1) == 0);
    assertEquals(
        exitedWithZero,
        run.finished().orElseThrow().result() == RunResult.SUCCEEDED,
        () -> "result: " + run);
  }

  private static void theTimelineFoldsToTheState(Run run) {
    assertEquals(run, RunDocument.read(RunDocument.of(run)));
  }

  private static void eachFinishedRunIsRecordedOnce(Simulation simulation, Collection<Run> runs) {
    assertEquals(
        runs.stream().map(Run::id).collect(Collectors.toSet()),
        simulation.stream.stream().map(Run::id).collect(Collectors.toSet()));
    var history = new InMemoryHistory();
    for (var run : simulation.stream) {
      var summary = RunSummary.of(run).orElseThrow();
      assertTrue(history.record(summary), () -> "finished twice: " + run);
      history.record(summary);
    }
    long recorded = history.jobs().stream().mapToLong(job -> job.runs()).sum();
    assertEquals(runs.size(), recorded);
  }
}
