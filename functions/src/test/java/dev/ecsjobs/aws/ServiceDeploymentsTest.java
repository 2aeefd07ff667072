package dev.ecsjobs.aws;

import static dev.ecsjobs.engine.EngineFixtures.ONE_O_CLOCK;
import static dev.ecsjobs.engine.EngineFixtures.REPORT;
import static dev.ecsjobs.engine.EngineFixtures.after;
import static dev.ecsjobs.engine.EngineFixtures.launching;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.mockito.ArgumentMatchers.any;
import static org.mockito.Mockito.CALLS_REAL_METHODS;
import static org.mockito.Mockito.doReturn;
import static org.mockito.Mockito.doThrow;
import static org.mockito.Mockito.mock;
import static org.mockito.Mockito.never;
import static org.mockito.Mockito.verify;

import dev.ecsjobs.engine.TaskLauncher.LaunchAnswer;
import dev.ecsjobs.engine.TaskLauncher.TaskStatus;
import dev.ecsjobs.job.Admission;
import dev.ecsjobs.job.Job;
import dev.ecsjobs.job.Limits;
import dev.ecsjobs.job.Network;
import dev.ecsjobs.job.ServiceUpdate;
import dev.ecsjobs.retry.FailureKind;
import dev.ecsjobs.retry.RetryPolicy;
import dev.ecsjobs.run.Outcome;
import dev.ecsjobs.run.Run;
import dev.ecsjobs.run.Signal;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import software.amazon.awssdk.core.exception.SdkClientException;
import software.amazon.awssdk.services.ecs.EcsClient;
import software.amazon.awssdk.services.ecs.model.Deployment;
import software.amazon.awssdk.services.ecs.model.DescribeServicesRequest;
import software.amazon.awssdk.services.ecs.model.DescribeServicesResponse;
import software.amazon.awssdk.services.ecs.model.Service;
import software.amazon.awssdk.services.ecs.model.ServiceNotFoundException;
import software.amazon.awssdk.services.ecs.model.UpdateServiceRequest;
import software.amazon.awssdk.services.ecs.model.UpdateServiceResponse;

class ServiceDeploymentsTest {
  private static final String ARN = "arn:aws:ecs:us-east-1:111122223333:service/ecsjobs/web";
  private static final String NAME = ARN + "#ecs-svc/7";
  private static final Run SCALING = run(new ServiceUpdate("web", OptionalInt.of(3), false));
  private static final Run RENEWING = run(new ServiceUpdate("web", OptionalInt.empty(), true));

  private final EcsClient ecs = mock(EcsClient.class, CALLS_REAL_METHODS);
  private final EcsTaskLauncher launcher =
      new EcsTaskLauncher(
          ecs,
          new RunTaskRequests("ecsjobs", "cluster", new Network(List.of("a"), List.of(), false)));

  @Test
  void asksForTheNumberOfTasks() {
    answersUpdate(service(3, 1, deployment("PRIMARY", "COMPLETED")));
    assertEquals(new LaunchAnswer.Accepted(NAME), launcher.launch(SCALING, 1));
    verify(ecs)
        .updateService(
            UpdateServiceRequest.builder()
                .cluster("cluster")
                .service("web")
                .desiredCount(3)
                .forceNewDeployment(false)
                .build());
  }

  @Test
  void aServiceThatIsNotThereIsRefused() {
    var missing =
        ServiceNotFoundException.builder().statusCode(400).message("Service not found.").build();
    doThrow(missing).when(ecs).updateService(any(UpdateServiceRequest.class));
    var refused = assertInstanceOf(LaunchAnswer.Refused.class, launcher.launch(SCALING, 1));
    assertEquals(FailureKind.MISCONFIGURED, refused.kind());
  }

  @Test
  void aRepeatedCallForANewDeploymentFindsTheOneItMade() {
    answersDescribe(
        service(3, 1, deployment("PRIMARY", "IN_PROGRESS", ONE_O_CLOCK.plusSeconds(1))));
    assertEquals(new LaunchAnswer.Accepted(NAME), launcher.launch(repeated(RENEWING), 1));
    verify(ecs, never()).updateService(any(UpdateServiceRequest.class));
  }

