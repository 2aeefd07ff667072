package dev.ecsjobs.local.ecs;

import java.util.List;
import java.util.Objects;
import java.util.stream.Stream;
import software.amazon.awssdk.services.ecs.model.DesiredStatus;
import software.amazon.awssdk.services.ecs.model.ListTasksRequest;
import software.amazon.awssdk.services.ecs.model.ListTasksResponse;
import software.amazon.awssdk.services.ecs.model.Task;

/** Answers ListTasks: the tasks that fit, a page at a time. */
final class TaskListing {
  private final ListTasksRequest request;

  private TaskListing(ListTasksRequest request) {
    this.request = request;
  }

  static void check(ListTasksRequest request) {
    if (request.startedBy() != null && (request.family() != null || request.launchType() != null)) {
      throw EcsErrors.invalidParameter(
          "startedBy must be the only filter beside cluster and desiredStatus.");
    }
    if (request.desiredStatus() == DesiredStatus.UNKNOWN_TO_SDK_VERSION) {
      throw EcsErrors.invalidParameter("desiredStatus must be RUNNING, PENDING or STOPPED.");
    }
    Page.check(request.maxResults());
    if (request.nextToken() != null && !TaskFolders.isId(request.nextToken())) {
      throw EcsErrors.invalidParameter("nextToken must be one that ListTasks gave.");
    }
  }

  /**
   * The next page.
   *
   * @param known in the order of their ids
   */
  static ListTasksResponse page(ListTasksRequest request, List<TaskLife> known) {
    var fitting = new TaskListing(request).fitting(known.stream()).map(TaskLife::task).toList();
    var page = Page.of(fitting, request.maxResults(), Registration::id);
    return ListTasksResponse.builder()
        .taskArns(page.items().stream().map(Registration::taskArn).toList())
        .nextToken(page.next())
        .build();
  }

  private Stream<TaskLife> fitting(Stream<TaskLife> known) {
    var after = Objects.requireNonNullElse(request.nextToken(), "");
    return known
        .filter(life -> life.task().id().compareTo(after) > 0)
        .filter(life -> isOrAny(life.task().definition().family(), request.family()))
        .filter(life -> isOrAny(life.task().request().startedBy(), request.startedBy()))
        .filter(life -> fits(TaskView.now(life)));
  }

  private boolean fits(Task task) {
    var status = Objects.requireNonNullElse(request.desiredStatus(), DesiredStatus.RUNNING);
    return task.desiredStatus().equals(status.toString())
        && isOrAny(task.launchType(), request.launchType())
        && isNamedOrAny(task.group(), "service:", request.serviceName())
        && isNamedOrAny(task.containerInstanceArn(), "", request.containerInstance());
  }

  /** Named by its name or by its ARN. */
  private static boolean isNamedOrAny(String actual, String prefix, String wanted) {
    return wanted == null || (actual != null && name(actual, prefix).equals(name(wanted, prefix)));
  }

  private static String name(String text, String prefix) {
    var last = text.substring(text.lastIndexOf('/') + 1);
    return last.startsWith(prefix) ? last.substring(prefix.length()) : last;
  }

  private static boolean isOrAny(Object actual, Object wanted) {
    return wanted == null || wanted.equals(actual);
  }
}
