package dev.ecsjobs.local.services;

import java.io.IOException;
import java.net.InetSocketAddress;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;
import software.amazon.awssdk.services.ecs.model.ConflictException;
import software.amazon.awssdk.services.ecs.model.ContainerOverride;
import software.amazon.awssdk.services.ecs.model.EcsException;
import software.amazon.awssdk.services.ecs.model.KeyValuePair;
import software.amazon.awssdk.services.ecs.model.LoadBalancer;
import software.amazon.awssdk.services.ecs.model.RunTaskRequest;
import software.amazon.awssdk.services.ecs.model.Task;
import software.amazon.awssdk.services.ecs.model.TaskStopCode;

/** What the services do outside of what is kept of them: tasks, ports and listeners. */
final class Hands implements AutoCloseable {
  private final Tasks tasks;
  private final Map<String, Listener> listeners = new HashMap<>();

  /** The tasks whose ports have answered. */
  private final Set<String> answered = new HashSet<>();

  Hands(Tasks tasks) {
    this.tasks = tasks;
  }

  /** The service's tasks among all. */
  List<ServiceTask> seen(Kept kept, List<Task> all) {
    return its(kept, all).map(task -> seen(kept, task)).toList();
  }

  /** A service of the same name that was deleted had the same group. */
  private static Stream<Task> its(Kept kept, List<Task> all) {
    var service = kept.service();
    return all.stream()
        .filter(task -> ("service:" + service.serviceName()).equals(task.group()))
        .filter(task -> Objects.requireNonNullElse(task.startedBy(), "").startsWith("ecs-svc/"))
        .filter(task -> !task.createdAt().isBefore(service.createdAt().minusMillis(1)));
  }

  private ServiceTask seen(Kept kept, Task task) {
    var status =
        switch (task.lastStatus()) {
          case "STOPPED" -> ServiceTask.Status.STOPPED;
          case String _ when "STOPPED".equals(task.desiredStatus()) -> ServiceTask.Status.STOPPING;
          case "RUNNING" -> ServiceTask.Status.RUNNING;
          default -> ServiceTask.Status.PENDING;
        };
    return new ServiceTask(
        task.taskArn(),
        task.startedBy(),
        status,
        task.startedAt() != null,
        status == ServiceTask.Status.RUNNING && isHealthy(kept, task),
        task.stopCode() == TaskStopCode.SERVICE_SCHEDULER_INITIATED,
        Objects.requireNonNullElse(task.availabilityZone(), ""),
        Optional.ofNullable(task.containerInstanceArn()));
  }

  /** Behind a load balancer a task is healthy once all its ports have answered. */
  private boolean isHealthy(Kept kept, Task task) {
    if (answered.contains(task.taskArn())) {
      return true;
    }
    var healthy =
        kept.service().loadBalancers().stream()
            .allMatch(balancer -> Targets.answers(Targets.of(task, balancer)));
    if (healthy) {
      answered.add(task.taskArn());
    }
    return healthy;
  }

  /** Starts a task; to be repeated with the same number as often as need be. */
  Kept start(Kept kept, Plan.Start start, Instant now) throws IOException {
    try {
      var answer = tasks.run(request(kept, start));
      return answer.failures().isEmpty()
          ? kept.afterStart(start.deployment(), Ledger::placed, List.of(), now)
          : refused(kept, start, Words.unplaced(answer.failures()), now);
    } catch (ConflictException _) {
      return kept; // it runs already, with the port it was given then
    } catch (EcsException e) {
      return refused(kept, start, Words.unplaced(e.awsErrorDetails().errorMessage()), now);
    }
  }

  private static Kept refused(Kept kept, Plan.Start start, String message, Instant now) {
    var told = kept.ledger(start.deployment()).refusal().equals(Optional.of(message));
    return kept.afterStart(
        start.deployment(),
        ledger -> ledger.refused(message, now),
        told ? List.of() : List.of(message),
        now);
  }

  private static RunTaskRequest request(Kept kept, Plan.Start start) throws IOException {
    var service = kept.service();
    var deployment =
        service.deployments().stream()
            .filter(one -> one.id().equals(start.deployment()))
            .findFirst()
            .orElseThrow();
    var request =
        RunTaskRequest.builder()
            .cluster(service.clusterArn())
            .clientToken(start.token())
            .startedBy(deployment.id())
            .group("service:" + service.serviceName())
            .taskDefinition(deployment.taskDefinition())
            .launchType(deployment.launchType())
            .networkConfiguration(deployment.networkConfiguration())
            .placementConstraints(service.placementConstraints())
            .placementStrategy(service.placementStrategy());
    if (!deployment.capacityProviderStrategy().isEmpty()) {
      request.capacityProviderStrategy(deployment.capacityProviderStrategy());
    }
    if (!service.loadBalancers().isEmpty()) {
      var ports = new ArrayList<ContainerOverride>();
      var containers = service.loadBalancers().stream().map(LoadBalancer::containerName).distinct();
      for (var container : containers.toList()) {
        ports.add(
            ContainerOverride.builder()
                .name(container)
                .environment(port(Targets.freePort()))
                .build());
      }
      request.overrides(o -> o.containerOverrides(ports));
    }
    return request.build();
  }

  private static KeyValuePair port(int port) {
    return KeyValuePair.builder().name(Targets.PORT).value(Integer.toString(port)).build();
  }

  /** Points each listener at the targets there are; those that leave get nothing new. */
  Kept balance(Kept kept, List<Task> all, Instant now) throws IOException {
    var messages = new ArrayList<String>();
    for (var balancer : kept.service().loadBalancers()) {
      var group = balancer.targetGroupArn();
      if (kept.is("INACTIVE")) {
        close(group);
        continue;
      }
      var targets =
          its(kept, all)
              .filter(task -> seen(kept, task).healthy())
              .filter(task -> !kept.leaving().containsKey(task.taskArn()))
              .map(task -> Targets.of(task, balancer))
              .toList();
      messages.addAll(point(group, targets));
    }
    var known = all.stream().map(Task::taskArn).toList();
    answered.retainAll(known);
    return messages.isEmpty() ? kept : kept.telling(messages, now);
  }

  private List<String> point(String group, List<InetSocketAddress> targets) throws IOException {
    var listener = listeners.get(group);
    if (listener == null) {
      listener = Listener.open(Targets.listenerPort(group).orElseThrow());
      listeners.put(group, listener);
    }
    var before = listener.targets();
    listener.forwardTo(targets);
    var messages = new ArrayList<String>();
    var gone = before.stream().filter(target -> !targets.contains(target)).count();
    var come = targets.stream().filter(target -> !before.contains(target)).count();
    if (gone > 0) {
      messages.add(Words.deregistered(gone, group));
    }
    if (come > 0) {
      messages.add(Words.registered(come, group));
    }
    return messages;
  }

  private void close(String group) throws IOException {
    var listener = listeners.remove(group);
    if (listener != null) {
      listener.close();
    }
  }

  @Override
  public void close() {
    for (var listener : listeners.values()) {
      try {
        listener.close();
      } catch (IOException _) {
        // The process ends, and its ports with it.
      }
    }
  }
}
