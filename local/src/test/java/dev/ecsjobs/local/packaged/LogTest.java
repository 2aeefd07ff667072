package dev.ecsjobs.local.packaged;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.ecsjobs.aws.EventFiles;
import dev.ecsjobs.local.engine.Eventually;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;

/** What CloudWatch Logs is given: reading the log fails where a line is no JSON object. */
@OnLambdasRuntime
class LogTest {
  private final PackagedStack stack;
  private final PackagedFunction function;

  LogTest(PackagedStack stack) {
    this.stack = stack;
    function = stack.function("LaunchFunction");
  }

  @Test
  void saysOfEachDecisionWhichRunAndWhy() {
    var event = stack.fires("hello", SampleEvents.TIME);
    var run = function.answers(event, "log-of-decisions").get("run").toString();
    Eventually.holds("two decisions", () -> lines("run", run).size() == 2);
    assertEquals(
        List.of("LaunchRequested", "LaunchAccepted"),
        lines("run", run).stream().map(line -> line.get("signal")).toList());
    for (var line : lines("run", run)) {
      assertEquals("hello", line.get("job"));
      assertTrue(line.get("reason").toString().endsWith("."), line::toString);
    }
  }

  @Test
  void saysWhatIsWrongAndInWhichInvocation() {
    function.fails(EventFiles.text("schedule-fired-five-mistakes"), "log-of-an-error");
    Eventually.holds("an error", () -> !lines("AWSRequestId", "log-of-an-error").isEmpty());
    var error = lines("AWSRequestId", "log-of-an-error").getFirst();
    assertEquals("ERROR", error.get("level"));
    assertTrue(error.get("message").toString().startsWith("5 problems"), error::toString);
  }

  @Test
  void hasATimeAndALevelInEveryLine() {
    function.fails("", "log-of-nothing");
    Eventually.holds("an error", () -> !lines("AWSRequestId", "log-of-nothing").isEmpty());
    for (var line : function.log()) {
      assertTrue(line.containsKey("timestamp"), line::toString);
      assertTrue(Set.of("INFO", "ERROR").contains(line.get("level")), line::toString);
    }
  }

  /** CloudWatch Logs takes standard error as it is, and it is no JSON. */
  @Test
  void saysNothingOnStandardError() {
    function.fails("", "silence");
    assertEquals(List.of(), function.errors());
  }

  private List<Map<String, Object>> lines(String field, String value) {
    return function.log().stream().filter(line -> value.equals(line.get(field))).toList();
  }
}
