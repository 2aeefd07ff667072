package dev.ecsjobs.local.ecs;

import static java.time.temporal.ChronoUnit.MILLIS;
import static java.time.temporal.ChronoUnit.SECONDS;

import dev.ecsjobs.aws.SdkJson;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import software.amazon.awssdk.services.ecs.model.HealthStatus;
import software.amazon.awssdk.services.ecs.model.Task;

/** The event ECS sends to the default bus when a task comes to another step. */
final class TaskStateEvent {
  private TaskStateEvent() {}

  static Map<String, Object> of(TaskLife life, Step step) {
    return of(TaskView.at(life, step), step.at());
  }

  private static Map<String, Object> of(Task task, Instant updatedAt) {
    var arn = task.taskArn().split(":", -1); // arn:aws:ecs:<region>:<account>:task/…
    var detail = SdkJson.write(inEvents(task));
    detail.put("updatedAt", updatedAt.truncatedTo(MILLIS).toString());
    var event = new LinkedHashMap<String, Object>();
    event.put("version", "0");
    event.put("id", id(task));
    event.put("detail-type", "ECS Task State Change");
    event.put("source", "aws.ecs");
    event.put("account", arn[4]);
    event.put("time", updatedAt.truncatedTo(SECONDS).toString());
    event.put("region", arn[3]);
    event.put("resources", List.of(task.taskArn()));
    event.put("detail", detail);
    return event;
  }

  /** Events have another name than the API for the same attachment, and leave out the health. */
  private static Task inEvents(Task task) {
    var attachments = task.attachments().stream().map(a -> a.toBuilder().type("eni").build());
    var containers =
        task.containers().stream()
            .map(c -> c.toBuilder().healthStatus((HealthStatus) null).build());
    return task.toBuilder()
        .attachments(attachments.toList())
        .containers(containers.toList())
        .healthStatus((HealthStatus) null)
        .build();
  }

  /** The same for the same step, so that an event told twice can be recognised. */
  private static String id(Task task) {
    var name = task.taskArn() + "#" + task.version();
    return UUID.nameUUIDFromBytes(name.getBytes(StandardCharsets.UTF_8)).toString();
  }
}
