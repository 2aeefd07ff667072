package dev.ecsjobs.engine;

import dev.ecsjobs.Document;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import software.amazon.awssdk.services.ecs.model.Attachment;
import software.amazon.awssdk.services.ecs.model.Container;
import software.amazon.awssdk.services.ecs.model.ContainerOverride;
import software.amazon.awssdk.services.ecs.model.KeyValuePair;
import software.amazon.awssdk.services.ecs.model.RunTaskRequest;
import software.amazon.awssdk.services.ecs.model.Task;

/**
 * A task of the simulated ECS, and how DescribeTasks and events tell of it.
 *
 * @param request what started it
 * @param startsAt when it is RUNNING, in milliseconds
 */
record SimulatedTask(
    String arn, RunTaskRequest request, long createdAt, Optional<Long> startsAt, End end) {

  /**
   * How it ends, if nobody stops it.
   *
   * @param at in milliseconds
   */
  record End(
      long at,
      Optional<Integer> exitCode,
      String stopCode,
      String reason,
      Optional<String> containerReason) {}

  String startedBy() {
    return request.startedBy();
  }

  /** The job and the run's key, without the attempt. */
  String run() {
    return startedBy().substring(0, startedBy().lastIndexOf('/'));
  }

  String job() {
    return run().substring(0, run().lastIndexOf('/'));
  }

  boolean isAliveAt(long millis) {
    return millis < end.at();
  }

  boolean isRunningAt(long millis) {
    return isAliveAt(millis) && startsAt.filter(at -> at <= millis).isPresent();
  }

  /** Stopped by StopTask, unless it has ended before. */
  SimulatedTask stoppedAt(long millis, String reason) {
    var started = startsAt.filter(at -> at < millis);
    return new SimulatedTask(
        arn,
        request,
        createdAt,
        started,
        new End(millis, started.map(_ -> 143), "UserInitiated", reason, Optional.empty()));
  }

  private String status(long millis) {
    return !isAliveAt(millis) ? "STOPPED" : isRunningAt(millis) ? "RUNNING" : "PENDING";
  }

  private ContainerOverride override() {
    return request.overrides().containerOverrides().getFirst();
  }

  private Optional<String> subnet() {
    var network = request.networkConfiguration();
    return network == null
        ? Optional.empty()
        : Optional.of(network.awsvpcConfiguration().subnets().getFirst());
  }

  /** As DescribeTasks tells it. */
  Task described(long millis) {
    boolean stopped = !isAliveAt(millis);
    var container = Container.builder().name(override().name()).lastStatus(status(millis));
    var task =
        Task.builder()
            .taskArn(arn)
            .startedBy(startedBy())
            .lastStatus(status(millis))
            .overrides(request.overrides())
            .cpu(request.overrides().cpu())
            .memory(request.overrides().memory());
    startsAt.filter(at -> at <= millis).ifPresent(at -> task.startedAt(Instant.ofEpochMilli(at)));
    subnet()
        .ifPresent(
            subnet ->
                task.attachments(
                    Attachment.builder()
                        .details(KeyValuePair.builder().name("subnetId").value(subnet).build())
                        .build()));
    if (stopped) {
      end.exitCode().ifPresent(container::exitCode);
      end.containerReason().ifPresent(container::reason);
      task.stopCode(end.stopCode())
          .stoppedReason(end.reason())
          .stoppedAt(Instant.ofEpochMilli(end.at()));
    }
    return task.containers(container.build()).build();
  }

  /** As EventBridge tells it: the event's JSON. */
  Map<String, Object> event(long millis) {
    boolean stopped = !isAliveAt(millis);
    var container = new Document().put("name", override().name()).put("lastStatus", status(millis));
    var detail =
        new Document()
            .put("taskArn", arn)
            .put("startedBy", startedBy())
            .put("lastStatus", status(millis))
            .put("desiredStatus", stopped ? "STOPPED" : "RUNNING")
            .put("cpu", Optional.ofNullable(request.overrides().cpu()))
            .put("memory", Optional.ofNullable(request.overrides().memory()))
            .put("startedAt", startsAt.filter(at -> at <= millis).map(Instant::ofEpochMilli))
            .put("overrides", Map.of("containerOverrides", List.of(overrideInEvent())))
            .put(
                "attachments",
                subnet()
                    .map(s -> Map.of("details", List.of(Map.of("name", "subnetId", "value", s))))
                    .stream()
                    .toList());
    if (stopped) {
      container.put("exitCode", end.exitCode()).put("reason", end.containerReason());
      detail
          .put("stopCode", end.stopCode())
          .put("stoppedReason", end.reason())
          .put("stoppedAt", Instant.ofEpochMilli(end.at()));
    }
    return new Document()
        .put("detail-type", "ECS Task State Change")
        .put("source", "aws.ecs")
        .put("detail", detail.put("containers", List.of(container.fields())).fields())
        .fields();
  }

  private Map<String, Object> overrideInEvent() {
    return Map.of(
        "name",
        override().name(),
        "environment",
        override().environment().stream()
            .map(variable -> Map.of("name", variable.name(), "value", variable.value()))
            .toList());
  }
}
