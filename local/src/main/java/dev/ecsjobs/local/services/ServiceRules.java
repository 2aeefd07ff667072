package dev.ecsjobs.local.services;

import dev.ecsjobs.local.ecs.EcsErrors;
import software.amazon.awssdk.services.ecs.model.CreateServiceRequest;
import software.amazon.awssdk.services.ecs.model.DeploymentControllerType;
import software.amazon.awssdk.services.ecs.model.LoadBalancer;
import software.amazon.awssdk.services.ecs.model.SchedulingStrategy;
import software.amazon.awssdk.services.ecs.model.TaskDefinition;
import software.amazon.awssdk.services.ecs.model.UpdateServiceRequest;

/** What ECS refuses of a service, and what this machine cannot do. */
final class ServiceRules {
  private static final int MOST_TASKS = 5000;

  private ServiceRules() {}

  static void check(CreateServiceRequest request) {
    var name = request.serviceName();
    if (name == null || !name.matches("[A-Za-z0-9_-]{1,255}")) {
      throw EcsErrors.invalidParameter(
          "Service name must be 1 to 255 letters, digits, hyphens and underscores.");
    }
    EcsErrors.checkGiven("TaskDefinition", request.taskDefinition());
    if (request.schedulingStrategy() == SchedulingStrategy.DAEMON) {
      throw EcsErrors.invalidParameter("This machine has no daemons: use REPLICA.");
    }
    var controller = request.deploymentController();
    if (controller != null && controller.type() != DeploymentControllerType.ECS) {
      throw EcsErrors.invalidParameter("This machine has the deployment controller ECS only.");
    }
    if (request.launchType() != null && !request.capacityProviderStrategy().isEmpty()) {
      throw EcsErrors.invalidParameter(
          "Specifying both a launch type and capacity provider strategy is not supported."
              + " Remove one and try again.");
    }
  }

  static void check(UpdateServiceRequest request) {
    if (request.hasLoadBalancers()) {
      throw EcsErrors.invalidParameter(
          "This machine cannot change a service's load balancers: create another service.");
    }
  }

  static void checkCount(int count) {
    if (count < 0 || count > MOST_TASKS) {
      throw EcsErrors.invalidParameter("desiredCount must be from 0 to " + MOST_TASKS + ".");
    }
  }

  static void check(LoadBalancer balancer, TaskDefinition definition) {
    EcsErrors.checkGiven("targetGroupArn", balancer.targetGroupArn());
    EcsErrors.checkGiven("containerName", balancer.containerName());
    if (TargetGroup.port(balancer.targetGroupArn()).isEmpty()) {
      throw EcsErrors.invalidParameter(
          "The target group %s has no listener on this machine: end its name with the listener's"
                  .formatted(balancer.targetGroupArn())
              + " port, as in local-8081.");
    }
    var container =
        definition.containerDefinitions().stream()
            .filter(one -> one.name().equals(balancer.containerName()))
            .findFirst()
            .orElseThrow(
                () ->
                    EcsErrors.invalidParameter(
                        "The container %s does not exist in the task definition."
                            .formatted(balancer.containerName())));
    if (container.portMappings().stream()
        .noneMatch(mapping -> mapping.containerPort().equals(balancer.containerPort()))) {
      throw EcsErrors.invalidParameter(
          "The container %s did not have a container port %s defined."
              .formatted(container.name(), balancer.containerPort()));
    }
  }
}
