package dev.ecsjobs.engine;

import static dev.ecsjobs.engine.EngineFixtures.ONE_O_CLOCK;
import static dev.ecsjobs.engine.EngineFixtures.REPORT;
import static dev.ecsjobs.engine.EngineFixtures.accepted;
import static dev.ecsjobs.engine.EngineFixtures.after;
import static dev.ecsjobs.engine.EngineFixtures.exited;
import static dev.ecsjobs.engine.EngineFixtures.id;
import static dev.ecsjobs.engine.EngineFixtures.job;
import static dev.ecsjobs.engine.EngineFixtures.launching;
import static dev.ecsjobs.engine.EngineFixtures.skipped;
import static dev.ecsjobs.engine.EngineFixtures.succeeded;
import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.ecsjobs.engine.RunStore.Claim.Blocked;
import dev.ecsjobs.engine.RunStore.Claim.Claimed;
import dev.ecsjobs.engine.RunStore.Claim.Taken;
import dev.ecsjobs.engine.RunStore.Commit.Changed;
import dev.ecsjobs.engine.RunStore.Commit.Committed;
import dev.ecsjobs.job.Admission;
import dev.ecsjobs.job.Concurrency;
import dev.ecsjobs.job.Job;
import dev.ecsjobs.job.JobName;
import dev.ecsjobs.job.Limits;
import dev.ecsjobs.retry.RetryPolicy;
import dev.ecsjobs.run.Gate;
import dev.ecsjobs.run.Line;
import dev.ecsjobs.run.Run;
import dev.ecsjobs.run.RunId;
import dev.ecsjobs.run.Signal;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.Set;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** What every {@link RunStore} promises, wherever it keeps its runs. */
public abstract class RunStoreContract {
  private static final Job FORBID = job(REPORT, Concurrency.FORBID);
  private static final Job ALLOW = job(REPORT, Concurrency.ALLOW);
  private static final Instant TWO_O_CLOCK = ONE_O_CLOCK.plus(Duration.ofHours(1));

  /** Later than anything here is due. */
  private static final Instant TOMORROW = ONE_O_CLOCK.plus(Duration.ofDays(1));

  private RunStore store;

  /** A store without any run; asked for once a test. */
  protected abstract RunStore emptyStore();

  @BeforeEach
  void beginEmpty() {
    store = emptyStore();
  }

  private static Blocked blockedBy(RunId run) {
    return new Blocked(new Gate.OfJob(run.job(), 0), new Line(List.of(run), List.of()));
  }

  @Test
  void loadsNothingThatWasNotClaimed() {
    assertEquals(Optional.empty(), store.load(id(REPORT, ONE_O_CLOCK)));
  }

  @ParameterizedTest
  @MethodSource("dev.ecsjobs.engine.EngineFixtures#inEveryState")
  void loadsWhatWasClaimed(Run run) {
    assertEquals(new Claimed(), store.claim(run));
    assertEquals(Optional.of(run), store.load(run.id()));
  }

  @ParameterizedTest
  @MethodSource("dev.ecsjobs.engine.EngineFixtures#inEveryState")
  void loadsWhatWasCommitted(Run run) {
    var before = launching(run.job(), ONE_O_CLOCK);
    store.claim(before);
    assertEquals(new Committed(), store.commit(before, run));
    assertEquals(Optional.of(run), store.load(run.id()));
  }

  @ParameterizedTest
  @MethodSource("dev.ecsjobs.engine.EngineFixtures#inEveryState")
  void isDueAsTheRunSays(Run run) {
    store.claim(run);
    assertEquals(run.dueAt().isPresent() ? List.of(run.id()) : List.of(), store.due(TOMORROW, 100));
  }

