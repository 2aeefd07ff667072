package dev.ecsjobs.local.wire;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import software.amazon.awssdk.core.SdkClient;
import software.amazon.awssdk.core.SdkRequest;
import software.amazon.awssdk.services.ecs.EcsClient;
import software.amazon.awssdk.services.ecs.model.EcsRequest;
import software.amazon.awssdk.services.eventbridge.EventBridgeClient;
import software.amazon.awssdk.services.eventbridge.model.EventBridgeRequest;
import software.amazon.awssdk.services.scheduler.SchedulerClient;
import software.amazon.awssdk.services.scheduler.model.SchedulerRequest;

/**
 * The services that are served by clients of the SDK, and what their requests look like. DynamoDB
 * is none of them: its requests are passed on.
 */
enum Api {
  ECS("ECS", EcsClient.class, EcsRequest.class, "AmazonEC2ContainerServiceV20141113"),
  EVENT_BRIDGE("EventBridge", EventBridgeClient.class, EventBridgeRequest.class, "AWSEvents"),
  SCHEDULER("EventBridge Scheduler", SchedulerClient.class, SchedulerRequest.class, "scheduler");

  private final String title;
  private final Class<? extends SdkClient> client;
  private final Class<? extends SdkRequest> request;
  private final String mark;

  /**
   * @param mark what {@code X-Amz-Target} begins with, or, for a service with routes, the service
   *     that a request is signed for
   */
  Api(
      String title,
      Class<? extends SdkClient> client,
      Class<? extends SdkRequest> request,
      String mark) {
    this.title = title;
    this.client = client;
    this.request = request;
    this.mark = mark;
  }

  static Optional<Api> withTarget(String prefix) {
    return Stream.of(values()).filter(api -> !api.isRest() && api.mark.equals(prefix)).findFirst();
  }

  static Optional<Api> signedFor(String service) {
    return Stream.of(values()).filter(api -> api.isRest() && api.mark.equals(service)).findFirst();
  }

  /** As people call it. */
  String title() {
    return title;
  }

  Class<? extends SdkClient> client() {
    return client;
  }

  /** What all its requests are. */
  Class<? extends SdkRequest> request() {
    return request;
  }

  /** Its action for that method and path, with what the path says. */
  Optional<Route.Match> route(String method, String path) {
    return routes().stream().flatMap(route -> route.match(method, path).stream()).findFirst();
  }

  /** None for a service whose requests name the action. */
  private List<Route> routes() {
    return this == SCHEDULER ? Route.OF_SCHEDULER : List.of();
  }

  private boolean isRest() {
    return !routes().isEmpty();
  }

  Answer answer(Map<String, ?> tree) {
    return Answer.of(200, isRest() ? Answer.REST_JSON : Answer.JSON, Map.of(), tree);
  }

  Answer error(int status, String code, String message, Map<String, ?> more) {
    return isRest()
        ? Answer.restError(status, code, message)
        : Answer.error(status, code, message, more);
  }
}
