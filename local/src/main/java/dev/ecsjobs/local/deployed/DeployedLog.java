package dev.ecsjobs.local.deployed;

import dev.ecsjobs.aws.CallRefused;
import dev.ecsjobs.aws.CloudWatchLogs;
import dev.ecsjobs.aws.LogStream;
import dev.ecsjobs.job.TaskTemplate;
import dev.ecsjobs.local.engine.TaskLog;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** What a task writes to CloudWatch Logs, where it comes some seconds later. */
final class DeployedLog implements TaskLog {
  private final CloudWatchLogs logs;
  private final LogStream stream;
  private Optional<String> next = Optional.empty();

  private DeployedLog(CloudWatchLogs logs, LogStream stream) {
    this.logs = logs;
    this.stream = stream;
  }

  /** Empty if the container writes no log with awslogs. */
  static Optional<TaskLog> of(CloudWatchLogs logs, TaskTemplate template, String task) {
    return logs.find(template.definition(), template.container(), task)
        .map(stream -> new DeployedLog(logs, stream));
  }

  @Override
  public List<String> more(boolean ended) {
    var lines = new ArrayList<String>();
    try {
      while (true) {
        var page = logs.read(stream, next);
        lines.addAll(page.lines());
        boolean atTheEnd = page.next().isEmpty() || next.equals(Optional.of(page.next()));
        next = Optional.of(page.next()).filter(token -> !token.isEmpty());
        if (atTheEnd) {
          return lines;
        }
      }
    } catch (CallRefused e) {
      if (e.getMessage().contains("ResourceNotFoundException")) {
        return lines; // nothing was written yet, or it was long ago
      }
      throw AwsTrouble.lasting(
          "The log %s in %s cannot be read. %s"
              .formatted(stream.stream(), stream.group(), e.getMessage()));
    }
  }
}