  @Test
  void tellsOfTheBacklogInTheOrderOfUrgency() {
    var plain = waiting("plain", 0, Optional.empty(), ONE_O_CLOCK);
    var before = waiting("before", 0, Optional.empty(), ONE_O_CLOCK.minusSeconds(60));
    var hurried = waiting("hurried", 0, Optional.of(Duration.ofHours(1)), ONE_O_CLOCK);
    var soonest = waiting("soonest", 0, Optional.of(Duration.ofMinutes(1)), ONE_O_CLOCK);
    var low = waiting("low", -100, Optional.of(Duration.ofSeconds(1)), ONE_O_CLOCK);
    var below = waiting("below", -1, Optional.empty(), ONE_O_CLOCK);
    var high = waiting("high", 9, Optional.empty(), ONE_O_CLOCK);
    var highest = waiting("highest", 100, Optional.empty(), ONE_O_CLOCK);
    for (var run : List.of(plain, low, highest, before, below, soonest, high, hurried)) {
      store.claim(run);
    }
    var inOrder =
        Stream.of(highest, high, soonest, hurried, before, plain, below, low).map(Run::id).toList();

    assertEquals(inOrder, store.backlog(100));
    assertEquals(inOrder.subList(0, 3), store.backlog(3), "a limit keeps the most urgent");
    assertEquals(List.of(), store.due(TOMORROW, 100), "they do not wait for a time");
    assertEquals(inOrder, store.unfinished(100).stream().map(Run::id).toList());
  }

  @Test
  void letsARunOutOfTheBacklogWhenItIsLaunched() {
    var waiting = waiting("report", 0, Optional.empty(), ONE_O_CLOCK);
    store.claim(waiting);
    var launching = after(waiting, new Signal.Due(ONE_O_CLOCK.plusSeconds(1)));
    store.commit(waiting, launching);

    assertEquals(List.of(), store.backlog(100));
    assertEquals(List.of(waiting.id()), store.due(TOMORROW, 100), "its lease ends some time");
    var again = after(launching, new Signal.LaunchDeferred(ONE_O_CLOCK, 1, Duration.ZERO, "Rate."));
    store.commit(launching, again);
    assertEquals(List.of(waiting.id()), store.backlog(100));
    assertEquals(List.of(), store.due(TOMORROW, 100));
  }

  private static Run waiting(
      String name, int priority, Optional<Duration> deadline, Instant scheduledTime) {
    var admission =
        new Admission(
            Concurrency.FORBID, 1, Optional.empty(), List.of(), OptionalInt.empty(), priority);
    var limits = new Limits(Optional.empty(), Optional.empty(), Optional.empty(), deadline);
    var job =
        new Job(new JobName(name), EngineFixtures.task(), RetryPolicy.DEFAULT, limits, admission);
    return after(
        launching(job, scheduledTime),
        new Signal.LaunchDeferred(scheduledTime, 1, Duration.ZERO, "Rate exceeded."));
  }

  @Test
  void answersASecondClaimWithTheRunAsItStandsNow() {
    var first = launching(ALLOW, ONE_O_CLOCK);
    store.claim(first);
    var now = accepted(first, ONE_O_CLOCK.plusSeconds(1));
    store.commit(first, now);
    assertEquals(new Taken(now), store.claim(first));
    assertEquals(Optional.of(now), store.load(first.id()));
  }

  @Test
  void blocksAnotherRunOfAJobThatForbidsOverlap() {
    store.claim(launching(FORBID, ONE_O_CLOCK));
    var second = launching(FORBID, TWO_O_CLOCK);
    assertEquals(blockedBy(id(REPORT, ONE_O_CLOCK)), store.claim(second));
    assertEquals(Optional.empty(), store.load(second.id()));
    assertEquals(List.of(id(REPORT, ONE_O_CLOCK)), store.due(TOMORROW, 100));
  }

  @Test
  void doesNotBlockTheRunThatHoldsTheLockItself() {
    var run = launching(FORBID, ONE_O_CLOCK);
    store.claim(run);
    assertEquals(new Taken(run), store.claim(run));
  }

  @Test
  void doesNotBlockAnotherJob() {
    store.claim(launching(FORBID, ONE_O_CLOCK));
    var other = job(new JobName("nightly-report-2"), Concurrency.FORBID);
    assertEquals(new Claimed(), store.claim(launching(other, ONE_O_CLOCK)));
  }

  @Test
  void keepsTheLockUntilTheRunHasFinished() {
    var launching = launching(FORBID, ONE_O_CLOCK);
    store.claim(launching);
    var running = accepted(launching, ONE_O_CLOCK.plusSeconds(1));
    store.commit(launching, running);
    var backingOff = exited(running, ONE_O_CLOCK.plusSeconds(60), 1);
    store.commit(running, backingOff);
    assertEquals(
        blockedBy(launching.id()),
        store.claim(launching(FORBID, TWO_O_CLOCK)),
        "between two attempts the run is active too");
  }

