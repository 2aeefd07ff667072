package dev.ecsjobs.aws;

import static dev.ecsjobs.engine.EngineFixtures.ONE_O_CLOCK;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.mockito.ArgumentMatchers.any;
import static org.mockito.Mockito.CALLS_REAL_METHODS;
import static org.mockito.Mockito.doReturn;
import static org.mockito.Mockito.doThrow;
import static org.mockito.Mockito.mock;
import static org.mockito.Mockito.verify;

import dev.ecsjobs.engine.TaskLauncher.TaskStatus;
import dev.ecsjobs.job.Network;
import dev.ecsjobs.run.Placement;
import dev.ecsjobs.run.StoppedTask;
import dev.ecsjobs.run.TaskFacts;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import org.junit.jupiter.api.Test;
import software.amazon.awssdk.awscore.exception.AwsErrorDetails;
import software.amazon.awssdk.awscore.exception.AwsServiceException;
import software.amazon.awssdk.core.exception.SdkClientException;
import software.amazon.awssdk.services.ecs.EcsClient;
import software.amazon.awssdk.services.ecs.model.Container;
import software.amazon.awssdk.services.ecs.model.ContainerOverride;
import software.amazon.awssdk.services.ecs.model.DescribeTasksRequest;
import software.amazon.awssdk.services.ecs.model.DescribeTasksResponse;
import software.amazon.awssdk.services.ecs.model.EcsException;
import software.amazon.awssdk.services.ecs.model.Failure;
import software.amazon.awssdk.services.ecs.model.InvalidParameterException;
import software.amazon.awssdk.services.ecs.model.KeyValuePair;
import software.amazon.awssdk.services.ecs.model.StopTaskRequest;
import software.amazon.awssdk.services.ecs.model.StopTaskResponse;
import software.amazon.awssdk.services.ecs.model.Task;
import software.amazon.awssdk.services.ecs.model.TaskOverride;

/** DescribeTasks and StopTask. */
class LookingAndStoppingTest {
  private static final String ARN = "arn:aws:ecs:us-east-1:111122223333:task/ecsjobs/1";

  private final EcsClient ecs = mock(EcsClient.class, CALLS_REAL_METHODS);
  private final EcsTaskLauncher launcher =
      new EcsTaskLauncher(
          ecs,
          new RunTaskRequests(
              "ecsjobs", "cluster-arn", new Network(List.of("subnet-a"), List.of(), false)));

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
                Optional.of(at.plusSeconds(5)),
                Placement.UNKNOWN,
                new TaskFacts(
                    Optional.empty(),
                    Optional.empty(),
                    Optional.of(at.plusSeconds(30)),
                    Optional.empty(),
                    Optional.empty(),
                    OptionalInt.empty()))),
        launcher.look(List.of(ARN)).get(ARN));
  }

  @Test
  void seesATaskThatIsAliveAndSinceWhen() {
    describes(Task.builder().taskArn(ARN).lastStatus("PENDING").build());
    assertEquals(new TaskStatus.Alive(Optional.empty()), launcher.look(List.of(ARN)).get(ARN));
    describes(
        Task.builder().taskArn(ARN).lastStatus("DEACTIVATING").startedAt(ONE_O_CLOCK).build());
    assertEquals(
        new TaskStatus.Alive(Optional.of(ONE_O_CLOCK)), launcher.look(List.of(ARN)).get(ARN));
  }

  @Test
  void seesThatEcsKnowsNoSuchTask() {
    doReturn(
            DescribeTasksResponse.builder()
                .failures(Failure.builder().arn(ARN).reason("MISSING").build())
                .build())
        .when(ecs)
        .describeTasks(any(DescribeTasksRequest.class));
    assertEquals(new TaskStatus.NotFound(), launcher.look(List.of(ARN)).get(ARN));
  }

  @Test
  void doesNotTakeSilenceForAMissingTask() {
    for (var exception :
        List.of(
            error(400, "ThrottlingException", "Rate exceeded"),
            error(500, "ServerException", "Oops"),
            SdkClientException.create("Read timed out"))) {
      doThrow(exception).when(ecs).describeTasks(any(DescribeTasksRequest.class));
      assertInstanceOf(TaskStatus.NoAnswer.class, launcher.look(List.of(ARN)).get(ARN));
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

  private void describes(Task task) {
    doReturn(DescribeTasksResponse.builder().tasks(task).build())
        .when(ecs)
        .describeTasks(any(DescribeTasksRequest.class));
  }

  private static AwsServiceException error(int status, String code, String message) {
    return EcsException.builder()
        .statusCode(status)
        .awsErrorDetails(AwsErrorDetails.builder().errorCode(code).errorMessage(message).build())
        .build();
  }
}
