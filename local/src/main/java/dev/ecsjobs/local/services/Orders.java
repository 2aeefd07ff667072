package dev.ecsjobs.local.services;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.ecsjobs.aws.Json;
import dev.ecsjobs.aws.SdkJson;
import java.io.IOException;
import java.time.Instant;
import java.util.Objects;
import java.util.UUID;
import java.util.stream.Stream;
import software.amazon.awssdk.services.ecs.model.CreateServiceRequest;
import software.amazon.awssdk.services.ecs.model.Deployment;
import software.amazon.awssdk.services.ecs.model.DeploymentCircuitBreaker;
import software.amazon.awssdk.services.ecs.model.DeploymentConfiguration;
import software.amazon.awssdk.services.ecs.model.DeploymentControllerType;
import software.amazon.awssdk.services.ecs.model.DeploymentRolloutState;
import software.amazon.awssdk.services.ecs.model.SchedulingStrategy;
import software.amazon.awssdk.services.ecs.model.Service;
import software.amazon.awssdk.services.ecs.model.UpdateServiceRequest;

/** What CreateService and UpdateService make of a service. */
record Orders(String clusterArn, Tasks tasks, Instant now) {
  private static final int MINIMUM_HEALTHY_PERCENT = 100; // here and below, unless one says
  private static final int MAXIMUM_PERCENT = 200;

  Kept create(CreateServiceRequest request) throws IOException {
    ServiceRules.check(request);
    var definition = tasks.definition(request.taskDefinition());
    request.loadBalancers().forEach(balancer -> ServiceRules.check(balancer, definition));
    var count = Objects.requireNonNullElse(request.desiredCount(), 1);
    ServiceRules.checkCount(count);
    var blank =
        Service.builder()
            .serviceArn(arn(request.serviceName()))
            .serviceName(request.serviceName())
            .clusterArn(clusterArn)
            .status("ACTIVE")
            .desiredCount(count)
            .taskDefinition(definition.taskDefinitionArn())
            .loadBalancers(request.loadBalancers())
            .launchType(request.launchType())
            .capacityProviderStrategy(request.capacityProviderStrategy())
            .networkConfiguration(request.networkConfiguration())
            .placementConstraints(request.placementConstraints())
            .placementStrategy(request.placementStrategy())
            .deploymentConfiguration(filled(request.deploymentConfiguration()))
            .deploymentController(c -> c.type(DeploymentControllerType.ECS))
            .schedulingStrategy(SchedulingStrategy.REPLICA)
            .healthCheckGracePeriodSeconds(request.healthCheckGracePeriodSeconds())
            .createdAt(now)
            .build();
    return deployed(Kept.of(blank, asked(request)));
  }

  /** What is asked for, however it is asked. */
  private static String asked(CreateServiceRequest request) {
    return Json.write(
        SdkJson.writeAnswer(request.toBuilder().clientToken(null).cluster(null).build()));
  }

  Kept update(Kept kept, UpdateServiceRequest request) throws IOException {
    ServiceRules.check(request);
    var before = kept.service();
    var count = Objects.requireNonNullElse(request.desiredCount(), before.desiredCount());
    ServiceRules.checkCount(count);
    var after = before.toBuilder().desiredCount(count);
    if (request.taskDefinition() != null) {
      var definition = tasks.definition(request.taskDefinition());
      before.loadBalancers().forEach(balancer -> ServiceRules.check(balancer, definition));
      after.taskDefinition(definition.taskDefinitionArn());
    }
    if (request.networkConfiguration() != null) {
      after.networkConfiguration(request.networkConfiguration());
    }
    if (request.deploymentConfiguration() != null) {
      after.deploymentConfiguration(filled(request.deploymentConfiguration()));
    }
    if (request.hasCapacityProviderStrategy()) {
      after.capacityProviderStrategy(request.capacityProviderStrategy()).launchType((String) null);
    }
    if (request.hasPlacementConstraints()) {
      after.placementConstraints(request.placementConstraints());
    }
    if (request.hasPlacementStrategy()) {
      after.placementStrategy(request.placementStrategy());
    }
    var next = kept.with(after.build());
    return Boolean.TRUE.equals(request.forceNewDeployment()) || !runsAlike(before, next.service())
        ? deployed(next)
        : next;
  }

  private static boolean runsAlike(Service one, Service other) {
    return one.taskDefinition().equals(other.taskDefinition())
        && Objects.equals(one.networkConfiguration(), other.networkConfiguration())
        && one.capacityProviderStrategy().equals(other.capacityProviderStrategy());
  }

  /** With a new primary deployment; those before it stay until they are drained. */
  private Kept deployed(Kept kept) throws IOException {
    var primary = deployment(kept.service());
    var others =
        kept.service().deployments().stream().map(one -> one.toBuilder().status("ACTIVE").build());
    var service =
        kept.service().toBuilder()
            .deployments(Stream.concat(Stream.of(primary), others).toList())
            .build();
    tasks.check(Starts.request(service, new Plan.Start(primary.id(), 0)));
    return kept.with(service)
        .announcing(Announcement.inProgress(primary.id(), primary.rolloutStateReason(), now));
  }

  private Deployment deployment(Service service) {
    var id = deploymentId(service);
    return Deployment.builder()
        .id(id)
        .status("PRIMARY")
        .taskDefinition(service.taskDefinition())
        .desiredCount(service.desiredCount())
        .failedTasks(0)
        .launchType(service.launchType())
        .capacityProviderStrategy(service.capacityProviderStrategy())
        .networkConfiguration(service.networkConfiguration())
        .rolloutState(DeploymentRolloutState.IN_PROGRESS)
        .rolloutStateReason("ECS deployment %s in progress.".formatted(id))
        .createdAt(now)
        .updatedAt(now)
        .build();
  }

  /** Never used again, even if two follow the same one: it names its tasks. */
  private String deploymentId(Service service) {
    var before = service.deployments().isEmpty() ? "" : service.deployments().getFirst().id();
    var name = service.serviceArn() + service.createdAt() + before + now;
    var bits = UUID.nameUUIDFromBytes(name.getBytes(UTF_8)).getLeastSignificantBits();
    return "ecs-svc/%019d".formatted(bits & Long.MAX_VALUE);
  }

  private static DeploymentConfiguration filled(DeploymentConfiguration asked) {
    var given = asked == null ? DeploymentConfiguration.builder().build() : asked;
    var breaker =
        given.deploymentCircuitBreaker() == null
            ? DeploymentCircuitBreaker.builder().enable(false).rollback(false).build()
            : given.deploymentCircuitBreaker();
    return given.toBuilder()
        .minimumHealthyPercent(
            Objects.requireNonNullElse(given.minimumHealthyPercent(), MINIMUM_HEALTHY_PERCENT))
        .maximumPercent(Objects.requireNonNullElse(given.maximumPercent(), MAXIMUM_PERCENT))
        .deploymentCircuitBreaker(breaker)
        .build();
  }

  /** Of a service by its name or ARN. */
  String arn(String service) {
    return clusterArn.replaceFirst(":cluster/", ":service/")
        + "/"
        + service.substring(service.lastIndexOf('/') + 1);
  }
}