  @Test
  void givesTheLockBackWithTheCommitThatFinishesTheRun() {
    var first = launching(FORBID, ONE_O_CLOCK);
    store.claim(first);
    assertEquals(
        new Committed(), store.commit(first, exited(first, ONE_O_CLOCK.plusSeconds(60), 0)));
    var second = launching(FORBID, TWO_O_CLOCK);
    assertEquals(new Claimed(), store.claim(second));
    assertEquals(blockedBy(second.id()), store.claim(launching(FORBID, TOMORROW)));
  }

  @Test
  void takesNoLockForAJobThatAllowsOverlap() {
    assertEquals(new Claimed(), store.claim(launching(ALLOW, ONE_O_CLOCK)));
    assertEquals(new Claimed(), store.claim(launching(ALLOW, TWO_O_CLOCK)));
    assertEquals(new Claimed(), store.claim(launching(FORBID, TOMORROW)));
  }

  @Test
  void claimsAFinishedRunWithoutTheLock() {
    store.claim(succeeded(FORBID, ONE_O_CLOCK));
    assertEquals(new Claimed(), store.claim(launching(FORBID, TWO_O_CLOCK)));
  }

  @Test
  void claimsAFinishedRunWhileAnotherHoldsTheLockAndLeavesItThere() {
    var holder = launching(FORBID, ONE_O_CLOCK);
    store.claim(holder);
    var skipped = skipped(FORBID, TWO_O_CLOCK, holder.id());
    assertEquals(new Claimed(), store.claim(skipped));
    assertEquals(Optional.of(skipped), store.load(skipped.id()));
    assertEquals(blockedBy(holder.id()), store.claim(launching(FORBID, TOMORROW)));
  }

  @Test
  void refusesACommitOnAnOldVersionAndChangesNothing() {
    var read = launching(FORBID, ONE_O_CLOCK);
    store.claim(read);
    var byOthers = accepted(read, ONE_O_CLOCK.plusSeconds(1));
    store.commit(read, byOthers);
    var due = byOthers.dueAt().orElseThrow();

    assertEquals(new Changed(), store.commit(read, exited(read, ONE_O_CLOCK.plusSeconds(2), 0)));
    assertEquals(Optional.of(byOthers), store.load(read.id()));
    assertEquals(blockedBy(read.id()), store.claim(launching(FORBID, TWO_O_CLOCK)));
    assertEquals(List.of(), store.due(due.minusMillis(1), 100));
    assertEquals(List.of(read.id()), store.due(due, 100));
  }

  @Test
  void refusesACommitOnARunThatIsNotThere() {
    var run = launching(FORBID, ONE_O_CLOCK);
    assertEquals(new Changed(), store.commit(run, accepted(run, ONE_O_CLOCK)));
    assertEquals(new Changed(), store.commit(run, exited(run, ONE_O_CLOCK, 0)));
    assertEquals(Optional.empty(), store.load(run.id()));
  }

  @Test
  void letsOneOfTwentySimultaneousClaimsOfARunThrough() {
    for (var job : List.of(FORBID, job(new JobName("other"), Concurrency.ALLOW))) {
      var run = launching(job, ONE_O_CLOCK);
      var claims = Together.call(20, _ -> store.claim(run));
      assertEquals(
          1, Collections.frequency(claims, new Claimed()), job.admission().concurrency() + "");
      assertEquals(
          19, Collections.frequency(claims, new Taken(run)), job.admission().concurrency() + "");
    }
  }

  @Test
  void letsOneOfTwentySimultaneousRunsOfAForbiddingJobThrough() {
    var claims =
        Together.call(20, i -> store.claim(launching(FORBID, ONE_O_CLOCK.plusSeconds(60L * i))));
    int claimed = claims.indexOf(new Claimed());
    var holder = id(REPORT, ONE_O_CLOCK.plusSeconds(60L * claimed));
    assertEquals(1, Collections.frequency(claims, new Claimed()));
    assertEquals(19, Collections.frequency(claims, blockedBy(holder)));
    assertEquals(List.of(holder), store.due(TOMORROW, 100));
  }

