package dev.ecsjobs.local.packaged;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.ecsjobs.aws.Json;
import dev.ecsjobs.local.engine.Eventually;
import dev.ecsjobs.run.Run;
import dev.ecsjobs.run.RunId;
import dev.ecsjobs.run.RunResult;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** A job of the template's from its schedule to its end, through the packaged functions. */
@OnLambdasRuntime
class WholeRunTest {
  /** To the second, as EventBridge Scheduler writes it. */
  private final Instant now = Instant.now().truncatedTo(ChronoUnit.SECONDS);

  private final PackagedStack stack;
  private final int tasksBefore;

  WholeRunTest(PackagedStack stack) {
    this.stack = stack;
    this.tasksBefore = started().size();
  }

  @BeforeEach
  void clear() {
    stack.clear();
  }

  @Test
  void failsTwiceAndSucceeds() {
    var answer =
        stack.function("LaunchFunction").answers(stack.fires("flaky-import", now), "launch");
    var id = RunId.parse(answer.get("run").toString()).orElseThrow();
    assertTrue(
        answer.get("reason").toString().startsWith("Attempt 1: ECS accepted task"),
        answer::toString);
    for (int attempt = 1; attempt <= 2; attempt++) {
      assertTrue(
          ecsTellsOfTheEndOf(id, attempt).contains("exited with code 1. Attempt " + (attempt + 1)));
      Eventually.holds("the next attempt", () -> sweep().get("due").equals(1L));
    }
    assertTrue(ecsTellsOfTheEndOf(id, 3).endsWith("The run succeeded. It took 3 attempts."));
    assertEquals(RunResult.SUCCEEDED, run(id).finished().orElseThrow().result());
    assertEquals(
        List.of("ecsjobs/" + id + "/1", "ecsjobs/" + id + "/2", "ecsjobs/" + id + "/3"), started());
  }

  @Test
  void asksEcsOnceHoweverOftenTheScheduleIsDelivered() {
    var event = stack.fires("hello", now);
    var function = stack.function("LaunchFunction");
    var answers =
        IntStream.range(0, 10).mapToObj(i -> function.answers(event, "request-" + i)).toList();
    assertEquals(1, answers.stream().map(answer -> answer.get("run")).distinct().count());
    assertEquals(1, started().size());
  }

  @Test
  void repeatsALaunchThatNobodyAnswered() {
    var run =
        SampleEvents.launched("schedule-fired-flaky-import", now.minusSeconds(120), stack.runs());
    var answer = sweep();
    assertEquals(1L, answer.get("due"));
    assertTrue(answer.toString().contains(run + ", reason=Attempt 1: ECS accepted"), answer + "");
    assertEquals(List.of("ecsjobs/" + run + "/1"), started());
  }

  private String ecsTellsOfTheEndOf(RunId id, int attempt) {
    var startedBy = "ecsjobs/" + id + "/" + attempt;
    Eventually.holds("the end of " + startedBy, () -> !ends(startedBy).isEmpty());
    var event = Json.write(ends(startedBy).getFirst());
    return stack.function("TaskStateFunction").answers(event, "event").get("reason").toString();
  }

  private List<Map<String, Object>> ends(String startedBy) {
    return stack.taskEvents().stream()
        .filter(
            event ->
                event.get("detail") instanceof Map<?, ?> detail
                    && detail.get("startedBy").equals(startedBy)
                    && detail.get("lastStatus").equals("STOPPED"))
        .toList();
  }

  private Map<String, Object> sweep() {
    return stack.function("SweepFunction").answers("{}", "sweep");
  }

  /** In whose name ECS was asked for tasks in this test. */
  private List<String> started() {
    return stack.relay().requests("RunTask").stream()
        .skip(tasksBefore)
        .map(request -> request.get("startedBy").toString())
        .toList();
  }

  private Run run(RunId id) {
    return stack.runs().load(id).orElseThrow();
  }
}
