package dev.ecsjobs.aws;

import static dev.ecsjobs.engine.EngineFixtures.ONE_O_CLOCK;
import static dev.ecsjobs.engine.EngineFixtures.REPORT;
import static dev.ecsjobs.engine.EngineFixtures.job;
import static dev.ecsjobs.engine.EngineFixtures.launching;
import static dev.ecsjobs.retry.FailureKind.MISCONFIGURED;
import static dev.ecsjobs.retry.FailureKind.REFUSED;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.mockito.ArgumentMatchers.any;
import static org.mockito.Mockito.CALLS_REAL_METHODS;
import static org.mockito.Mockito.doReturn;
import static org.mockito.Mockito.doThrow;
import static org.mockito.Mockito.mock;
import static org.mockito.Mockito.never;
import static org.mockito.Mockito.verify;

import dev.ecsjobs.engine.TaskLauncher.LaunchAnswer;
import dev.ecsjobs.engine.TaskLauncher.LaunchAnswer.Accepted;
import dev.ecsjobs.engine.TaskLauncher.LaunchAnswer.NoAnswer;
import dev.ecsjobs.engine.TaskLauncher.LaunchAnswer.Refused;
import dev.ecsjobs.engine.TaskLauncher.TaskStatus;
import dev.ecsjobs.job.Concurrency;
import dev.ecsjobs.job.Job;
import dev.ecsjobs.job.Limits;
import dev.ecsjobs.job.Network;
import dev.ecsjobs.job.TaskTemplate;
import dev.ecsjobs.retry.FailureKind;
import dev.ecsjobs.retry.RetryPolicy;
import dev.ecsjobs.run.Run;
import dev.ecsjobs.run.StoppedTask;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.mockito.ArgumentCaptor;
import software.amazon.awssdk.awscore.exception.AwsErrorDetails;
import software.amazon.awssdk.awscore.exception.AwsServiceException;
import software.amazon.awssdk.core.exception.SdkClientException;
import software.amazon.awssdk.services.ecs.EcsClient;
import software.amazon.awssdk.services.ecs.model.ConflictException;
import software.amazon.awssdk.services.ecs.model.Container;
import software.amazon.awssdk.services.ecs.model.ContainerDefinition;
import software.amazon.awssdk.services.ecs.model.ContainerOverride;
import software.amazon.awssdk.services.ecs.model.DescribeTaskDefinitionRequest;
import software.amazon.awssdk.services.ecs.model.DescribeTaskDefinitionResponse;
import software.amazon.awssdk.services.ecs.model.DescribeTasksRequest;
import software.amazon.awssdk.services.ecs.model.DescribeTasksResponse;
import software.amazon.awssdk.services.ecs.model.EcsException;
import software.amazon.awssdk.services.ecs.model.Failure;
import software.amazon.awssdk.services.ecs.model.InvalidParameterException;
import software.amazon.awssdk.services.ecs.model.KeyValuePair;
import software.amazon.awssdk.services.ecs.model.RunTaskRequest;
import software.amazon.awssdk.services.ecs.model.RunTaskResponse;
import software.amazon.awssdk.services.ecs.model.StopTaskRequest;
import software.amazon.awssdk.services.ecs.model.StopTaskResponse;
import software.amazon.awssdk.services.ecs.model.Task;
import software.amazon.awssdk.services.ecs.model.TaskOverride;

class EcsTaskLauncherTest {
  private static final String ARN = "arn:aws:ecs:us-east-1:111122223333:task/ecsjobs/1";
  private static final Run RUN = launching(job(REPORT, Concurrency.FORBID), ONE_O_CLOCK);

  private final EcsClient ecs = mock(EcsClient.class, CALLS_REAL_METHODS);
  private final EcsTaskLauncher launcher =
      new EcsTaskLauncher(
          ecs,
          new RunTaskRequests(
              "ecsjobs", "cluster-arn", new Network(List.of("subnet-a"), List.of(), false)));

  @Test
  void acceptsTheTaskThatRunTaskAnswersWith() {
    answers(RunTaskResponse.builder().tasks(Task.builder().taskArn(ARN).build()).build());
    assertEquals(new Accepted(ARN), launch());
    var request = ArgumentCaptor.forClass(RunTaskRequest.class);
    verify(ecs).runTask(request.capture());
    assertEquals("ecsjobs/nightly-report/20260301T010000Z/1", request.getValue().startedBy());
  }

  /** A failure comes with HTTP 200 and without a task. */
  @ParameterizedTest
  @CsvSource({
    "RESOURCE:CPU,       REFUSED",
    "RESOURCE:MEMORY,    REFUSED",
    "RESOURCE:ENI,       REFUSED",
    "RESOURCE:FARGATE,   REFUSED",
    "AGENT,              REFUSED",
    "Capacity is unavailable at this time. Please try again later, REFUSED",
    "You've reached the limit on the number of tasks you can run concurrently, REFUSED",
    "something new,      REFUSED",
    "LOCATION,           MISCONFIGURED",
    "ATTRIBUTE,          MISCONFIGURED",
    "MISSING,            MISCONFIGURED",
    "INACTIVE,           MISCONFIGURED",
  })
  void tellsByWhomAFailureIsMended(String reason, FailureKind kind) {
    answers(RunTaskResponse.builder().failures(Failure.builder().reason(reason).build()).build());
    assertEquals(new Refused(kind, "RunTask refused: " + reason + "."), launch());
  }

