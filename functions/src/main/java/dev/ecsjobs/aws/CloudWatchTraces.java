package dev.ecsjobs.aws;

import dev.ecsjobs.engine.TaskTraces;
import dev.ecsjobs.history.Trace;
import dev.ecsjobs.job.TaskTemplate;
import dev.ecsjobs.run.Run;
import java.util.LinkedHashMap;
import java.util.List;

/** What tasks on AWS leave behind: their log in CloudWatch Logs, and ECS's own page of the task. */
final class CloudWatchTraces implements TaskTraces {
  private final CloudWatchLogs logs;
  private final String stack;

  CloudWatchTraces(CloudWatchLogs logs, String stack) {
    this.logs = logs;
    this.stack = stack;
  }

  @Override
  public String command(Run run) {
    return "ecsjobs show %s --stack %s".formatted(run.id(), stack);
  }

  @Override
  public Trace of(Run run) {
    var last = LastTask.of(run);
    return last.isPresent() && run.job().work() instanceof TaskTemplate template
        ? trace(run, template, last.get())
        : nothing(run);
  }

  private Trace trace(Run run, TaskTemplate template, LastTask last) {
    var task = TaskArn.parse(last.arn());
    var links = new LinkedHashMap<String, String>();
    links.put("Task", task.console());
    try {
      var log = logs.find(template.definition(), last.container(), last.arn());
      log.ifPresent(stream -> links.put("Log", stream.console(task.region())));
      return new Trace(
          log.map(stream -> logs.last(stream, LINES))
              .orElse(List.of("(The container writes no log with awslogs.)")),
          links,
          command(run));
    } catch (RuntimeException e) { // whatever is the matter with the log, the rest is to be told
      var why = "(The log cannot be read: " + e.getMessage() + ")";
      return new Trace(List.of(why), links, command(run));
    }
  }
}
