package dev.ecsjobs.local.ecs;

import dev.ecsjobs.local.services.Tasks;
import java.io.IOException;
import java.util.List;
import software.amazon.awssdk.services.ecs.model.RunTaskRequest;
import software.amazon.awssdk.services.ecs.model.RunTaskResponse;
import software.amazon.awssdk.services.ecs.model.Task;

/** The cluster's tasks for its services. */
record ServiceTasks(String cluster, LocalEcs ecs, TaskFolders folders, KnownTasks known)
    implements Tasks {
  @Override
  public RunTaskResponse run(RunTaskRequest request) {
    return ecs.runTask(request);
  }

  @Override
  public void stop(String task, String reason) throws IOException {
    var folder = folders.find(task.substring(task.lastIndexOf('/') + 1));
    if (folder.isPresent() && folder.get().life().endedAt().isEmpty()) {
      folder.get().askToStop(StopWish.SERVICE, reason);
    }
  }

  @Override
  public List<Task> all() throws IOException {
    return known.all(cluster).stream().map(TaskView::now).toList();
  }

  @Override
  public String definition(String name) {
    return ecs.describeTaskDefinition(r -> r.taskDefinition(name))
        .taskDefinition()
        .taskDefinitionArn();
  }
}
