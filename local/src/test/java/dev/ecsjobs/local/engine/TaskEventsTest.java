package dev.ecsjobs.local.engine;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.ecsjobs.aws.Json;
import dev.ecsjobs.run.Run;
import dev.ecsjobs.run.RunEvent.AttemptLaunching;
import dev.ecsjobs.run.RunResult;
import dev.ecsjobs.run.RunState;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Random;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The events that real tasks caused, given to the functions in every wrong way. */
class TaskEventsTest {
  private static final String ID = "flaky-import/20260301T010000Z";

  @TempDir Path folder;
  private Stage stage;

  @BeforeEach
  void launch() {
    stage = new Stage(TestTemplate.quiet(), folder);
    stage.launch(stage.fire("flaky-import", "2026-03-01T01:00:00Z"), "request");
  }

  @AfterEach
  void close() {
    stage.close();
  }

  @Test
  void endTheRunWhenEachComesOnceAndInOrder() {
    for (int attempt = 1; attempt <= 3; attempt++) {
      stage.eventsOfStoppedTask(attempt).forEach(stage.bus::put);
      sweepUntilAttempt(attempt + 1);
    }
    assertEquals(RunResult.SUCCEEDED, run().finished().orElseThrow().result());
    assertEquals(List.of(1, 2, 3), launches());
  }

  @Test
  void changeNothingWhenTheyComeTwiceLateOrInTheWrongOrder() {
    var past = new ArrayList<Map<String, Object>>();
    for (int attempt = 1; attempt <= 3; attempt++) {
      var events = stage.eventsOfStoppedTask(attempt);
      assertInstanceOf(RunState.Running.class, run().state());
      changeNothing(past); // those of attempts before

      stage.bus.put(events.getLast()); // STOPPED first
      changeNothing(events.reversed());
      changeNothing(events);
      past.addAll(events);
      sweepUntilAttempt(attempt + 1);
    }
    assertEquals(RunResult.SUCCEEDED, run().finished().orElseThrow().result());
    Collections.shuffle(past, new Random(7));
    changeNothing(past);
    assertEquals(List.of(1, 2, 3), launches());
    assertEquals(3, stage.tasks());
  }

  @Test
  void changeNothingWhenTheyAreOfAnotherTask() {
    var events = stage.eventsOfStoppedTask(1);
    String task = Stage.detail(events.getLast()).get("taskArn").toString();
    var foreign = Json.write(events.getLast()).replace(task, task.replaceAll(".{4}$", "beef"));
    changeNothing(List.of(Json.readObject(foreign)));
    stage.bus.put(events.getLast());
    assertInstanceOf(RunState.BackingOff.class, run().state());
  }

  @Test
  void changeNothingWhenTheirRunIsNotKnown() {
    var items = stage.items();
    var unknown =
        Json.write(stage.eventsOfStoppedTask(1).getLast()).replace("T010000Z", "T020000Z");
    var answer = Json.readObject(stage.functions.invoke("TaskStateFunction", unknown, "request"));
    assertTrue(answer.get("reason").toString().startsWith("No run flaky-import/20260301T020000Z"));
    assertEquals(items, stage.items());
  }

  private void changeNothing(List<Map<String, Object>> events) {
    var before = stage.items();
    long tasks = stage.tasks();
    for (var event : events) {
      stage.bus.put(event);
      var answer =
          Json.readObject(
              stage.functions.invoke("TaskStateFunction", Json.write(event), "request"));
      assertTrue(answer.values().toString().endsWith(".]"), () -> "no sentence: " + answer);
    }
    assertEquals(before, stage.items());
    assertEquals(tasks, stage.tasks());
  }

  private void sweepUntilAttempt(int attempt) {
    Eventually.holds(
        "attempt " + attempt + " or the end",
        () -> {
          stage.sweep();
          return run().finished().isPresent() || launches().contains(attempt);
        });
  }

  private List<Integer> launches() {
    return run().timeline().stream()
        .filter(AttemptLaunching.class::isInstance)
        .map(event -> ((AttemptLaunching) event).attempt())
        .toList();
  }

  private Run run() {
    return stage.run(ID);
  }
}
