package dev.ecsjobs.local.services;

import dev.ecsjobs.local.services.Tasks.Member;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.function.Predicate;
import software.amazon.awssdk.services.ecs.model.LoadBalancer;
import software.amazon.awssdk.services.ecs.model.Service;
import software.amazon.awssdk.services.ecs.model.Task;
import software.amazon.awssdk.services.ecs.model.TaskStopCode;

/** Sees which of a cluster's tasks are a service's, and how they are. For one thread at a time. */
final class Sight {
  private static final int PATIENCE_MILLIS = 200;

  /** Nobody else's doing: such a task ended by itself. */
  private static final Set<TaskStopCode> ASKED =
      Set.of(
          TaskStopCode.SERVICE_SCHEDULER_INITIATED,
          TaskStopCode.USER_INITIATED,
          TaskStopCode.SPOT_INTERRUPTION);

  private final Tasks tasks;

  /** The tasks whose ports have answered. */
  private final Set<String> answered = new HashSet<>();

  Sight(Tasks tasks) {
    this.tasks = tasks;
  }

  /** The service's tasks among all of its cluster. */
  List<ServiceTask> of(Service service, List<Member> all) throws IOException {
    var seen = new ArrayList<ServiceTask>();
    for (var member : all.stream().filter(isOf(service)).toList()) {
      seen.add(seen(service, member));
    }
    return seen;
  }

  /** A service of the same name that was deleted had the same group. */
  private static Predicate<Member> isOf(Service service) {
    return member ->
        ("service:" + service.serviceName()).equals(member.task().group())
            && Objects.requireNonNullElse(member.task().startedBy(), "").startsWith("ecs-svc/")
            && !member.task().createdAt().isBefore(service.createdAt().minusMillis(1));
  }

  private ServiceTask seen(Service service, Member member) throws IOException {
    var task = member.task();
    var status = status(task);
    if (status != ServiceTask.Status.RUNNING) {
      answered.remove(task.taskArn());
    }
    return new ServiceTask(
        task.taskArn(),
        task.startedBy(),
        status,
        task.startedAt() != null,
        status == ServiceTask.Status.RUNNING ? health(service, member) : Health.UNKNOWN,
        task.stopCode() != null && ASKED.contains(task.stopCode()),
        Objects.requireNonNullElse(task.availabilityZone(), ""),
        Optional.ofNullable(task.containerInstanceArn()));
  }

  private static ServiceTask.Status status(Task task) {
    return switch (task.lastStatus()) {
      case "STOPPED" -> ServiceTask.Status.STOPPED;
      case String _ when "STOPPED".equals(task.desiredStatus()) -> ServiceTask.Status.STOPPING;
      case "RUNNING" -> ServiceTask.Status.RUNNING;
      default -> ServiceTask.Status.PENDING;
    };
  }

  /** Behind a load balancer all its ports must have answered, too. */
  private Health health(Service service, Member member) throws IOException {
    var arn = member.task().taskArn();
    if (member.health() != Health.HEALTHY || answered.contains(arn)) {
      return member.health();
    }
    for (var balancer : service.loadBalancers()) {
      if (target(arn, balancer).filter(Sight::answers).isEmpty()) {
        return Health.UNKNOWN;
      }
    }
    answered.add(arn);
    return Health.HEALTHY;
  }

  /** Where a load balancer finds a task. */
  Optional<InetSocketAddress> target(String task, LoadBalancer balancer) throws IOException {
    return tasks.endpoint(task, balancer.containerName(), balancer.containerPort());
  }

  /** Does it take connections? */
  private static boolean answers(InetSocketAddress target) {
    try (var socket = new Socket()) {
      socket.connect(target, PATIENCE_MILLIS);
      return true;
    } catch (IOException _) {
      return false;
    }
  }
}
