package dev.ecsjobs.aws;

import static dev.ecsjobs.engine.EngineFixtures.ONE_O_CLOCK;
import static dev.ecsjobs.engine.EngineFixtures.REPORT;
import static dev.ecsjobs.engine.EngineFixtures.after;
import static dev.ecsjobs.engine.EngineFixtures.job;
import static dev.ecsjobs.engine.EngineFixtures.launching;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.mockito.ArgumentMatchers.any;
import static org.mockito.Mockito.CALLS_REAL_METHODS;
import static org.mockito.Mockito.doAnswer;
import static org.mockito.Mockito.doReturn;
import static org.mockito.Mockito.doThrow;
import static org.mockito.Mockito.mock;
import static org.mockito.Mockito.never;
import static org.mockito.Mockito.times;
import static org.mockito.Mockito.verify;

import dev.ecsjobs.engine.TaskLauncher.LaunchAnswer.Accepted;
import dev.ecsjobs.engine.TaskLauncher.LaunchAnswer.NoAnswer;
import dev.ecsjobs.engine.TaskLauncher.LaunchAnswer.Refused;
import dev.ecsjobs.engine.TaskLauncher.TaskStatus;
import dev.ecsjobs.job.Concurrency;
import dev.ecsjobs.job.Network;
import dev.ecsjobs.retry.FailureKind;
import dev.ecsjobs.run.Run;
import dev.ecsjobs.run.Signal;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;
import org.mockito.ArgumentCaptor;
import software.amazon.awssdk.awscore.exception.AwsErrorDetails;
import software.amazon.awssdk.core.exception.SdkClientException;
import software.amazon.awssdk.core.exception.SdkException;
import software.amazon.awssdk.services.ecs.EcsClient;
import software.amazon.awssdk.services.ecs.model.DescribeTasksRequest;
import software.amazon.awssdk.services.ecs.model.DescribeTasksResponse;
import software.amazon.awssdk.services.ecs.model.DesiredStatus;
import software.amazon.awssdk.services.ecs.model.EcsException;
import software.amazon.awssdk.services.ecs.model.ListTasksRequest;
import software.amazon.awssdk.services.ecs.model.ListTasksResponse;
import software.amazon.awssdk.services.ecs.model.RunTaskRequest;
import software.amazon.awssdk.services.ecs.model.RunTaskResponse;
import software.amazon.awssdk.services.ecs.model.Task;

/** A launch whose answer was lost is repeated: the task may exist. */
class RepeatedLaunchTest {
  private static final String ARN = "arn:aws:ecs:us-east-1:111122223333:task/ecsjobs/";
  private static final Run FIRST = launching(job(REPORT, Concurrency.FORBID), ONE_O_CLOCK);
  private static final Run REPEATED = after(FIRST, new Signal.Due(ONE_O_CLOCK.plusSeconds(60)));

  private final EcsClient ecs = mock(EcsClient.class, CALLS_REAL_METHODS);
  private final EcsTaskLauncher launcher =
      new EcsTaskLauncher(
          ecs,
          new RunTaskRequests(
              "ecsjobs", "cluster-arn", new Network(List.of("subnet-a"), List.of(), false)));

  @ParameterizedTest
  @EnumSource(names = {"RUNNING", "STOPPED"})
  void findsTheTaskByWhoStartedItAndStartsNone(DesiredStatus status) {
    lists(status, "found");

    assertEquals(new Accepted(ARN + "found"), launcher.launch(REPEATED, 1));
    verify(ecs, never()).runTask(any(RunTaskRequest.class));
    var asked = ArgumentCaptor.forClass(ListTasksRequest.class);
    verify(ecs, times(status == DesiredStatus.RUNNING ? 1 : 2)).listTasks(asked.capture());
    for (var request : asked.getAllValues()) {
      assertEquals("cluster-arn", request.cluster());
      assertEquals("ecsjobs/nightly-report/20260301T010000Z/1", request.startedBy());
    }
  }

  @Test
  void startsTheTaskThatIsNotThere() {
    lists(DesiredStatus.PENDING, "never asked for");
    runTaskAnswers();

    assertEquals(new Accepted(ARN + "new"), launcher.launch(REPEATED, 1));
    verify(ecs, times(2)).listTasks(any(ListTasksRequest.class));
    verify(ecs).runTask(any(RunTaskRequest.class));
  }

