package dev.ecsjobs.local.packaged;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.ecsjobs.local.packaged.StubRuntimeApi.Answer;
import dev.ecsjobs.run.RunId;
import dev.ecsjobs.run.RunState;
import java.util.List;
import org.junit.jupiter.api.Test;

/** What Lambda and its user get to know when a function cannot do its work. */
@OnLambdasRuntime
class FailingFunctionTest {
  private static final RunId IMPORT = RunId.parse("flaky-import/20260301T010000Z").orElseThrow();

  private final PackagedStack stack;
  private final UnansweredCalls unanswered;

  FailingFunctionTest(PackagedStack stack, UnansweredCalls unanswered) {
    this.stack = stack;
    this.unanswered = unanswered;
  }

  @Test
  void refusesToStartWithoutItsVariablesAndNamesAll() {
    try (var function = stack.startWithoutVariables("SweepFunction")) {
      var error = function.initError();
      assertEquals("java.lang.IllegalStateException", error.type());
      for (var name :
          List.of(
              "STACK_NAME", "TABLE_NAME", "SCHEDULE_GROUP", "CLUSTER", "SUBNETS", "HISTORY_DAYS")) {
        assertTrue(
            error.message().contains(name + ": is not in the environment."), error::toString);
      }
      assertNotEquals(0, function.exitCode());
      var logged = function.log().getFirst();
      assertEquals("ERROR", logged.get("level"));
      assertTrue(logged.get("message").toString().startsWith(error.message()), logged::toString);
    }
  }

  @Test
  void servesTheNextEventAfterAnError() {
    var function = stack.function("LaunchFunction");
    function.fails("{\"job\": \"hello\"}", "wrong");
    var right = "{\"cancel\": \"no-such-job/20260301T010000Z\", \"reason\": \"a test\"}";
    assertTrue(function.answers(right, "right").get("reason").toString().startsWith("No run"));
  }

  @Test
  void saysThatEcsGaveNoAnswerAndLeavesTheRunToTheSweep() {
    var launch = unanswered.runTask();
    var answer = assertInstanceOf(Answer.Response.class, launch.answer().join());
    assertTrue(answer.body().contains("RunTask was not answered"), answer::body);
    assertTrue(answer.body().contains("The same call is made again after"), answer::body);

    var run = launch.stack().runs().load(IMPORT).orElseThrow();
    assertInstanceOf(RunState.Launching.class, run.state());
    assertEquals(
        List.of(IMPORT), launch.stack().runs().due(run.dueAt().orElseThrow().plusSeconds(1), 10));
    assertEquals(1, launch.stack().relay().requests("RunTask").size());
  }

  @Test
  void failsWhenTheRunCannotBeRecordedAndStartsNothing() {
    var launch = unanswered.claim();
    var error = assertInstanceOf(Answer.Failure.class, launch.answer().join());
    assertEquals("software.amazon.awssdk.core.exception.ApiCallTimeoutException", error.type());
    assertEquals(List.of(), launch.stack().relay().requests("RunTask"));

    // Lambda invokes it again with the same event, and AWS answers by then.
    launch.stack().relay().answerEverythingFromNowOn();
    var function = launch.stack().function("LaunchFunction");
    assertEquals(
        IMPORT.toString(), function.answers(UnansweredCalls.EVENT, "request-1").get("run"));
    assertEquals(1, launch.stack().relay().requests("RunTask").size());
  }
}
