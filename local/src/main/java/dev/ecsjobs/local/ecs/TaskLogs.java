package dev.ecsjobs.local.ecs;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Function;

/** What tasks have written, read from their folders, whoever runs them. */
public record TaskLogs(Path tasks) {

  /**
   * The last lines of what a task's containers wrote; of several containers each one's, under its
   * name. None if the task is not known here.
   */
  public List<String> lastLines(String taskArn, int lines) {
    try {
      var containers = folder(taskArn).containers();
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

  /** All that a task's containers write: each call gives the lines since the one before. */
  public Function<Boolean, List<String>> growing(String taskArn) {
    var growing = new HashMap<String, GrowingLog>();
    return ended -> more(taskArn, ended, growing);
  }

  private List<String> more(String taskArn, boolean ended, Map<String, GrowingLog> growing) {
    try {
      var containers = folder(taskArn).containers();
      var all = new ArrayList<String>();
      for (var container : containers) {
        var name = containers.size() > 1 ? container.name() + " | " : "";
        var log = growing.computeIfAbsent(container.name(), _ -> new GrowingLog(container.log()));
        log.more(ended).forEach(line -> all.add(name + line));
      }
      return all;
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private TaskFolder folder(String taskArn) {
    return new TaskFolder(tasks.resolve(taskArn.substring(taskArn.lastIndexOf('/') + 1)));
  }
}
