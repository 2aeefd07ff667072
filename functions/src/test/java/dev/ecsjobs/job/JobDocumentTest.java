package dev.ecsjobs.job;

import static dev.ecsjobs.job.JobDocuments.minimalWith;
import static dev.ecsjobs.job.JobDocuments.parsed;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;

import dev.ecsjobs.aws.Json;
import dev.ecsjobs.retry.FailureKind;
import dev.ecsjobs.retry.RetryPolicy;
import dev.ecsjobs.retry.RetryRule;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalTime;
import java.time.ZoneId;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class JobDocumentTest {
  private static final String WHOLE =
      """
      { "job": "nightly-report", "scheduledTime": "2026-03-01T01:00:00Z",
        "task": { "definition": "nightly-report", "container": "main", "command": ["report"],
                  "environment": {"A": "b", "EMPTY": ""},
                  "cpu": 512, "memory": 1024, "capacity": "FARGATE_SPOT",
                  "network": {"subnets": ["subnet-1", "subnet-2"], "securityGroups": ["sg-1"],
                              "publicIp": true} },
        "retry": { "maxAttempts": 4, "infrastructureAttempts": 6, "initialDelay": "PT2M",
                   "multiplier": 1.5, "maxDelay": "PT2H",
                   "rules": [ {"exitCodes": [78, 79], "then": "FAIL"},
                              {"kind": "TIMED_OUT", "then": "RETRY"},
                              {"exitCodes": [3], "kind": "EXIT_CODE", "then": "RETRY"} ] },
        "attemptTimeout": "PT30M", "runTimeout": "PT2H", "startTimeout": "PT10M",
        "startingDeadline": "PT1H", "concurrency": "ALLOW",
        "array": {"size": 20, "parallelism": 5, "successShare": 0.9},
        "notify": {"after": 2, "quiet": "22:00-06:30", "timezone": "Europe/Berlin",
                    "retrying": true, "longRunning": "PT45M"} }
      """;

  private static final Job WHOLE_JOB =
      new Job(
          new JobName("nightly-report"),
          new TaskTemplate(
              "nightly-report",
              Optional.of("main"),
              List.of("report"),
              Map.of("A", "b", "EMPTY", ""),
              OptionalInt.of(512),
              OptionalInt.of(1024),
              Optional.of("FARGATE_SPOT"),
              Optional.of(new Network(List.of("subnet-1", "subnet-2"), List.of("sg-1"), true))),
          new RetryPolicy(
              4,
              6,
              Duration.ofMinutes(2),
              1.5,
              Duration.ofHours(2),
              List.of(
                  RetryRule.of(List.of(78, 79), Optional.empty(), RetryRule.Then.FAIL),
                  RetryRule.of(List.of(), Optional.of(FailureKind.TIMED_OUT), RetryRule.Then.RETRY),
                  RetryRule.of(
                      List.of(3), Optional.of(FailureKind.EXIT_CODE), RetryRule.Then.RETRY))),
          new Limits(
              Optional.of(Duration.ofMinutes(30)),
              Optional.of(Duration.ofHours(2)),
              Optional.of(Duration.ofMinutes(10)),
              Optional.of(Duration.ofHours(1))),
          Admission.ALLOW,
          new Notify(
              2,
              Optional.of(
                  new Notify.Quiet(
                      LocalTime.of(22, 0), LocalTime.of(6, 30), ZoneId.of("Europe/Berlin"))),
              true,
              Optional.of(Duration.ofMinutes(45))),
          Optional.of(new Array(20, 5, 0.9)));

  @Test
  void everyFieldIsRead() {
    assertEquals(
        new JobDocument(
            WHOLE_JOB,
            Optional.of(Instant.parse("2026-03-01T01:00:00Z")),
            Optional.empty(),
            CatchUp.DEFAULT),
        parsed(Json.readObject(WHOLE)));
  }

  @Test
  void nameAndTaskDefinitionAreEnough() {
    var task =
        new TaskTemplate(
            "d",
            Optional.empty(),
            List.of(),
            Map.of(),
            OptionalInt.empty(),
            OptionalInt.empty(),
            Optional.empty(),
            Optional.empty());
    var job = new Job(new JobName("j"), task, RetryPolicy.DEFAULT, Limits.NONE, Admission.FORBID);

    assertEquals(
        new JobDocument(job, Optional.empty(), Optional.empty(), CatchUp.DEFAULT),
        parsed(Json.readObject(JobDocuments.MINIMAL)));
  }

  /** Stored with each run, and read back when the run is. */
  @ParameterizedTest
  @ValueSource(
      strings = {
        "\"task\": {\"definition\": \"d\"}",
        "\"task\": {\"definition\": \"d\", \"network\": {\"subnets\": [\"s\"]}}",
        "\"task\": {\"definition\": \"d\", \"environment\": {\"EMPTY\": \"\"}}",
        "\"retry\": {}",
        "\"notify\": {\"after\": 7}",
        "\"notify\": {\"quiet\": \"00:00-07:05\"}",
        "\"retry\": {\"multiplier\": 1.1, \"rules\": [{\"exitCodes\": [255], \"then\": \"FAIL\"}]}",
        "\"retry\": {\"rules\": [{\"exitCodes\": [1, \"10-19\"], \"then\": \"IGNORE\"}]}",
        "\"retry\": {\"rules\": [{\"reason\": \"*Capacity*\", \"then\": \"RETRY\", \"delay\":"
            + " \"PT10M\"}]}",
        "\"retry\": {\"growMemory\": 8192}",
        "\"retry\": {\"initialDelay\": \"PT0S\", \"maxDelay\": \"PT0S\"}",
        "\"retry\": {\"initialDelay\": \"PT3H\"}",
        "\"attemptTimeout\": \"PT1S\", \"runTimeout\": \"P14D\"",
        "\"array\": {\"size\": 2}",
        "\"array\": {\"size\": 1000, \"parallelism\": 7, \"successShare\": 0.35}",
        "\"concurrency\": \"ALLOW\""
      })
  void whatIsWrittenIsReadBack(String fields) {
    var job = parsed(minimalWith(fields)).job();

    assertEquals(job, parsed(Json.readObject(Json.write(JobDocument.of(job)))).job());
  }

  @Test
  void theWholeJobIsReadBack() {
    assertEquals(WHOLE_JOB, parsed(Json.readObject(Json.write(JobDocument.of(WHOLE_JOB)))).job());
  }

  @Test
  void aLongInitialDelayIsNotCutByTheDefaultLimit() {
    var retry = parsed(minimalWith("\"retry\": {\"initialDelay\": \"PT3H\"}")).job().retry();

    assertEquals(Duration.ofHours(3), retry.maxDelay());
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "\"scheduledTime\": \"<aws.scheduler.scheduled-time>\"",
        "\"scheduledTime\": null",
        "\"job\": \"j\""
      })
  void aScheduledTimeThatNobodyFilledInIsAbsent(String fields) {
    assertEquals(Optional.empty(), parsed(minimalWith(fields)).scheduledTime());
  }

  @Test
  void nullMeansLeftOut() {
    var nulls =
        """
        "retry": null, "attemptTimeout": null, "concurrency": null,
        "task": {"definition": "d", "cpu": null, "network": null, "command": null}
        """;

    assertEquals(parsed(minimalWith("")), parsed(minimalWith(nulls)));
  }

  @Test
  void aNetworkHasNoPublicIpUnlessAskedFor() {
    var task = "\"task\": {\"definition\": \"d\", \"network\": {\"subnets\": [\"subnet-1\"]}}";

    assertFalse(parsed(minimalWith(task)).job().task().network().orElseThrow().publicIp());
  }

  @Test
  void aWholeNumberMayCarryADecimalPoint() {
    assertEquals(
        512,
        parsed(minimalWith("\"task\": {\"definition\": \"d\", \"cpu\": 512.0}"))
            .job()
            .task()
            .cpu()
            .orElseThrow());
  }

  @Test
  void aServiceIsReadAndWrittenAsItWas() {
    var update = new ServiceUpdate("web", OptionalInt.of(0), true);
    var job = new Job(new JobName("j"), update, RetryPolicy.DEFAULT, Limits.NONE, Admission.FORBID);
    assertEquals(job, JobDocument.stored(JobDocument.of(job)));
    assertEquals(
        Map.of("name", "web", "desiredCount", 0L, "forceNewDeployment", true),
        JobDocument.of(job).get("service"));
  }
}
