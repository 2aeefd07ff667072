package dev.ecsjobs.run;

import static dev.ecsjobs.run.RunFixtures.RUN_ID;
import static dev.ecsjobs.run.RunFixtures.SCHEDULED_TIME;
import static dev.ecsjobs.run.RunFixtures.aJob;
import static dev.ecsjobs.run.RunFixtures.aTask;
import static dev.ecsjobs.run.RunFixtures.minute;
import static dev.ecsjobs.run.RunFixtures.second;
import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.ecsjobs.Document;
import dev.ecsjobs.aws.Json;
import dev.ecsjobs.job.Job;
import dev.ecsjobs.retry.ExitCodes;
import dev.ecsjobs.retry.FailureKind;
import dev.ecsjobs.retry.RetryPolicy;
import dev.ecsjobs.retry.RetryRule;
import dev.ecsjobs.run.RunEvent.ArrayProgressed;
import dev.ecsjobs.run.RunEvent.ArrayStarted;
import dev.ecsjobs.run.RunEvent.ArrayStopping;
import dev.ecsjobs.run.RunEvent.AttemptEnded;
import dev.ecsjobs.run.RunEvent.AttemptLaunching;
import dev.ecsjobs.run.RunEvent.CancelNoted;
import dev.ecsjobs.run.RunEvent.LaunchDeferred;
import dev.ecsjobs.run.RunEvent.LongRunningSeen;
import dev.ecsjobs.run.RunEvent.QueueLookedAt;
import dev.ecsjobs.run.RunEvent.RetryScheduled;
import dev.ecsjobs.run.RunEvent.RunFinished;
import dev.ecsjobs.run.RunEvent.RunQueued;
import dev.ecsjobs.run.RunEvent.StopRequested;
import dev.ecsjobs.run.RunEvent.TaskAccepted;
import dev.ecsjobs.run.RunEvent.TaskLookedAt;
import dev.ecsjobs.run.RunEvent.TaskRunning;
import java.time.Duration;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.Set;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;

class RunDocumentTest {
  private static final Placement PLACEMENT =
      new Placement(
          Optional.of("subnet-1"), OptionalInt.of(256), OptionalInt.of(512), OptionalInt.of(400));
  private static final StoppedTask STOPPED =
      new StoppedTask(
          aTask(1),
          Optional.of("main"),
          OptionalInt.of(137),
          Optional.of("OutOfMemoryError: container killed due to memory usage"),
          Optional.of("EssentialContainerExited"),
          Optional.of("Essential container in task exited"),
          Optional.of(second(30)),
          Optional.of(second(50)),
          PLACEMENT,
          new TaskFacts(
              Optional.of(second(10)),
              Optional.of(second(20)),
              Optional.of(second(70)),
              Optional.of("FARGATE_SPOT"),
              Optional.of("arm64"),
              OptionalInt.of(40)));

  /** Each kind of event, with every field given. */
  private static final List<RunEvent> EVENTS =
      List.of(
          new ArrayStarted(SCHEDULED_TIME, 9, Indexes.NONE.withStarted(4), second(60)),
          new ArrayProgressed(
              second(20), new Indexes(7, IndexSet.parse("0-2,5"), IndexSet.parse("3")), second(80)),
          new ArrayStopping(second(30), FailureKind.TIMED_OUT, "its limit has passed", second(90)),
          new RunQueued(SCHEDULED_TIME, Stage.GROUP, "for room in group db", second(60)),
          new QueueLookedAt(second(60), second(120)),
          new AttemptLaunching(SCHEDULED_TIME, 1, 1, second(60)),
          new LaunchDeferred(second(1), 1, second(121), "Rate exceeded.", second(1)),
          new AttemptLaunching(second(121), 1, 1, second(181), List.of("on FARGATE", "with more")),
          new TaskAccepted(second(122), 1, aTask(1)),
          new TaskRunning(second(130), 1, aTask(1), second(129)),
          new TaskLookedAt(second(200), 1, true, second(400)),
          new LongRunningSeen(
              second(205), Duration.ofMinutes(47), Duration.ofMinutes(20), OptionalInt.of(38)),
          new LongRunningSeen(
              second(206), Duration.ofMinutes(47), Duration.ofHours(1), OptionalInt.empty()),
          new StopRequested(
              second(210), 1, aTask(1), FailureKind.TIMED_OUT, "its limit has passed", second(270)),
          new AttemptEnded(
              second(220),
              1,
              new Outcome.Failed(
                  FailureKind.OUT_OF_MEMORY,
                  OptionalInt.of(137),
                  "It did.",
                  Optional.of("Mend it.")),
              Optional.of(STOPPED)),
          new RetryScheduled(second(220), 2, minute(9), "1 of 3 attempts used"),
          new AttemptLaunching(minute(9), 2, 1, minute(10)),
          new CancelNoted(minute(9), "it is not needed any more"),
          new RunFinished(minute(10), RunResult.CANCELLED, "It is not needed any more."));

  private static Job jobWithEveryRetryField() {
    return aJob(
        new RetryPolicy(
            3,
            5,
            Duration.ofMinutes(1),
            1.5,
            Duration.ofHours(1),
            List.of(
                new RetryRule(
                    List.of(ExitCodes.of(0), new ExitCodes(10, 19), new ExitCodes(7, 7)),
                    Optional.of(FailureKind.EXIT_CODE),
                    Optional.of("*disk \"full\"*"),
                    RetryRule.Then.IGNORE,
                    Optional.of(Duration.ofMinutes(10)))),
            OptionalInt.of(8192)));
  }

  @Test
  void everyFieldIsReadBackAtEveryPoint() {
    var run =
        Run.requested(
            RUN_ID, jobWithEveryRetryField(), Optional.of(SCHEDULED_TIME), SCHEDULED_TIME);
    for (var event : EVENTS) {
      run = run.apply(event);
      assertEquals(run, readBack(run), event.toString());
    }
  }

  @Test
  void everyKindOfEventIsAmongThem() {
    Set<Class<?>> kinds = EVENTS.stream().map(Object::getClass).collect(Collectors.toSet());
    assertEquals(new HashSet<>(List.of(RunEvent.class.getPermittedSubclasses())), kinds);
  }

  @Test
  void whatIsAbsentIsReadBackAsAbsent() {
    var unknown =
        new StoppedTask(
            aTask(1),
            Optional.empty(),
            OptionalInt.empty(),
            Optional.empty(),
            Optional.empty(),
            Optional.empty(),
            Optional.empty(),
            Optional.empty());
    for (var outcome :
        List.of(
            new Outcome.Succeeded("It did."),
            new Outcome.Failed(FailureKind.UNKNOWN, OptionalInt.empty(), "It did not."))) {
      var run =
          Run.requested(RUN_ID, aJob(), Optional.empty(), SCHEDULED_TIME)
              .apply(new AttemptEnded(second(3), 1, outcome, Optional.of(unknown)));
      assertEquals(run, readBack(run));
    }
  }

  private static Run readBack(Run run) {
    var stored = Json.write(RunDocument.of(run).fields());
    return RunDocument.read(Document.reading(Json.readObject(stored)));
  }

  @Test
  void readsAJobThatWasStoredWhenTheRulesWereLaxer() {
    var document = RunDocument.of(RunFixtures.aRunIn(RunFixtures.Stage.STARTED));
    var task = document.object("job").object("task");
    task.put("cpu", 5000).put("memory", 5000).put("capacity", "FARGATE");
    task.fields().put("network", Map.of("publicIp", true));

    assertEquals(5000, RunDocument.read(document).job().task().cpu().orElseThrow());
  }
}
