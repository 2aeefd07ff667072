package dev.ecsjobs.local.ecs;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.util.List;

/** What tasks have written, read from their folders, whoever runs them. */
public record TaskLogs(Path tasks) {

  /** The last lines of a task's output; none if the task is not known here. */
  public List<String> lastLines(String taskArn, int lines) {
    String id = taskArn.substring(taskArn.lastIndexOf('/') + 1);
    try {
      return LogTail.read(new TaskFolder(tasks.resolve(id)).log(), lines);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
