package dev.ecsjobs.aws;

import static dev.ecsjobs.engine.EngineFixtures.ONE_O_CLOCK;
import static dev.ecsjobs.engine.EngineFixtures.REPORT;
import static dev.ecsjobs.engine.EngineFixtures.after;
import static dev.ecsjobs.engine.EngineFixtures.fullJob;
import static dev.ecsjobs.engine.EngineFixtures.job;
import static dev.ecsjobs.engine.EngineFixtures.launching;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.ecsjobs.job.Concurrency;
import dev.ecsjobs.job.Job;
import dev.ecsjobs.job.JobName;
import dev.ecsjobs.job.Network;
import dev.ecsjobs.job.TaskTemplate;
import dev.ecsjobs.run.Run;
import dev.ecsjobs.run.RunDocument;
import dev.ecsjobs.run.RunId;
import dev.ecsjobs.run.Signal;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import software.amazon.awssdk.services.ecs.model.AssignPublicIp;
import software.amazon.awssdk.services.ecs.model.ContainerOverride;
import software.amazon.awssdk.services.ecs.model.KeyValuePair;
import software.amazon.awssdk.services.ecs.model.LaunchType;
import software.amazon.awssdk.services.ecs.model.RunTaskRequest;

class RunTaskRequestsTest {
  private static final String CLUSTER = "arn:aws:ecs:us-east-1:111122223333:cluster/ecsjobs";
  private static final Network STACKS =
      new Network(List.of("subnet-a", "subnet-b"), List.of("sg-a"), false);
  private static final RunTaskRequests REQUESTS = new RunTaskRequests("ecsjobs", CLUSTER, STACKS);
  private static final Run SIMPLE = launching(job(REPORT, Concurrency.FORBID), ONE_O_CLOCK);
  private static final Run FULL = launching(fullJob(REPORT), ONE_O_CLOCK);

  @Test
  void asksForOneTaskAndTellsWhose() {
    var request = REQUESTS.of(SIMPLE, 2, "main");
    assertEquals(CLUSTER, request.cluster());
    assertEquals("report:3", request.taskDefinition());
    assertEquals(1, request.count());
    assertEquals("ecsjobs/nightly-report/20260301T010000Z/2", request.startedBy());
  }

  @Test
  void tellsTheContainerWhatItRunsFor() {
    assertEquals(
        Map.of(
            "JOB_NAME", "nightly-report",
            "JOB_RUN_ID", "nightly-report/20260301T010000Z",
            "JOB_ATTEMPT", "2",
            "JOB_SCHEDULED_TIME", "2026-03-01T01:00:00Z"),
        environment(REQUESTS.of(SIMPLE, 2, "main")));
  }

  @Test
  void tellsNoScheduledTimeWhereThereIsNone() {
    var id = RunId.requested(REPORT, "request");
    var byHand = Run.requested(id, SIMPLE.job(), Optional.empty(), ONE_O_CLOCK);
    assertFalse(environment(REQUESTS.of(byHand, 1, "main")).containsKey("JOB_SCHEDULED_TIME"));
  }

  @Test
  void overridesWhatTheJobSaysAndNothingElse() {
    var overrides = REQUESTS.of(FULL, 1, "main").overrides();
    assertEquals("512", overrides.cpu());
    assertEquals("1024", overrides.memory());
    assertEquals(
        List.of("sh", "-c", "echo \"hello\"", ""),
        overrides.containerOverrides().getFirst().command());
    assertEquals("grüß Gott", environment(REQUESTS.of(FULL, 1, "main")).get("GREETING"));

    var plain = REQUESTS.of(SIMPLE, 1, "main").overrides();
    assertNull(plain.cpu());
    assertNull(plain.memory());
    assertFalse(plain.containerOverrides().getFirst().hasCommand());
  }

  @Test
  void overridesTheDecidingContainerOnly() {
    var overrides = REQUESTS.of(SIMPLE, 1, "worker").overrides().containerOverrides();
    assertEquals(List.of("worker"), overrides.stream().map(ContainerOverride::name).toList());
  }

  @Test
  void doesNotLetTheJobsEnvironmentHideTheRun() {
    var run = launching(jobWith(Map.of("JOB_RUN_ID", "mine"), Optional.empty()), ONE_O_CLOCK);
    var request = REQUESTS.of(run, 1, "main");
    assertEquals("nightly-report/20260301T010000Z", environment(request).get("JOB_RUN_ID"));
  }

  @Test
  void placesTheTaskWhereTheStackSaysUnlessTheJobDoes() {
    var stacks = REQUESTS.of(SIMPLE, 1, "main").networkConfiguration().awsvpcConfiguration();
    assertEquals(List.of("subnet-a", "subnet-b"), stacks.subnets());
    assertEquals(List.of("sg-a"), stacks.securityGroups());
    assertEquals(AssignPublicIp.DISABLED, stacks.assignPublicIp());

    var jobs = REQUESTS.of(FULL, 1, "main").networkConfiguration().awsvpcConfiguration();
    assertEquals(List.of("subnet-1", "subnet-2"), jobs.subnets());
    assertEquals(List.of("sg-1"), jobs.securityGroups());
    assertEquals(AssignPublicIp.ENABLED, jobs.assignPublicIp());
  }

