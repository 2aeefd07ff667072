package dev.ecsjobs.local.services;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.ecsjobs.local.ecs.EcsErrors;
import java.time.Instant;
import java.util.List;
import java.util.Objects;
import java.util.UUID;
import java.util.stream.Stream;
import software.amazon.awssdk.services.ecs.model.CreateServiceRequest;
import software.amazon.awssdk.services.ecs.model.Deployment;
import software.amazon.awssdk.services.ecs.model.DeploymentConfiguration;
import software.amazon.awssdk.services.ecs.model.DeploymentControllerType;
import software.amazon.awssdk.services.ecs.model.DeploymentRolloutState;
import software.amazon.awssdk.services.ecs.model.SchedulingStrategy;
import software.amazon.awssdk.services.ecs.model.Service;
import software.amazon.awssdk.services.ecs.model.UpdateServiceRequest;

/** What CreateService and UpdateService make of a service, and what ECS refuses. */
record Orders(String clusterArn, Tasks tasks, Instant now) {
  private static final int MOST_TASKS = 5000;

  Service create(CreateServiceRequest request) {
    checkName(request.serviceName());
    EcsErrors.checkGiven("TaskDefinition", request.taskDefinition());
    check(request);
    var count = Objects.requireNonNullElse(request.desiredCount(), 1);
    checkCount(count);
    var blank =
        Service.builder()
            .serviceArn(arn(request.serviceName()))
            .serviceName(request.serviceName())
            .clusterArn(clusterArn)
            .status("ACTIVE")
            .desiredCount(count)
            .taskDefinition(tasks.definition(request.taskDefinition()))
            .loadBalancers(request.loadBalancers())
            .launchType(request.launchType())
            .capacityProviderStrategy(given(request.capacityProviderStrategy()))
            .networkConfiguration(request.networkConfiguration())
            .placementConstraints(request.placementConstraints())
            .placementStrategy(request.placementStrategy())
            .deploymentConfiguration(filled(request.deploymentConfiguration()))
            .deploymentController(c -> c.type(DeploymentControllerType.ECS))
            .schedulingStrategy(SchedulingStrategy.REPLICA)
            .healthCheckGracePeriodSeconds(request.healthCheckGracePeriodSeconds())
            .createdAt(now)
            .build();
    return deployed(blank);
  }

  private static void check(CreateServiceRequest request) {
    if (request.schedulingStrategy() == SchedulingStrategy.DAEMON) {
      throw EcsErrors.invalidParameter("This machine has no daemons: use REPLICA.");
    }
    var controller = request.deploymentController();
    if (controller != null && controller.type() != DeploymentControllerType.ECS) {
      throw EcsErrors.invalidParameter("This machine has the deployment controller ECS only.");
    }
    if (request.launchType() != null && !given(request.capacityProviderStrategy()).isEmpty()) {
      throw EcsErrors.invalidParameter(
          "Specifying both a launch type and capacity provider strategy is not supported."
              + " Remove one and try again.");
    }
    request
        .loadBalancers()
        .forEach(
            balancer -> {
              EcsErrors.checkGiven("targetGroupArn", balancer.targetGroupArn());
              EcsErrors.checkGiven("containerName", balancer.containerName());
              if (Targets.listenerPort(balancer.targetGroupArn()).isEmpty()) {
                throw EcsErrors.invalidParameter(
                    "The target group %s has no listener on this machine: end its name with the"
                            .formatted(balancer.targetGroupArn())
                        + " listener's port, as in local-8081.");
              }
            });
  }

  Service update(Service service, UpdateServiceRequest request) {
    var definition =
        request.taskDefinition() == null
            ? service.taskDefinition()
            : tasks.definition(request.taskDefinition());
    var count = Objects.requireNonNullElse(request.desiredCount(), service.desiredCount());
    checkCount(count);
    var after =
        service.toBuilder()
            .desiredCount(count)
            .taskDefinition(definition)
            .networkConfiguration(
                request.networkConfiguration() == null
                    ? service.networkConfiguration()
                    : request.networkConfiguration())
            .deploymentConfiguration(
                request.deploymentConfiguration() == null
                    ? service.deploymentConfiguration()
                    : filled(request.deploymentConfiguration()));
    if (request.hasCapacityProviderStrategy()) {
      after.capacityProviderStrategy(request.capacityProviderStrategy()).launchType((String) null);
    }
    var next = after.build();
    return Boolean.TRUE.equals(request.forceNewDeployment()) || !runsAlike(service, next)
        ? deployed(next)
        : next;
  }

  private static boolean runsAlike(Service one, Service other) {
    return one.taskDefinition().equals(other.taskDefinition())
        && Objects.equals(one.networkConfiguration(), other.networkConfiguration())
        && given(one.capacityProviderStrategy()).equals(given(other.capacityProviderStrategy()));
  }

  /** With a new primary deployment; those before it stay until they are drained. */
  private Service deployed(Service service) {
    var id = deploymentId(service);
    var primary =
        Deployment.builder()
            .id(id)
            .status("PRIMARY")
            .taskDefinition(service.taskDefinition())
            .desiredCount(service.desiredCount())
            .failedTasks(0)
            .launchType(service.launchType())
            .capacityProviderStrategy(given(service.capacityProviderStrategy()))
            .networkConfiguration(service.networkConfiguration())
            .rolloutState(DeploymentRolloutState.IN_PROGRESS)
            .rolloutStateReason("ECS deployment %s in progress.".formatted(id))
            .createdAt(now)
            .updatedAt(now)
            .build();
    var others =
        service.deployments().stream().map(one -> one.toBuilder().status("ACTIVE").build());
    return service.toBuilder()
        .deployments(Stream.concat(Stream.of(primary), others).toList())
        .build();
  }

  private static String deploymentId(Service service) {
    var before = service.deployments().isEmpty() ? "" : service.deployments().getFirst().id();
    var name = service.serviceArn() + service.createdAt() + before;
    var bits = UUID.nameUUIDFromBytes(name.getBytes(UTF_8)).getLeastSignificantBits();
    return "ecs-svc/%019d".formatted(bits & Long.MAX_VALUE);
  }

  private static DeploymentConfiguration filled(DeploymentConfiguration asked) {
    var given = asked == null ? DeploymentConfiguration.builder().build() : asked;
    return given.toBuilder()
        .minimumHealthyPercent(Objects.requireNonNullElse(given.minimumHealthyPercent(), 100))
        .maximumPercent(Objects.requireNonNullElse(given.maximumPercent(), 200))
        .deploymentCircuitBreaker(
            given.deploymentCircuitBreaker() == null
                ? DeploymentConfiguration.builder()
                    .deploymentCircuitBreaker(b -> b.enable(false).rollback(false))
                    .build()
                    .deploymentCircuitBreaker()
                : given.deploymentCircuitBreaker())
        .build();
  }

  private static <T> List<T> given(List<T> list) {
    return list == null ? List.of() : list;
  }

  private static void checkName(String name) {
    if (name == null || !name.matches("[A-Za-z0-9_-]{1,255}")) {
      throw EcsErrors.invalidParameter(
          "Service name must be 1 to 255 letters, digits, hyphens and underscores.");
    }
  }

  private static void checkCount(int count) {
    if (count < 0 || count > MOST_TASKS) {
      throw EcsErrors.invalidParameter("desiredCount must be from 0 to " + MOST_TASKS + ".");
    }
  }

  String arn(String name) {
    return clusterArn.replaceFirst(":cluster/", ":service/") + "/" + name;
  }
}
