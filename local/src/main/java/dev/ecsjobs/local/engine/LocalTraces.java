package dev.ecsjobs.local.engine;

import dev.ecsjobs.engine.TaskTraces;
import dev.ecsjobs.history.Trace;
import dev.ecsjobs.local.ecs.TaskLogs;
import dev.ecsjobs.run.Run;
import java.nio.file.Path;
import java.util.Map;

/** What tasks on this machine leave behind: a folder each. */
record LocalTraces(Path tasks) implements TaskTraces {
  @Override
  public String command(Run run) {
    return "ecsjobs show " + run.id();
  }

  @Override
  public Trace of(Run run) {
    return LastTask.of(run).map(last -> trace(run, last.arn())).orElseGet(() -> nothing(run));
  }

  private Trace trace(Run run, String task) {
    var folder = tasks.resolve(task.substring(task.lastIndexOf('/') + 1));
    return new Trace(
        new TaskLogs(tasks).lastLines(task, LINES),
        Map.of("Task", folder.toString()),
        command(run));
  }
}
