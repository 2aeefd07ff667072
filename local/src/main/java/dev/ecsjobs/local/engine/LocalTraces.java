package dev.ecsjobs.local.engine;

import dev.ecsjobs.engine.TaskTraces;
import dev.ecsjobs.history.Trace;
import dev.ecsjobs.local.ecs.TaskLogs;
import dev.ecsjobs.run.Run;
import dev.ecsjobs.run.RunEvent.AttemptEnded;
import dev.ecsjobs.run.StoppedTask;
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
    return run.timeline().reversed().stream()
        .filter(AttemptEnded.class::isInstance)
        .findFirst()
        .flatMap(event -> ((AttemptEnded) event).stopped())
        .map(StoppedTask::task)
        .map(task -> trace(run, task))
        .orElseGet(() -> nothing(run));
  }

  private Trace trace(Run run, String task) {
    var folder = tasks.resolve(task.substring(task.lastIndexOf('/') + 1));
    return new Trace(
        new TaskLogs(tasks).lastLines(task, LINES),
        Map.of("Task", folder.toString()),
        command(run));
  }
}
