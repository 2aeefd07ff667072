package dev.ecsjobs.run;

import static dev.ecsjobs.run.RunFixtures.SCHEDULED_TIME;
import static dev.ecsjobs.run.RunFixtures.aJob;
import static dev.ecsjobs.run.RunFixtures.aStoppedTask;
import static dev.ecsjobs.run.RunFixtures.aTask;
import static dev.ecsjobs.run.RunFixtures.withLimits;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.ecsjobs.job.Job;
import dev.ecsjobs.job.Limits;
import dev.ecsjobs.retry.FailureKind;
import dev.ecsjobs.retry.RetryPolicy;
import dev.ecsjobs.retry.RetryRule;
import dev.ecsjobs.run.Effect.StartTask;
import dev.ecsjobs.run.Effect.StopTask;
import dev.ecsjobs.run.RunEvent.AttemptEnded;
import dev.ecsjobs.run.RunEvent.AttemptLaunching;
import dev.ecsjobs.run.RunEvent.LaunchDeferred;
import dev.ecsjobs.run.RunFixtures.Stage;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;

/**
 * Runs under any signals in any order: duplicates, reordering, other attempts, other tasks.
 *
 * <p>The first run takes the printed seed itself, so {@code -Dseed=} with the seed of a failure
 * begins with that failure.
 */
class RunPropertyTest {
  private static final int RUNS = 20_000;
  private static final int SIGNALS = 25;
  private static final int SIGNALS_AFTER_THE_END = 2;

  @Test
  void holdsWhateverHappens() {
    long first = Long.getLong("seed", System.nanoTime());
    var ended = new HashSet<RunResult>();
    for (long seed = first; seed < first + RUNS; seed++) {
      try {
        var run = new Story(new SplittableRandom(seed)).tell();
        run.finished().ifPresent(end -> ended.add(end.result()));
      } catch (RuntimeException | AssertionError e) {
        throw new AssertionError("repeat it with -Dseed=" + seed, e);
      }
    }
    assertEquals(RunResult.values().length, ended.size(), "seed " + first + " reached " + ended);
  }

  /** One run and the signals that come to it. */
  private static final class Story {
    private final SplittableRandom random;
    private final List<Signal> sent = new ArrayList<>();
    private Run run;
    private Instant now = SCHEDULED_TIME;
    private int applied;

    Story(SplittableRandom random) {
      this.random = random;
      this.run = RunFixtures.aRunIn(Stage.REQUESTED, job());
    }

    Run tell() {
      int afterTheEnd = 0;
      for (int i = 0; i < SIGNALS && afterTheEnd < SIGNALS_AFTER_THE_END; i++) {
        now = now.plusSeconds(random.nextInt(4) == 0 ? random.nextInt(1200) : random.nextInt(30));
        boolean again = !sent.isEmpty() && random.nextInt(4) == 0;
        var signal = again ? sent.get(random.nextInt(sent.size())) : signal();
        sent.add(signal);
        take(signal);
        afterTheEnd += run.finished().isPresent() ? 1 : 0;
      }
      holdsForTheWholeTimeline();
      if (random.nextInt(10) == 0) { // half of the test's time, if done for each
        assertEquals(run, RunDocument.read(RunDocument.of(run)), "folded again");
      }
      return run;
    }

    private void take(Signal signal) {
      var decision = run.decide(signal);
      boolean over = run.finished().isPresent();
      assertTrue(!over || decision.events().isEmpty(), "an event after the end");
      assertTrue(
          !over || decision.effects().stream().allMatch(StopTask.class::isInstance),
          "after the end only strays are stopped");
      assertEquals(
          decision.events().stream().filter(AttemptLaunching.class::isInstance).count(),
          decision.effects().stream().filter(StartTask.class::isInstance).count(),
          "a task is started when and only when its intent is recorded");
      run = run.apply(decision.events());
      applied += decision.events().size();
      assertEquals(applied, run.version(), "the version counts the events");
      assertEquals(
          applied > 0 && run.finished().isEmpty(), run.dueAt().isPresent(), "due until it ends");
    }

