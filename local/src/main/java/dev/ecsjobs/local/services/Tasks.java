package dev.ecsjobs.local.services;

import java.io.IOException;
import java.net.InetSocketAddress;
import java.util.List;
import java.util.Optional;
import software.amazon.awssdk.services.ecs.model.RunTaskRequest;
import software.amazon.awssdk.services.ecs.model.RunTaskResponse;
import software.amazon.awssdk.services.ecs.model.Task;
import software.amazon.awssdk.services.ecs.model.TaskDefinition;

/** The rest of ECS, as far as services need it. */
public interface Tasks {
  /** The ARN of a cluster, by name or ARN or for the default one; else ECS's refusal. */
  String cluster(String name) throws IOException;

  /** A task definition, by family, family:revision or ARN; else ECS's refusal. */
  TaskDefinition definition(String name) throws IOException;

  /** Refuses what RunTask would refuse, whatever room there is. */
  void check(RunTaskRequest request) throws IOException;

  /** Runs a task; the same token means the same task. */
  RunTaskResponse run(RunTaskRequest request) throws IOException;

  /** Stops a task as the service scheduler does; a repetition changes nothing. */
  void stop(String task, String reason) throws IOException;

  /** Every task that ECS still knows in a cluster. */
  List<Member> all(String cluster) throws IOException;

  /** Where a port of a container is reached from here; empty as long as it is not. */
  Optional<InetSocketAddress> endpoint(String task, String container, int port) throws IOException;

  /**
   * A task, and what ECS shows only in part.
   *
   * @param health what the health checks of its essential containers say
   */
  record Member(Task task, Health health) {}
}