  @Test
  void startsNoTaskForARunThatIsToBeCancelledButFindsTheOneThereIs() {
    var noted = after(FIRST, new Signal.CancelRequested(ONE_O_CLOCK, "it is not needed any more"));
    var repeated = after(noted, new Signal.Due(ONE_O_CLOCK.plusSeconds(60)));
    lists(DesiredStatus.PENDING, "never asked for");
    assertEquals(
        new Refused(FailureKind.CANCELLED, "No task had been started."),
        launcher.launch(repeated, 1));

    lists(DesiredStatus.RUNNING, "found");
    assertEquals(new Accepted(ARN + "found"), launcher.launch(repeated, 1));
    verify(ecs, never()).runTask(any(RunTaskRequest.class));
  }

  @Test
  void doesNotAskBeforeTheFirstCall() {
    runTaskAnswers();

    assertEquals(new Accepted(ARN + "new"), launcher.launch(FIRST, 1));
    verify(ecs, never()).listTasks(any(ListTasksRequest.class));
  }

  @Test
  void doesNotAskAfterADeferralWhichStartedNone() {
    var deferred =
        after(FIRST, new Signal.LaunchDeferred(ONE_O_CLOCK, 1, Duration.ofMinutes(2), "Rate."));
    runTaskAnswers();

    launcher.launch(after(deferred, new Signal.Due(ONE_O_CLOCK.plusSeconds(120))), 1);
    verify(ecs, never()).listTasks(any(ListTasksRequest.class));
  }

  /** A refusal would end the run and leave its task alone. */
  @ParameterizedTest
  @CsvSource({
    "400, AccessDeniedException",
    "400, InvalidParameterException",
    "400, ThrottlingException",
    "500, ServerException",
    "  0, no answer",
  })
  void neitherRefusesNorStartsAnythingWhenItCannotLook(int status, String code) {
    doThrow(error(status, code)).when(ecs).listTasks(any(ListTasksRequest.class));

    assertInstanceOf(NoAnswer.class, launcher.launch(REPEATED, 1));
    verify(ecs, never()).runTask(any(RunTaskRequest.class));
  }

  @Test
  void looksAt250TasksWith3Calls() {
    var tasks = IntStream.range(0, 250).mapToObj(i -> ARN + i).toList();
    doAnswer(
            call -> {
              DescribeTasksRequest request = call.getArgument(0);
              return DescribeTasksResponse.builder()
                  .tasks(
                      request.tasks().stream()
                          .filter(task -> !task.endsWith("7"))
                          .map(task -> Task.builder().taskArn(task).lastStatus("PENDING").build())
                          .toList())
                  .build();
            })
        .when(ecs)
        .describeTasks(any(DescribeTasksRequest.class));
    var statuses = launcher.look(tasks);

    var asked = ArgumentCaptor.forClass(DescribeTasksRequest.class);
    verify(ecs, times(3)).describeTasks(asked.capture());
    assertEquals(
        List.of(100, 100, 50), asked.getAllValues().stream().map(r -> r.tasks().size()).toList());
    assertEquals(250, statuses.size());
    for (var task : tasks) {
      assertEquals(
          task.endsWith("7") ? new TaskStatus.NotFound() : new TaskStatus.Alive(Optional.empty()),
          statuses.get(task));
    }
  }

  @Test
  void oneCallWithoutAnAnswerLeavesTheOthersTheirs() {
    var tasks = IntStream.range(0, 150).mapToObj(i -> ARN + i).toList();
    doThrow(error(500, "ServerException"))
        .doReturn(DescribeTasksResponse.builder().build())
        .when(ecs)
        .describeTasks(any(DescribeTasksRequest.class));
    var statuses = launcher.look(tasks);

    assertInstanceOf(TaskStatus.NoAnswer.class, statuses.get(ARN + 0));
    assertInstanceOf(TaskStatus.NoAnswer.class, statuses.get(ARN + 99));
    assertInstanceOf(TaskStatus.NotFound.class, statuses.get(ARN + 100));
  }

  private void lists(DesiredStatus status, String task) {
    doAnswer(
            call -> {
              ListTasksRequest request = call.getArgument(0);
              var found =
                  request.desiredStatus() == status ? List.of(ARN + task) : List.<String>of();
              return ListTasksResponse.builder().taskArns(found).build();
            })
        .when(ecs)
        .listTasks(any(ListTasksRequest.class));
  }

  private void runTaskAnswers() {
    doReturn(RunTaskResponse.builder().tasks(Task.builder().taskArn(ARN + "new").build()).build())
        .when(ecs)
        .runTask(any(RunTaskRequest.class));
  }

  private static SdkException error(int status, String code) {
    return status == 0
        ? SdkClientException.create("Read timed out")
        : EcsException.builder()
            .statusCode(status)
            .awsErrorDetails(
                AwsErrorDetails.builder().errorCode(code).errorMessage("It is so").build())
            .build();
  }
}
