package dev.ecsjobs.local.ecs;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/** What tasks have written, read from their folders, whoever runs them. */
public record TaskLogs(Path tasks) {

  /**
   * The last lines of what a task's containers wrote; of several containers each one's, under its
   * name. None if the task is not known here.
   */
  public List<String> lastLines(String taskArn, int lines) {
    String id = taskArn.substring(taskArn.lastIndexOf('/') + 1);
    try {
      var containers = new TaskFolder(tasks.resolve(id)).containers();
      var all = new ArrayList<String>();
      for (var container : containers) {
        var name = containers.size() > 1 ? container.name() + " | " : "";
        LogTail.read(container.log(), lines).forEach(line -> all.add(name + line));
      }
      return all;
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