  @Test
  void keepsTheDetailOfAFailure() {
    var failure = Failure.builder().arn("a").reason("RESOURCE:CPU").detail("needs 512").build();
    answers(RunTaskResponse.builder().failures(failure).build());
    assertEquals(new Refused(REFUSED, "RunTask refused: RESOURCE:CPU (needs 512)."), launch());
  }

  @Test
  void doesNotTakeAnEmptyAnswerForARefusal() {
    answers(RunTaskResponse.builder().build());
    assertInstanceOf(NoAnswer.class, launch());
  }

  @Test
  void findsTheTaskOfAConflict() {
    throwsOnRunTask(
        ConflictException.builder().statusCode(400).message("used").resourceIds(ARN).build());
    assertEquals(new Accepted(ARN), launch());
  }

  @Test
  void asksAgainAfterAConflictThatNamesNoTask() {
    throwsOnRunTask(ConflictException.builder().statusCode(400).message("used").build());
    assertInstanceOf(NoAnswer.class, launch());
  }

  @ParameterizedTest
  @CsvSource({
    "400, ThrottlingException,             true",
    "400, RequestLimitExceeded,            true",
    "429, TooManyRequestsException,        true",
    "500, ServerException,                 true",
    "503, ServiceUnavailableException,     true",
    "400, ClientException,                 false",
    "400, AccessDeniedException,           false",
    "400, InvalidParameterException,       false",
    "400, ClusterNotFoundException,        false",
    "400, PlatformUnknownException,        false",
    "400, UnsupportedFeatureException,     false",
    "400, BlockedException,                false",
  })
  void tellsFromAnExceptionWhetherToAskAgain(int status, String code, boolean again) {
    throwsOnRunTask(error(status, code, "It is so"));
    var said = "RunTask: " + code + ": It is so.";
    assertEquals(again ? new NoAnswer(said) : new Refused(MISCONFIGURED, said), launch());
  }

  @Test
  void asksAgainWhenTheAnswerDidNotArrive() {
    throwsOnRunTask(SdkClientException.create("Read timed out"));
    assertEquals(new NoAnswer("RunTask was not answered: Read timed out."), launch());
  }

  @Test
  void survivesAnErrorWithoutWords() {
    throwsOnRunTask(EcsException.builder().statusCode(502).build());
    assertInstanceOf(NoAnswer.class, launch());
    throwsOnRunTask(EcsException.builder().statusCode(400).build());
    assertInstanceOf(Refused.class, launch());
  }

  @Test
  void doesNotAskForTheTaskDefinitionWhereTheJobNamesTheContainer() {
    answers(RunTaskResponse.builder().tasks(Task.builder().taskArn(ARN).build()).build());
    launch();
    verify(ecs, never()).describeTaskDefinition(any(DescribeTaskDefinitionRequest.class));
  }

  @Test
  void overridesTheFirstEssentialContainerWhereTheJobNamesNone() {
    answers(RunTaskResponse.builder().tasks(Task.builder().taskArn(ARN).build()).build());
    // Without a word about it, a container is essential.
    definition(container("log-router", false), container("main", null), container("x", true));
    assertEquals(new Accepted(ARN), launcher.launch(unnamed(), 1));
    var request = ArgumentCaptor.forClass(RunTaskRequest.class);
    verify(ecs).runTask(request.capture());
    assertEquals("main", request.getValue().overrides().containerOverrides().getFirst().name());
  }

  @Test
  void refusesATaskDefinitionWithoutAnEssentialContainer() {
    definition(container("log-router", false));
    var refused = assertInstanceOf(Refused.class, launcher.launch(unnamed(), 1));
    assertEquals(MISCONFIGURED, refused.kind());
    assertTrue(refused.what().contains("no essential container"), refused.what());
    verify(ecs, never()).runTask(any(RunTaskRequest.class));
  }

  @Test
  void asksAgainWhenTheTaskDefinitionCannotBeReadJustNow() {
    doThrow(error(400, "ThrottlingException", "Rate exceeded"))
        .when(ecs)
        .describeTaskDefinition(any(DescribeTaskDefinitionRequest.class));
    assertInstanceOf(NoAnswer.class, launcher.launch(unnamed(), 1));
  }

