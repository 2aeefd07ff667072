package dev.ecsjobs.local.services;

import java.io.IOException;
import java.util.List;
import software.amazon.awssdk.services.ecs.model.RunTaskRequest;
import software.amazon.awssdk.services.ecs.model.RunTaskResponse;
import software.amazon.awssdk.services.ecs.model.Task;

/** The cluster, as far as its services need it. */
public interface Tasks {
  /** Runs a task; the same token means the same task. */
  RunTaskResponse run(RunTaskRequest request);

  /** Stops a task as the service scheduler does; a repetition changes nothing. */
  void stop(String task, String reason) throws IOException;

  /** Every task that ECS still knows. */
  List<Task> all() throws IOException;

  /** The ARN of a task definition, by family, family:revision or ARN; else ECS's refusal. */
  String definition(String name);
}
