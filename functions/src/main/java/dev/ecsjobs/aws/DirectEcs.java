package dev.ecsjobs.aws;

import dev.ecsjobs.Document;
import java.util.Map;
import java.util.Set;
import java.util.function.Supplier;
import software.amazon.awssdk.services.ecs.EcsClient;
import software.amazon.awssdk.services.ecs.model.DescribeServicesRequest;
import software.amazon.awssdk.services.ecs.model.DescribeServicesResponse;
import software.amazon.awssdk.services.ecs.model.DescribeTaskDefinitionRequest;
import software.amazon.awssdk.services.ecs.model.DescribeTaskDefinitionResponse;
import software.amazon.awssdk.services.ecs.model.DescribeTasksRequest;
import software.amazon.awssdk.services.ecs.model.DescribeTasksResponse;
import software.amazon.awssdk.services.ecs.model.ListTasksRequest;
import software.amazon.awssdk.services.ecs.model.ListTasksResponse;
import software.amazon.awssdk.services.ecs.model.RunTaskRequest;
import software.amazon.awssdk.services.ecs.model.RunTaskResponse;
import software.amazon.awssdk.services.ecs.model.StopTaskRequest;
import software.amazon.awssdk.services.ecs.model.StopTaskResponse;
import software.amazon.awssdk.services.ecs.model.UpdateServiceRequest;
import software.amazon.awssdk.services.ecs.model.UpdateServiceResponse;

/** The calls of ECS that the functions make, by {@link DirectCalls}. */
public final class DirectEcs implements EcsClient {
  private final DirectCalls<EcsClient> calls;

  /**
   * @param client makes the SDK's client
   */
  public DirectEcs(SignedCalls calls, Supplier<EcsClient> client) {
    this.calls =
        new DirectCalls<>(
            calls,
            new DirectCalls.Protocol(
                SERVICE_NAME, "AmazonEC2ContainerServiceV20141113", "application/x-amz-json-1.1"),
            Map.of(),
            client);
  }

  @Override
  public RunTaskResponse runTask(RunTaskRequest r) {
    return calls.answer(
        "RunTask", r, RunTaskResponse.builder(), DirectEcs::named, sdk -> sdk.runTask(r));
  }

  /** Of a task that was just started the name is all that is read; the rest is 20 classes more. */
  private static Map<String, Object> named(Map<String, Object> answer) {
    for (var task : Document.reading(answer).objects("tasks")) {
      task.fields().keySet().retainAll(Set.of("taskArn"));
    }
    return answer;
  }

  @Override
  public StopTaskResponse stopTask(StopTaskRequest r) {
    return calls.answer("StopTask", r, StopTaskResponse.builder(), sdk -> sdk.stopTask(r));
  }

  @Override
  public ListTasksResponse listTasks(ListTasksRequest r) {
    return calls.answer("ListTasks", r, ListTasksResponse.builder(), sdk -> sdk.listTasks(r));
  }

  @Override
  public DescribeTasksResponse describeTasks(DescribeTasksRequest r) {
    return calls.answer(
        "DescribeTasks", r, DescribeTasksResponse.builder(), sdk -> sdk.describeTasks(r));
  }

  @Override
  public DescribeTaskDefinitionResponse describeTaskDefinition(DescribeTaskDefinitionRequest r) {
    return calls.answer(
        "DescribeTaskDefinition",
        r,
        DescribeTaskDefinitionResponse.builder(),
        sdk -> sdk.describeTaskDefinition(r));
  }

  @Override
  public UpdateServiceResponse updateService(UpdateServiceRequest r) {
    return calls.answer(
        "UpdateService", r, UpdateServiceResponse.builder(), sdk -> sdk.updateService(r));
  }

  @Override
  public DescribeServicesResponse describeServices(DescribeServicesRequest r) {
    return calls.answer(
        "DescribeServices", r, DescribeServicesResponse.builder(), sdk -> sdk.describeServices(r));
  }

  @Override
  public String serviceName() {
    return SERVICE_NAME;
  }

  @Override
  public void close() {
    // it holds nothing
  }
}
