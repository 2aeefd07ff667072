package dev.ecsjobs.local.engine;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.ecsjobs.engine.Together;
import dev.ecsjobs.job.Concurrency;
import dev.ecsjobs.job.JobName;
import dev.ecsjobs.run.RunEvent.AttemptLaunching;
import dev.ecsjobs.run.RunEvent.TaskAccepted;
import dev.ecsjobs.run.RunId;
import java.nio.file.Path;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;

class RepeatedScheduleEventTest {
  private static final int TIMES = 20;

  private static final AttributeValue NOTHING = AttributeValue.fromS("");
  private static final AttributeValue SKIPPED = AttributeValue.fromS("SKIPPED");

  @TempDir Path folder;

  @ParameterizedTest
  @EnumSource // with ALLOW the run is claimed by one write, with FORBID by a transaction
  void makesOneRunWithOneTaskWhenDeliveredTwentyTimesAtOnce(Concurrency concurrency) {
    var template = TestTemplate.quiet().replacing("FORBID", concurrency.name());
    var job = "nightly-report";
    try (var stage = new Stage(template.replacing("sleep 2", "sleep 0"), folder)) {
      var time = Instant.now().truncatedTo(ChronoUnit.SECONDS); // within the startingDeadline
      var event = stage.fire(job, time.toString());

      var answers = Together.call(TIMES, i -> stage.launch(event, "request-" + i));

      var id = RunId.scheduled(new JobName(job), time).toString();
      for (var answer : answers) {
        assertEquals(id, answer.get("run"));
        assertTrue(answer.get("reason").toString().matches("Attempt 1:? .*\\."), answer + "");
      }
      stage.eventsOfStoppedTask(1);
      assertEquals(1, stage.tasks());
      assertEquals(Set.of("run#" + id), runsOf(stage));
      var timeline = stage.run(id).timeline();
      assertEquals(1, timeline.stream().filter(AttemptLaunching.class::isInstance).count());
      assertEquals(1, timeline.stream().filter(TaskAccepted.class::isInstance).count());
    }
  }

  @Test
  void startsOneTaskWhenThreeScheduledTimesOfAJobWithoutOverlapComeAtOnce() {
    try (var stage = new Stage(TestTemplate.quiet(), folder)) {
      var times = List.of("2026-03-01T01:00:00Z", "2026-03-01T01:05:00Z", "2026-03-01T01:10:00Z");
      Together.call(9, i -> stage.launch(stage.fire("hello", times.get(i % 3)), "request-" + i));
      stage.eventsOfStoppedTask(1);
      assertEquals(1, stage.tasks());
      assertEquals(3, runsOf(stage).size());
      assertEquals(
          2,
          stage.items().stream()
              .filter(item -> item.getOrDefault("result", NOTHING).equals(SKIPPED))
              .count());
    }
  }

  private static Set<String> runsOf(Stage stage) {
    return stage.items().stream()
        .filter(item -> item.get("sk").s().equals("run"))
        .map(item -> item.get("pk").s())
        .collect(Collectors.toSet());
  }
}
