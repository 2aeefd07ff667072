package dev.ecsjobs.aws;

import dev.ecsjobs.Document;
import java.util.List;
import java.util.Optional;
import software.amazon.awssdk.services.ecs.EcsClient;

/** What tasks on AWS have written. */
public final class CloudWatchLogs {
  private final EcsClient ecs;
  private final SignedCalls calls;

  CloudWatchLogs(EcsClient ecs, SignedCalls calls) {
    this.ecs = ecs;
    this.calls = calls;
  }

  /**
   * Some lines of a log.
   *
   * @param next where to go on reading; the same as before if there is nothing new
   */
  public record Page(List<String> lines, String next) {}

  /** Where a task's container writes to, as its definition says. */
  public Optional<LogStream> find(String definition, Optional<String> container, String task) {
    var described = ecs.describeTaskDefinition(r -> r.taskDefinition(definition)).taskDefinition();
    return LogStream.of(described, container, TaskArn.parse(task));
  }

  /** The last lines. */
  List<String> last(LogStream log, int lines) {
    return page(request(log).put("limit", lines).put("startFromHead", false)).lines();
  }

  /** The lines from the beginning, or from where the page before ended. */
  public Page read(LogStream log, Optional<String> next) {
    return page(request(log).put("startFromHead", true).put("nextToken", next));
  }

  private static Document request(LogStream log) {
    return new Document().put("logGroupName", log.group()).put("logStreamName", log.stream());
  }

  private Page page(Document request) {
    var answer = Document.reading(calls.getLogEvents(request.fields()));
    return new Page(
        answer.objects("events").stream()
            .map(event -> event.text("message").stripTrailing())
            .toList(),
        answer.optionalText("nextForwardToken").orElse(""));
  }
}
