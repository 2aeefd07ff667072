package dev.ecsjobs.local.ecs;

import dev.ecsjobs.local.services.Health;
import dev.ecsjobs.local.services.Tasks;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import software.amazon.awssdk.services.ecs.model.HealthStatus;
import software.amazon.awssdk.services.ecs.model.RunTaskRequest;
import software.amazon.awssdk.services.ecs.model.RunTaskResponse;
import software.amazon.awssdk.services.ecs.model.TaskDefinition;

/** The clusters' tasks for their services. */
record ServiceTasks(TaskCalls calls) implements Tasks {
  @Override
  public String cluster(String name) throws IOException {
    return calls.clusterArn(name);
  }

  @Override
  public TaskDefinition definition(String name) throws IOException {
    return calls.definition(name);
  }

  @Override
  public void check(RunTaskRequest request) throws IOException {
    RunTaskRules.check(request);
    calls.checked(request);
  }

  @Override
  public RunTaskResponse run(RunTaskRequest request) throws IOException {
    return calls.run(request);
  }

  @Override
  public void stop(String task, String reason) throws IOException {
    var folder = folder(task);
    if (folder.isPresent() && folder.get().life().endedAt().isEmpty()) {
      folder.get().askToStop(StopWish.SERVICE, reason);
    }
  }

  @Override
  public List<Member> all(String cluster) throws IOException {
    var members = new ArrayList<Member>();
    for (var life : calls.known().all(cluster)) {
      members.add(new Member(TaskView.now(life), health(life)));
    }
    return members;
  }

  /** Of the essential containers that have a check: who has none is well as long as it runs. */
  private static Health health(TaskLife life) {
    var checked =
        life.containers().stream()
            .filter(ContainerLife::isEssential)
            .filter(container -> container.definition().healthCheck() != null)
            .map(ContainerLife::health)
            .toList();
    if (checked.contains(HealthStatus.UNHEALTHY)) {
      return Health.UNHEALTHY;
    }
    return checked.contains(HealthStatus.UNKNOWN) ? Health.UNKNOWN : Health.HEALTHY;
  }

  @Override
  public Optional<InetSocketAddress> endpoint(String task, String container, int port)
      throws IOException {
    var folder = folder(task);
    return folder.isPresent() ? folder.get().container(container).endpoint(port) : Optional.empty();
  }

  private Optional<TaskFolder> folder(String task) {
    return calls.folders().find(task.substring(task.lastIndexOf('/') + 1));
  }
}
