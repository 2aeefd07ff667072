package dev.ecsjobs.local.services;

import static java.nio.charset.StandardCharsets.UTF_8;
import static java.time.temporal.ChronoUnit.MILLIS;
import static java.time.temporal.ChronoUnit.SECONDS;

import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import software.amazon.awssdk.services.ecs.model.Service;

/** What ECS sends to the default bus about a service: at least once, and not in any order. */
record Announcement(Kind kind, Instant at, Optional<String> deployment, Optional<String> reason) {

  /** In ECS's words. */
  enum Kind {
    SERVICE_STEADY_STATE("INFO"),
    SERVICE_TASK_START_IMPAIRED("WARN"),
    SERVICE_TASK_PLACEMENT_FAILURE("ERROR"),
    SERVICE_DEPLOYMENT_IN_PROGRESS("INFO"),
    SERVICE_DEPLOYMENT_COMPLETED("INFO"),
    SERVICE_DEPLOYMENT_FAILED("ERROR");

    private final String type;

    Kind(String type) {
      this.type = type;
    }
  }

  static Announcement steady(Instant at) {
    return new Announcement(Kind.SERVICE_STEADY_STATE, at, Optional.empty(), Optional.empty());
  }

  static Announcement impaired(Instant at) {
    return new Announcement(
        Kind.SERVICE_TASK_START_IMPAIRED, at, Optional.empty(), Optional.empty());
  }

  static Announcement unplaced(String reason, Instant at) {
    return new Announcement(
        Kind.SERVICE_TASK_PLACEMENT_FAILURE, at, Optional.empty(), Optional.of(reason));
  }

  static Announcement inProgress(String deployment, String reason, Instant at) {
    return of(Kind.SERVICE_DEPLOYMENT_IN_PROGRESS, deployment, reason, at);
  }

  static Announcement completed(String deployment, String reason, Instant at) {
    return of(Kind.SERVICE_DEPLOYMENT_COMPLETED, deployment, reason, at);
  }

  static Announcement failed(String deployment, String reason, Instant at) {
    return of(Kind.SERVICE_DEPLOYMENT_FAILED, deployment, reason, at);
  }

  private static Announcement of(Kind kind, String deployment, String reason, Instant at) {
    return new Announcement(kind, at, Optional.of(deployment), Optional.of(reason));
  }

  /** The event; told again, it has the same id. */
  Map<String, Object> event(Service service) {
    var arn = service.serviceArn().split(":", -1); // arn:aws:ecs:<region>:<account>:service/…
    var event = new LinkedHashMap<String, Object>();
    event.put("version", "0");
    event.put("id", id(service));
    event.put(
        "detail-type",
        deployment.isPresent() ? "ECS Deployment State Change" : "ECS Service Action");
    event.put("source", "aws.ecs");
    event.put("account", arn[4]);
    event.put("time", at.truncatedTo(SECONDS).toString());
    event.put("region", arn[3]);
    event.put("resources", List.of(service.serviceArn()));
    event.put("detail", detail(service));
    return event;
  }

  private String id(Service service) {
    return UUID.nameUUIDFromBytes((service.serviceArn() + this).getBytes(UTF_8)).toString();
  }

  private Map<String, Object> detail(Service service) {
    var detail = new LinkedHashMap<String, Object>();
    detail.put("eventType", kind.type);
    detail.put("eventName", kind.name());
    deployment.ifPresentOrElse(
        id -> detail.put("deploymentId", id), () -> detail.put("clusterArn", service.clusterArn()));
    reason.ifPresent(text -> detail.put("reason", text));
    detail.put(
        deployment.isPresent() ? "updatedAt" : "createdAt", at.truncatedTo(MILLIS).toString());
    return detail;
  }

  Map<String, Object> tree() {
    var tree = new LinkedHashMap<String, Object>();
    tree.put("kind", kind.name());
    tree.put("at", at.toString());
    deployment.ifPresent(id -> tree.put("deployment", id));
    reason.ifPresent(text -> tree.put("reason", text));
    return tree;
  }

  static Announcement of(Map<?, ?> tree) {
    return new Announcement(
        Kind.valueOf((String) tree.get("kind")),
        Instant.parse((String) tree.get("at")),
        Optional.ofNullable((String) tree.get("deployment")),
        Optional.ofNullable((String) tree.get("reason")));
  }
}