  @Test
  void aRepeatedCallForANewDeploymentMakesOneIfTheLastDidNot() {
    var old = service(3, 3, deployment("PRIMARY", "COMPLETED", ONE_O_CLOCK.minusSeconds(60)));
    answersDescribe(old);
    answersUpdate(service(3, 3, deployment("PRIMARY", "IN_PROGRESS")));
    assertEquals(new LaunchAnswer.Accepted(NAME), launcher.launch(repeated(RENEWING), 1));
    verify(ecs).updateService(any(UpdateServiceRequest.class));
  }

  @Test
  void hasSucceededWhenAllTasksRunInOneDeployment() {
    answersDescribe(service(3, 3, deployment("PRIMARY", "COMPLETED")));
    assertEquals(
        new TaskStatus.Settled(new Outcome.Succeeded("Service web is steady with 3 of 3 tasks.")),
        look());
  }

  @Test
  void goesOnWhileTasksOrAnOlderDeploymentAreLeft() {
    answersDescribe(service(3, 2, deployment("PRIMARY", "IN_PROGRESS")));
    assertEquals(new TaskStatus.Alive(Optional.empty()), look());
    answersDescribe(
        service(
            3,
            3,
            deployment("PRIMARY", "IN_PROGRESS"),
            deployment("ACTIVE", "COMPLETED").toBuilder().id("ecs-svc/6").build()));
    assertEquals(new TaskStatus.Alive(Optional.empty()), look());
  }

  @Test
  void hasFailedWhenEcsSaysSo() {
    answersDescribe(
        service(
            3,
            0,
            deployment("PRIMARY", "FAILED").toBuilder()
                .rolloutStateReason("ECS deployment circuit breaker: tasks failed to start.")
                .build()));
    assertFailed(
        FailureKind.NEVER_STARTED,
        "The deployment failed: ECS deployment circuit breaker: tasks failed to start.");
  }

  @Test
  void hasFailedWhenAnotherDeploymentTookItsPlace() {
    answersDescribe(
        service(3, 3, deployment("PRIMARY", "COMPLETED").toBuilder().id("ecs-svc/8").build()));
    assertFailed(
        FailureKind.CANCELLED, "Another deployment of the service has taken this one's place.");
  }

  @Test
  void hasFailedWhenTheServiceIsGone() {
    doReturn(DescribeServicesResponse.builder().build())
        .when(ecs)
        .describeServices(any(DescribeServicesRequest.class));
    assertFailed(FailureKind.MISCONFIGURED, "The service is gone.");
  }

  @Test
  void nothingIsKnownWhenEcsDoesNotAnswer() {
    doThrow(SdkClientException.create("Read timed out"))
        .when(ecs)
        .describeServices(any(DescribeServicesRequest.class));
    assertEquals(new TaskStatus.NoAnswer("DescribeServices: Read timed out."), look());
  }

  private void assertFailed(FailureKind kind, String what) {
    assertEquals(
        new TaskStatus.Settled(new Outcome.Failed(kind, OptionalInt.empty(), what)), look());
  }

  private TaskStatus look() {
    return launcher.look(List.of(NAME)).get(NAME);
  }

  private void answersUpdate(Service service) {
    doReturn(UpdateServiceResponse.builder().service(service).build())
        .when(ecs)
        .updateService(any(UpdateServiceRequest.class));
  }

  private void answersDescribe(Service service) {
    doReturn(DescribeServicesResponse.builder().services(service).build())
        .when(ecs)
        .describeServices(any(DescribeServicesRequest.class));
  }

  private static Service service(int desired, int running, Deployment... deployments) {
    return Service.builder()
        .serviceArn(ARN)
        .serviceName("web")
        .status("ACTIVE")
        .desiredCount(desired)
        .runningCount(running)
        .deployments(Stream.of(deployments).toList())
        .build();
  }

  private static Deployment deployment(String status, String rolloutState) {
    return deployment(status, rolloutState, ONE_O_CLOCK);
  }

  private static Deployment deployment(String status, String rolloutState, Instant createdAt) {
    return Deployment.builder()
        .id("ecs-svc/7")
        .status(status)
        .rolloutState(rolloutState)
        .createdAt(createdAt)
        .build();
  }

  private static Run run(ServiceUpdate update) {
    return launching(
        new Job(REPORT, update, RetryPolicy.DEFAULT, Limits.NONE, Admission.FORBID), ONE_O_CLOCK);
  }

  private static Run repeated(Run run) {
    return after(run, new Signal.Due(ONE_O_CLOCK.plusSeconds(61)));
  }
}
