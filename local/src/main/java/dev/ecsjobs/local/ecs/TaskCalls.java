package dev.ecsjobs.local.ecs;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.function.Consumer;
import java.util.function.Supplier;
import software.amazon.awssdk.services.ecs.model.DescribeTasksRequest;
import software.amazon.awssdk.services.ecs.model.DescribeTasksResponse;
import software.amazon.awssdk.services.ecs.model.Failure;
import software.amazon.awssdk.services.ecs.model.ListTasksRequest;
import software.amazon.awssdk.services.ecs.model.ListTasksResponse;
import software.amazon.awssdk.services.ecs.model.RunTaskRequest;
import software.amazon.awssdk.services.ecs.model.RunTaskResponse;
import software.amazon.awssdk.services.ecs.model.StopTaskRequest;
import software.amazon.awssdk.services.ecs.model.StopTaskResponse;
import software.amazon.awssdk.services.ecs.model.Task;

/**
 * What ECS does about tasks.
 *
 * @param tokens a token for each task that is run without one
 * @param started gets the folder of each task that is to be started
 */
record TaskCalls(
    Clusters clusters,
    TaskDefinitions definitions,
    TaskFolders folders,
    KnownTasks known,
    Supplier<String> tokens,
    Consumer<TaskFolder> started) {
  private static final int DESCRIBED_AT_ONCE = 100;

  RunTaskResponse run(RunTaskRequest request) throws IOException {
    var cluster = clusterArn(request.cluster());
    RunTaskRules.check(request);
    var token = request.clientToken() == null ? tokens.get() : request.clientToken();
    // The token first: a task stays what it was when its definition has gone since.
    var before = folders.find(Registration.id(cluster, token));
    var task =
        before.isPresent() ? repeated(before.get(), request) : registered(token, cluster, request);
    return RunTaskResponse.builder().tasks(task).failures(List.of()).build();
  }

  private Task registered(String token, String cluster, RunTaskRequest request) throws IOException {
    var definition =
        definitions
            .find(request.taskDefinition())
            .map(Revision::definition)
            .orElseThrow(() -> EcsErrors.client("TaskDefinition not found."));
    RunTaskRules.checkOverrides(request, definition);
    LaunchRules.check(request, definition);
    var task = Registration.of(token, cluster, definition, request);
    var folder = folders.of(task.id());
    if (!folders.register(task)) {
      return repeated(folder, request);
    }
    var answer = TaskView.atFirst(folder.life(task));
    started.accept(folder);
    return answer;
  }

  private static Task repeated(TaskFolder folder, RunTaskRequest request) throws IOException {
    var life = folder.life();
    if (!life.task().isFor(request)) {
      throw EcsErrors.conflict(life.task().taskArn());
    }
    return TaskView.now(life);
  }

  DescribeTasksResponse describe(DescribeTasksRequest request) throws IOException {
    var cluster = clusterArn(request.cluster());
    if (request.tasks().isEmpty()) {
      throw EcsErrors.invalidParameter("Tasks cannot be empty.");
    }
    if (request.tasks().size() > DESCRIBED_AT_ONCE) {
      throw EcsErrors.invalidParameter(
          "At most " + DESCRIBED_AT_ONCE + " tasks can be described at once.");
    }
    var tasks = new ArrayList<Task>();
    var failures = new ArrayList<Failure>();
    for (var wanted : request.tasks()) {
      known
          .find(cluster, wanted)
          .ifPresentOrElse(
              life -> tasks.add(TaskView.now(life)), () -> failures.add(missing(cluster, wanted)));
    }
    return DescribeTasksResponse.builder().tasks(tasks).failures(failures).build();
  }

  private static Failure missing(String cluster, String wanted) {
    var arn = wanted.startsWith("arn:") ? wanted : Registration.taskArn(cluster, wanted);
    return Failure.builder().arn(arn).reason("MISSING").build();
  }

  ListTasksResponse list(ListTasksRequest request) throws IOException {
    var cluster = clusterArn(request.cluster());
    TaskListing.check(request);
    return TaskListing.page(request, known.all(cluster));
  }

  StopTaskResponse stop(StopTaskRequest request) throws IOException {
    var cluster = clusterArn(request.cluster());
    EcsErrors.checkGiven("Task", request.task());
    var life =
        known
            .find(cluster, request.task())
            .orElseThrow(() -> EcsErrors.invalidParameter("The referenced task was not found."));
    var folder = folders.of(life.task().id());
    if (life.endedAt().isEmpty()) {
      // The wish is all there is to write: the watch fulfils it, in this process or the next.
      folder.askToStop(Objects.requireNonNullElse(request.reason(), "Task stopped by user"));
    }
    return StopTaskResponse.builder().task(TaskView.now(folder.life())).build();
  }

  private String clusterArn(String wanted) throws IOException {
    return clusters.find(wanted).map(clusters::arn).orElseThrow(EcsErrors::clusterNotFound);
  }
}