    private void holdsForTheWholeTimeline() {
      int attempt = 0;
      int call = 0;
      var ended = new HashSet<Integer>();
      for (var event : run.timeline()) {
        if (event instanceof AttemptLaunching launching) {
          boolean next = launching.attempt() == attempt + 1 && launching.call() == 1;
          boolean again = launching.attempt() == attempt && launching.call() == call + 1;
          assertTrue(next || again, () -> "out of order: " + launching);
          assertTrue(attempt == 0 || again || ended.contains(attempt), "two attempts at once");
          attempt = launching.attempt();
          call = launching.call();
        }
        if (event instanceof LaunchDeferred) {
          call = 0;
        }
        if (event instanceof AttemptEnded end) {
          assertEquals(attempt, end.attempt(), "the current attempt ends");
          assertTrue(ended.add(end.attempt()), () -> "ended twice: " + end);
        }
      }
      var retry = run.job().retry();
      assertTrue(run.failures().application() <= retry.maxAttempts(), "within maxAttempts");
      assertTrue(
          run.failures().platform() <= retry.infrastructureAttempts(),
          "within infrastructureAttempts");
      assertTrue(attempt < retry.maxAttempts() + retry.infrastructureAttempts(), "within both");
    }

    private Job job() {
      var rules = new ArrayList<RetryRule>();
      if (random.nextBoolean()) {
        rules.add(
            RetryRule.of(List.of(), Optional.of(FailureKind.TIMED_OUT), RetryRule.Then.RETRY));
      }
      var delay = Duration.ofSeconds(random.nextBoolean() ? 0 : 60);
      var retry =
          new RetryPolicy(
              1 + random.nextInt(3), 1 + random.nextInt(3), delay, 2, Duration.ofHours(1), rules);
      return withLimits(aJob(retry), new Limits(limit(), limit(), limit(), limit()));
    }

    private Optional<Duration> limit() {
      return random.nextInt(3) == 0
          ? Optional.of(Duration.ofSeconds(1 + random.nextInt(3600)))
          : Optional.empty();
    }

    private Signal signal() {
      int attempt = attempt();
      String task = aTask(task(attempt));
      return switch (random.nextInt(14)) {
        case 0 -> new Signal.LaunchRequested(now);
        case 1 -> random.nextInt(8) == 0 ? blocked() : new Signal.LaunchRequested(now);
        case 2, 3 -> new Signal.Due(run.dueAt().filter(_ -> random.nextBoolean()).orElse(now));
        case 4, 5 -> new Signal.LaunchAccepted(now, attempt, task);
        case 6 -> new Signal.LaunchRefused(now, attempt, kind(), "RunTask refused: AGENT.");
        case 7 -> new Signal.TaskStarted(now, attempt, task, now);
        case 8 -> new Signal.TaskSeen(now, attempt, task, startedAt());
        case 9 -> new Signal.TaskNotFound(now, attempt, task);
        case 10 -> new Signal.LaunchDeferred(now, attempt, Duration.ofMinutes(1), "Throttled.");
        case 11 -> random.nextInt(4) == 0 ? cancelled() : new Signal.Due(now);
        default -> new Signal.TaskStopped(now, attempt, stopped(task(attempt)));
      };
    }

    private Signal cancelled() {
      return new Signal.CancelRequested(now, "it is not needed any more");
    }

    private Signal blocked() {
      return RunFixtures.blocked(now, RunFixtures.RUN_ID);
    }

    /** Mostly the current attempt, or else the one before, the one after, or none at all. */
    private int attempt() {
      int current =
          run.timeline().stream()
              .mapToInt(event -> event instanceof AttemptLaunching e ? e.attempt() : 0)
              .max()
              .orElse(1);
      return random.nextInt(4) == 0 ? current - 1 + random.nextInt(3) : current;
    }

    /** Mostly the attempt's own task. */
    private int task(int attempt) {
      return random.nextInt(8) == 0 ? attempt + 100 : attempt;
    }

    private FailureKind kind() {
      return random.nextInt(8) == 0 ? FailureKind.MISCONFIGURED : FailureKind.REFUSED;
    }

    private Optional<Instant> startedAt() {
      return random.nextBoolean() ? Optional.of(now) : Optional.empty();
    }

    private StoppedTask stopped(int task) {
      return switch (random.nextInt(8)) {
        case 0 -> aStoppedTask(task, 0);
        case 1 -> aStoppedTask(task, OptionalInt.of(143), "UserInitiated", "Task stopped by user");
        case 2, 3 -> aStoppedTask(task, OptionalInt.empty(), "SpotInterruption", "Interrupted.");
        case 4 -> aStoppedTask(task, OptionalInt.empty(), "SomethingNew", "New words");
        default -> aStoppedTask(task, 1);
      };
    }
  }
}
