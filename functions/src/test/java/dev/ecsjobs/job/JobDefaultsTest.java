package dev.ecsjobs.job;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.ecsjobs.Checked;
import dev.ecsjobs.Problem;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class JobDefaultsTest {
  private static final Map<String, Object> DEFAULTS =
      Map.of(
          "attemptTimeout", "PT1H",
          "retry", Map.of("maxAttempts", 5, "rules", List.of(Map.of("kind", "TIMED_OUT"))),
          "task", Map.of("capacity", "FARGATE_SPOT", "environment", Map.of("STAGE", "prod")));

  @Test
  void fillInWhatTheDocumentLeavesOut() {
    assertEquals(
        Map.of(
            "job",
            "report",
            "attemptTimeout",
            "PT1H",
            "retry",
            Map.of("maxAttempts", 2, "rules", List.of(Map.of("kind", "TIMED_OUT"))),
            "task",
            Map.of(
                "definition",
                "report",
                "capacity",
                "FARGATE_SPOT",
                "environment",
                Map.of("STAGE", "prod", "MODE", "weekly"))),
        new JobDefaults(DEFAULTS)
            .under(
                Map.of(
                    "job", "report",
                    "retry", Map.of("maxAttempts", 2),
                    "task",
                        Map.of("definition", "report", "environment", Map.of("MODE", "weekly")))));
  }

  @Test
  void sayOfServicesWhatTheySayOfAllJobsButNotWhatTheySayOfTasks() {
    var own = Map.of("job", "scale", "service", Map.of("name", "web", "desiredCount", 0));
    var merged = new JobDefaults(DEFAULTS).under(own);
    assertEquals("PT1H", merged.get("attemptTimeout"));
    assertEquals(null, merged.get("task"));
  }

  @Test
  void takeListsWhole() {
    var own = Map.of("retry", Map.of("rules", List.of(Map.of("exitCodes", List.of(78)))));
    assertEquals(
        List.of(Map.of("exitCodes", List.of(78))),
        ((Map<?, ?>) new JobDefaults(DEFAULTS).under(own).get("retry")).get("rules"));
  }

  @Test
  void giveWayToANullWhichIsAWishForNone() {
    var own = new HashMap<String, Object>(Map.of("job", "report"));
    own.put("startingDeadline", null);
    own.put("task", nothing("cpu"));

    var merged =
        new JobDefaults(
                Map.of("startingDeadline", "PT1H", "task", Map.of("cpu", 512, "memory", 1024)))
            .under(own);

    assertNull(merged.get("startingDeadline"));
    assertNull(((Map<?, ?>) merged.get("task")).get("cpu"));
    assertEquals(1024, ((Map<?, ?>) merged.get("task")).get("memory"));
  }

  private static Map<String, Object> nothing(String field) {
    var fields = new HashMap<String, Object>();
    fields.put(field, null);
    return fields;
  }

  @Test
  void leaveAWrongDocumentWrong() {
    assertEquals(
        Map.of("task", "report"),
        new JobDefaults(Map.of("task", Map.of("cpu", 512))).under(Map.of("task", "report")));
  }

  @Test
  void mayBeNone() {
    assertEquals(Map.of("job", "report"), JobDefaults.NONE.under(Map.of("job", "report")));
    assertEquals(Checked.valid(JobDefaults.NONE), JobDefaults.parse(Map.of()));
  }

  @Test
  void areCheckedBeforeAnyJobMeetsThem() {
    var problems = problems(Map.of("attemptTimeout", "1 hour", "atemptTimeout", "PT1H"));
    assertEquals(2, problems.size(), problems.toString());
    assertTrue(problems.getFirst().startsWith("attemptTimeout: is \"1 hour\""), problems + "");
    assertTrue(problems.getLast().startsWith("atemptTimeout: is not a known"), problems + "");
  }

  @Test
  void cannotBeAJob() {
    assertEquals(
        List.of("job: is not for all jobs. Write it in the job's document."),
        problems(Map.of("job", "report", "attemptTimeout", "PT1H")));
  }

  private static List<String> problems(Map<String, ?> defaults) {
    return switch (JobDefaults.parse(defaults)) {
      case Checked.Invalid<JobDefaults> invalid ->
          invalid.problems().stream().map(Problem::toString).toList();
      case Checked.Valid<JobDefaults> valid -> throw new AssertionError("read as " + valid);
    };
  }
}