  @Test
  void placesNothingWithoutSubnets() {
    var none = new RunTaskRequests("s", CLUSTER, new Network(List.of(), List.of(), false));
    assertNull(none.of(SIMPLE, 1, "main").networkConfiguration());
  }

  @ParameterizedTest
  @CsvSource({
    "FARGATE,      FARGATE,     ",
    "FARGATE_SPOT, FARGATE_SPOT,",
    "my-provider,  my-provider,",
    "EC2,          ,            EC2",
    "EXTERNAL,     ,            EXTERNAL",
    ",             ,            ",
  })
  void asksForTheJobsCapacityAndElseForTheClustersDefault(
      String capacity, String provider, LaunchType launchType) {
    var run = launching(jobWith(Map.of(), Optional.ofNullable(capacity)), ONE_O_CLOCK);
    var request = REQUESTS.of(run, 1, "main");
    assertEquals(launchType, request.launchType());
    assertEquals(
        provider == null ? List.of() : List.of(provider),
        request.capacityProviderStrategy().stream().map(item -> item.capacityProvider()).toList());
  }

  @Test
  void isTheSameCallWheneverItIsRepeated() {
    var stored = RunDocument.read(RunDocument.of(FULL));
    var again = after(stored, new Signal.Due(ONE_O_CLOCK.plusSeconds(60)));
    assertEquals(REQUESTS.of(FULL, 1, "main"), REQUESTS.of(again, 1, "main"));
    assertEquals(REQUESTS.of(FULL, 1, "main").toString(), REQUESTS.of(again, 1, "main").toString());
  }

  @Test
  void hasATokenOfItsOwnForEachAttemptRunJobAndStack() {
    var other = launching(job(new JobName("other"), Concurrency.FORBID), ONE_O_CLOCK);
    var later = launching(SIMPLE.job(), ONE_O_CLOCK.plusSeconds(60));
    var tokens =
        List.of(
            REQUESTS.of(SIMPLE, 1, "main").clientToken(),
            REQUESTS.of(SIMPLE, 2, "main").clientToken(),
            REQUESTS.of(later, 1, "main").clientToken(),
            REQUESTS.of(other, 1, "main").clientToken(),
            new RunTaskRequests("other", CLUSTER, STACKS).of(SIMPLE, 1, "main").clientToken());
    assertEquals(tokens.size(), Set.copyOf(tokens).size());
  }

  /** Another version of this code must not start the task a second time. */
  @Test
  void keepsTheTokenThatEarlierVersionsWrote() {
    assertEquals(
        "DSmrVnfE_fnVSq3dFIsV5AbUkG87tPwYZe7_fTUJm7U",
        REQUESTS.of(SIMPLE, 1, "main").clientToken());
  }

  @Test
  void staysWithinEcssLimitsAtTheLongestNames() {
    var requests = new RunTaskRequests("S".repeat(40), CLUSTER, STACKS);
    var run = launching(job(new JobName("j".repeat(64)), Concurrency.FORBID), ONE_O_CLOCK);
    var request = requests.of(run, 199, "main");
    assertTrue(request.clientToken().length() <= 64, request.clientToken());
    assertTrue(request.clientToken().matches("[!-~]+"), request.clientToken());
    assertTrue(request.startedBy().length() <= 128, request.startedBy());
    assertTrue(request.startedBy().matches("[A-Za-z0-9/_-]+"), request.startedBy());
  }

  @Test
  void refusesAStackNameThatLeavesNoRoom() {
    var wrong =
        assertThrows(
            IllegalArgumentException.class,
            () -> new RunTaskRequests("S".repeat(41), CLUSTER, STACKS));
    assertTrue(wrong.getMessage().endsWith("Deploy under a shorter name."), wrong.getMessage());
  }

  private static Job jobWith(Map<String, String> environment, Optional<String> capacity) {
    var job = SIMPLE.job();
    var task =
        new TaskTemplate(
            "report:3",
            Optional.of("main"),
            List.of(),
            environment,
            OptionalInt.empty(),
            OptionalInt.empty(),
            capacity,
            Optional.empty());
    return new Job(job.name(), task, job.retry(), job.limits(), job.admission());
  }

  private static Map<String, String> environment(RunTaskRequest request) {
    var environment = new LinkedHashMap<String, String>();
    for (KeyValuePair pair : request.overrides().containerOverrides().getFirst().environment()) {
      assertNull(environment.put(pair.name(), pair.value()), pair.name() + " is given twice");
    }
    return environment;
  }
}