  @Test
  void seesATaskThatHasStopped() {
    var at = Instant.parse("2026-03-01T01:00:30Z");
    describes(
        Task.builder()
            .taskArn(ARN)
            .lastStatus("STOPPED")
            .startedBy("ecsjobs/nightly-report/20260301T010000Z/1")
            .containers(
                Container.builder().name("sidecar").exitCode(0).build(),
                Container.builder().name("main").exitCode(137).reason("OOM").build())
            .overrides(
                TaskOverride.builder()
                    .containerOverrides(
                        ContainerOverride.builder().name("sidecar").build(),
                        ContainerOverride.builder()
                            .name("main")
                            .environment(KeyValuePair.builder().name("JOB_RUN_ID").build())
                            .build())
                    .build())
            .stopCode("EssentialContainerExited")
            .stoppedReason("Essential container in task exited")
            .startedAt(at)
            .executionStoppedAt(at.plusSeconds(5))
            .stoppedAt(at.plusSeconds(30))
            .build());
    assertEquals(
        new TaskStatus.Stopped(
            new StoppedTask(
                ARN,
                Optional.of("main"),
                OptionalInt.of(137),
                Optional.of("OOM"),
                Optional.of("EssentialContainerExited"),
                Optional.of("Essential container in task exited"),
                Optional.of(at),
                Optional.of(at.plusSeconds(5)))),
        launcher.look(ARN));
  }

  @Test
  void seesATaskThatIsAliveAndSinceWhen() {
    describes(Task.builder().taskArn(ARN).lastStatus("PENDING").build());
    assertEquals(new TaskStatus.Alive(Optional.empty()), launcher.look(ARN));
    describes(
        Task.builder().taskArn(ARN).lastStatus("DEACTIVATING").startedAt(ONE_O_CLOCK).build());
    assertEquals(new TaskStatus.Alive(Optional.of(ONE_O_CLOCK)), launcher.look(ARN));
  }

  @Test
  void seesThatEcsKnowsNoSuchTask() {
    doReturn(
            DescribeTasksResponse.builder()
                .failures(Failure.builder().arn(ARN).reason("MISSING").build())
                .build())
        .when(ecs)
        .describeTasks(any(DescribeTasksRequest.class));
    assertEquals(new TaskStatus.NotFound(), launcher.look(ARN));
  }

  @Test
  void doesNotTakeSilenceForAMissingTask() {
    for (var exception :
        List.of(
            error(400, "ThrottlingException", "Rate exceeded"),
            error(500, "ServerException", "Oops"),
            SdkClientException.create("Read timed out"))) {
      doThrow(exception).when(ecs).describeTasks(any(DescribeTasksRequest.class));
      assertInstanceOf(TaskStatus.NoAnswer.class, launcher.look(ARN));
    }
  }

  @Test
  void stopsATaskAndSaysWhy() {
    doReturn(StopTaskResponse.builder().build()).when(ecs).stopTask(any(StopTaskRequest.class));
    launcher.stop(ARN, "ecsjobs: too long");
    var expected =
        StopTaskRequest.builder()
            .cluster("cluster-arn")
            .task(ARN)
            .reason("ecsjobs: too long")
            .build();
    verify(ecs).stopTask(expected);
  }

  @Test
  void isContentWhenTheTaskToStopIsForgotten() {
    doThrow(
            InvalidParameterException.builder()
                .message("The referenced task was not found.")
                .build())
        .when(ecs)
        .stopTask(any(StopTaskRequest.class));
    launcher.stop(ARN, "why");
  }

  @Test
  void tellsThatStoppingFailed() {
    doThrow(error(400, "ThrottlingException", "Rate exceeded"))
        .when(ecs)
        .stopTask(any(StopTaskRequest.class));
    assertThrows(AwsServiceException.class, () -> launcher.stop(ARN, "why"));
  }

  private LaunchAnswer launch() {
    return launcher.launch(RUN, 1);
  }

  private void answers(RunTaskResponse response) {
    doReturn(response).when(ecs).runTask(any(RunTaskRequest.class));
  }

  private void throwsOnRunTask(RuntimeException exception) {
    doThrow(exception).when(ecs).runTask(any(RunTaskRequest.class));
  }

  private void describes(Task task) {
    doReturn(DescribeTasksResponse.builder().tasks(task).build())
        .when(ecs)
        .describeTasks(any(DescribeTasksRequest.class));
  }

  private void definition(ContainerDefinition... containers) {
    doReturn(
            DescribeTaskDefinitionResponse.builder()
                .taskDefinition(d -> d.containerDefinitions(containers))
                .build())
        .when(ecs)
        .describeTaskDefinition(any(DescribeTaskDefinitionRequest.class));
  }

  private static ContainerDefinition container(String name, Boolean essential) {
    return ContainerDefinition.builder().name(name).essential(essential).build();
  }

  private static AwsServiceException error(int status, String code, String message) {
    return EcsException.builder()
        .statusCode(status)
        .awsErrorDetails(AwsErrorDetails.builder().errorCode(code).errorMessage(message).build())
        .build();
  }

  private static Run unnamed() {
    var task =
        new TaskTemplate(
            "report:3",
            Optional.empty(),
            List.of(),
            Map.of(),
            OptionalInt.empty(),
            OptionalInt.empty(),
            Optional.empty(),
            Optional.empty());
    var job = new Job(REPORT, task, RetryPolicy.DEFAULT, Limits.NONE, Concurrency.FORBID);
    return launching(job, ONE_O_CLOCK);
  }
}
