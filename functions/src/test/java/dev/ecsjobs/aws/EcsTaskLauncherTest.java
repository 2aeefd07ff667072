package dev.ecsjobs.aws;

import static dev.ecsjobs.engine.EngineFixtures.ONE_O_CLOCK;
import static dev.ecsjobs.engine.EngineFixtures.REPORT;
import static dev.ecsjobs.engine.EngineFixtures.job;
import static dev.ecsjobs.engine.EngineFixtures.launching;
import static dev.ecsjobs.retry.FailureKind.MISCONFIGURED;
import static dev.ecsjobs.retry.FailureKind.REFUSED;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
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
import dev.ecsjobs.engine.TaskLauncher.LaunchAnswer.Deferred;
import dev.ecsjobs.engine.TaskLauncher.LaunchAnswer.NoAnswer;
import dev.ecsjobs.engine.TaskLauncher.LaunchAnswer.Refused;
import dev.ecsjobs.job.Admission;
import dev.ecsjobs.job.Concurrency;
import dev.ecsjobs.job.Job;
import dev.ecsjobs.job.Limits;
import dev.ecsjobs.job.Network;
import dev.ecsjobs.job.TaskTemplate;
import dev.ecsjobs.retry.RetryPolicy;
import dev.ecsjobs.run.Run;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import org.junit.jupiter.api.Test;
import org.mockito.ArgumentCaptor;
import software.amazon.awssdk.awscore.exception.AwsErrorDetails;
import software.amazon.awssdk.awscore.exception.AwsServiceException;
import software.amazon.awssdk.core.exception.SdkClientException;
import software.amazon.awssdk.services.ecs.EcsClient;
import software.amazon.awssdk.services.ecs.model.ConflictException;
import software.amazon.awssdk.services.ecs.model.ContainerDefinition;
import software.amazon.awssdk.services.ecs.model.DescribeTaskDefinitionRequest;
import software.amazon.awssdk.services.ecs.model.DescribeTaskDefinitionResponse;
import software.amazon.awssdk.services.ecs.model.EcsException;
import software.amazon.awssdk.services.ecs.model.Failure;
import software.amazon.awssdk.services.ecs.model.RunTaskRequest;
import software.amazon.awssdk.services.ecs.model.RunTaskResponse;
import software.amazon.awssdk.services.ecs.model.Task;

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

  /** A failure comes with HTTP 200 and without a task. What each means is Refusals' matter. */
  @Test
  void refusesDefersOrAsksAgainAsAFailureSays() {
    fails("RESOURCE:FARGATE", "");
    assertEquals(
        new Refused(
            REFUSED,
            "RunTask refused: Fargate has no capacity left.",
            Optional.of("Add subnets in other availability zones, or use on-demand capacity.")),
        launch());
    fails("AGENT", null);
    assertEquals(
        new Refused(
            REFUSED, "RunTask refused: the agent on the container instance was not connected."),
        launch());
    fails("You've reached the limit on the number of tasks you can run concurrently", null);
    assertEquals(
        new Deferred(Duration.ofMinutes(5), "The account's quota of tasks at a time is used up."),
        launch());
  }

  @Test
  void keepsTheDetailOfAFailure() {
    fails("something new", "needs 512");
    assertEquals(new Refused(REFUSED, "RunTask refused: something new: needs 512."), launch());
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

  @Test
  void refusesDefersOrAsksAgainAsAnExceptionSays() {
    throwsOnRunTask(error(400, "BlockedException", "It is so"));
    assertEquals(
        new Refused(
            MISCONFIGURED,
            "RunTask refused: AWS has blocked the account.",
            Optional.of("Contact AWS Support.")),
        launch());
    throwsOnRunTask(error(400, "ThrottlingException", "Rate exceeded"));
    assertEquals(new Deferred(Duration.ZERO, "AWS limits the rate of calls."), launch());
    throwsOnRunTask(error(500, "ServerException", "It is so"));
    assertEquals(new NoAnswer("ECS failed to answer: ServerException: It is so."), launch());
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
  void waitsWhenTheTaskDefinitionCannotBeReadJustNow() {
    doThrow(error(400, "ThrottlingException", "Rate exceeded"))
        .when(ecs)
        .describeTaskDefinition(any(DescribeTaskDefinitionRequest.class));
    assertInstanceOf(Deferred.class, launcher.launch(unnamed(), 1));
  }

  private LaunchAnswer launch() {
    return launcher.launch(RUN, 1);
  }

  private void answers(RunTaskResponse response) {
    doReturn(response).when(ecs).runTask(any(RunTaskRequest.class));
  }

  private void fails(String reason, String detail) {
    answers(
        RunTaskResponse.builder()
            .failures(Failure.builder().arn("a").reason(reason).detail(detail).build())
            .build());
  }

  private void throwsOnRunTask(RuntimeException exception) {
    doThrow(exception).when(ecs).runTask(any(RunTaskRequest.class));
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
    var job = new Job(REPORT, task, RetryPolicy.DEFAULT, Limits.NONE, Admission.FORBID);
    return launching(job, ONE_O_CLOCK);
  }
}