  @Test
  void letsOneOfTwentySimultaneousCommitsOnAVersionThrough() {
    for (int exitCode : List.of(0, 1)) { // with and without giving a lock back
      var job = job(new JobName("exit-" + exitCode), Concurrency.FORBID);
      var read = launching(job, ONE_O_CLOCK);
      store.claim(read);
      var commits =
          Together.call(
              20, i -> store.commit(read, exited(read, ONE_O_CLOCK.plusSeconds(i), exitCode)));
      assertEquals(1, Collections.frequency(commits, new Committed()), "exit code " + exitCode);
      var winner =
          exited(read, ONE_O_CLOCK.plusSeconds(commits.indexOf(new Committed())), exitCode);
      assertEquals(Optional.of(winner), store.load(read.id()));
    }
  }

  @Test
  void tellsWhatIsDueTheLongestDueFirst() {
    var at = new ArrayList<Instant>();
    for (int i = 0; i < 30; i++) {
      at.add(ONE_O_CLOCK.plusSeconds(i));
    }
    var shuffled = new ArrayList<>(at);
    Collections.reverse(shuffled);
    Collections.rotate(shuffled, 7);
    shuffled.forEach(time -> store.claim(launching(ALLOW, time)));

    var all = at.stream().map(time -> id(REPORT, time)).toList();
    assertEquals(all, store.due(TOMORROW, 100));
    assertEquals(all.subList(0, 7), store.due(TOMORROW, 7), "a limit keeps the longest due");
    assertEquals(all.subList(0, 3), store.due(ONE_O_CLOCK.plusSeconds(62), 100));
  }

  @Test
  void tellsWhichOfManyRunsAreRecorded() {
    var times = IntStream.range(0, 250).mapToObj(i -> ONE_O_CLOCK.plusSeconds(60L * i)).toList();
    var recorded = new HashSet<RunId>();
    for (int i = 0; i < times.size(); i += 10) {
      store.claim(launching(ALLOW, times.get(i)));
      recorded.add(id(REPORT, times.get(i)));
    }
    store.claim(succeeded(ALLOW, times.get(1)));
    recorded.add(id(REPORT, times.get(1)));
    assertEquals(recorded, store.recorded(times.stream().map(t -> id(REPORT, t)).toList()));
    assertEquals(Set.of(), store.recorded(List.of()));
  }

  @Test
  void isDueFromTheVeryInstantOn() {
    var run = launching(ALLOW, ONE_O_CLOCK.plusMillis(5));
    store.claim(run);
    var due = run.dueAt().orElseThrow();
    assertEquals(List.of(), store.due(due.minusMillis(1), 100));
    assertEquals(List.of(run.id()), store.due(due, 100));
  }

  @Test
  void ordersWithinASecond() {
    // As texts "…:00Z", "…:00.020Z" and "…:00.100Z" would come in another order.
    var millis = List.of(100L, 0L, 20L, 999L);
    for (int i = 0; i < millis.size(); i++) {
      var job = job(new JobName("after-" + millis.get(i)), Concurrency.ALLOW);
      store.claim(launching(job, ONE_O_CLOCK.plusMillis(millis.get(i))));
    }
    assertEquals(
        List.of("after-0", "after-20", "after-100", "after-999"),
        store.due(TOMORROW, 100).stream().map(id -> id.job().value()).toList());
  }

  @Test
  void isDueWhenTheLastCommitSays() {
    var launching = launching(FORBID, ONE_O_CLOCK);
    store.claim(launching);
    var running = accepted(launching, ONE_O_CLOCK.plusSeconds(30));
    store.commit(launching, running);
    assertEquals(List.of(), store.due(ONE_O_CLOCK.plusSeconds(89), 100));
    assertEquals(List.of(running.id()), store.due(ONE_O_CLOCK.plusSeconds(90), 100));
    store.commit(running, exited(running, ONE_O_CLOCK.plusSeconds(95), 0));
    assertEquals(List.of(), store.due(TOMORROW, 100), "a finished run is never due");
  }
}
