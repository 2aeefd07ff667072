package dev.ecsjobs.aws;

import dev.ecsjobs.engine.TaskLauncher.LaunchAnswer;
import dev.ecsjobs.engine.TaskLauncher.TaskStatus;
import dev.ecsjobs.job.ServiceUpdate;
import dev.ecsjobs.retry.FailureKind;
import dev.ecsjobs.run.Outcome;
import dev.ecsjobs.run.Run;
import dev.ecsjobs.run.RunEvent;
import java.time.Instant;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.stream.Collectors;
import software.amazon.awssdk.core.exception.SdkException;
import software.amazon.awssdk.services.ecs.EcsClient;
import software.amazon.awssdk.services.ecs.model.Deployment;
import software.amazon.awssdk.services.ecs.model.DeploymentRolloutState;
import software.amazon.awssdk.services.ecs.model.Service;
import software.amazon.awssdk.services.ecs.model.ServiceEvent;
import software.amazon.awssdk.services.ecs.model.UpdateServiceRequest;

/**
 * Services on ECS: UpdateService asks for a change, DescribeServices tells when it has come about.
 *
 * <p>A deployment is named by the service's ARN, {@code #} and its own id. A service that is only
 * scaled keeps the deployment it has.
 */
final class ServiceDeployments {
  private static final String PRIMARY = "PRIMARY";

  /** DescribeServices takes no more at once. */
  static final int DESCRIBED_AT_ONCE = 10;

  private final EcsClient ecs;
  private final String cluster;

  ServiceDeployments(EcsClient ecs, String cluster) {
    this.ecs = ecs;
    this.cluster = cluster;
  }

  static boolean isOne(String name) {
    return name.contains(":service/");
  }

  /** Asks for the change; asked again, it is the same change, but for a new deployment. */
  LaunchAnswer update(ServiceUpdate wanted) {
    var request =
        UpdateServiceRequest.builder()
            .cluster(cluster)
            .service(wanted.name())
            .forceNewDeployment(wanted.forceNewDeployment());
    wanted.desiredCount().ifPresent(request::desiredCount);
    var service = ecs.updateService(request.build()).service();
    return primary(service)
        .<LaunchAnswer>map(deployment -> new LaunchAnswer.Accepted(name(service, deployment)))
        .orElseGet(() -> new LaunchAnswer.NoAnswer("UpdateService answered with no deployment."));
  }

  /** The deployment that an earlier call for this attempt made without our learning of it. */
  Optional<String> find(Run run, int attempt, ServiceUpdate wanted) {
    if (!wanted.forceNewDeployment()) {
      return Optional.empty(); // setting a number twice is setting it once
    }
    var firstCall = firstCall(run, attempt);
    return describe(List.of(wanted.name())).stream()
        .flatMap(
            service ->
                primary(service)
                    .filter(deployment -> !deployment.createdAt().isBefore(firstCall))
                    .map(deployment -> name(service, deployment))
                    .stream())
        .findFirst();
  }

  private static Instant firstCall(Run run, int attempt) {
    return run.timeline().stream()
        .filter(
            event ->
                event instanceof RunEvent.AttemptLaunching launching
                    && launching.attempt() == attempt)
        .map(RunEvent::at)
        .findFirst()
        .orElseThrow();
  }

  /** At most {@link #DESCRIBED_AT_ONCE} of them. */
  Map<String, TaskStatus> look(Collection<String> deployments) {
    try {
      var services =
          describe(deployments.stream().map(ServiceDeployments::service).distinct().toList())
              .stream()
              .collect(Collectors.toMap(Service::serviceArn, service -> service));
      return deployments.stream()
          .collect(
              Collectors.toMap(
                  name -> name,
                  name -> status(name, Optional.ofNullable(services.get(service(name))))));
    } catch (SdkException e) {
      var none = new TaskStatus.NoAnswer("DescribeServices: " + e.getMessage() + ".");
      return deployments.stream().collect(Collectors.toMap(name -> name, _ -> none));
    }
  }

  private List<Service> describe(List<String> services) {
    return ecs.describeServices(r -> r.cluster(cluster).services(services)).services();
  }

  private static TaskStatus status(String name, Optional<Service> found) {
    if (found.isEmpty() || !"ACTIVE".equals(found.get().status())) {
      return failed(FailureKind.MISCONFIGURED, "The service is gone.");
    }
    var service = found.get();
    var deployment =
        service.deployments().stream().filter(d -> name(service, d).equals(name)).findFirst();
    var failure = failure(service, deployment, name.substring(name.indexOf('#') + 1));
    if (failure.isPresent()) {
      return failed(FailureKind.NEVER_STARTED, "The deployment failed: " + failure.get());
    }
    if (deployment.isEmpty() || !PRIMARY.equals(deployment.get().status())) {
      return failed(
          FailureKind.CANCELLED, "Another deployment of the service has taken this one's place.");
    }
    return isSteady(service)
        ? new TaskStatus.Settled(
            new Outcome.Succeeded(
                "Service %s is steady with %d of %d tasks."
                    .formatted(
                        service.serviceName(), service.runningCount(), service.desiredCount())))
        : new TaskStatus.Alive(Optional.empty());
  }

  /**
   * What ECS says of a deployment that failed. Once ECS has gone back to the one before, it shows
   * the failed one no longer than its tasks last; the service's events tell of it after that.
   */
  private static Optional<String> failure(
      Service service, Optional<Deployment> deployment, String id) {
    var told = "(deployment " + id + ") deployment failed: ";
    return deployment
        .filter(d -> d.rolloutState() == DeploymentRolloutState.FAILED)
        .map(Deployment::rolloutStateReason)
        .or(
            () ->
                service.events().stream()
                    .map(ServiceEvent::message)
                    .filter(message -> message.contains(told))
                    .map(message -> message.substring(message.indexOf(told) + told.length()))
                    .findFirst());
  }

  /** As the SDK's own waiter for stable services has it. */
  private static boolean isSteady(Service service) {
    return service.deployments().size() == 1
        && service.runningCount().equals(service.desiredCount());
  }

  private static TaskStatus failed(FailureKind kind, String what) {
    return new TaskStatus.Settled(new Outcome.Failed(kind, OptionalInt.empty(), what));
  }

  private static Optional<Deployment> primary(Service service) {
    return service.deployments().stream().filter(d -> PRIMARY.equals(d.status())).findFirst();
  }

  private static String name(Service service, Deployment deployment) {
    return service.serviceArn() + "#" + deployment.id();
  }

  private static String service(String name) {
    return name.substring(0, name.indexOf('#'));
  }
}
