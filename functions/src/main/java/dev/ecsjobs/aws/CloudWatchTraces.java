package dev.ecsjobs.aws;

import dev.ecsjobs.Document;
import dev.ecsjobs.engine.TaskTraces;
import dev.ecsjobs.history.Trace;
import dev.ecsjobs.job.TaskTemplate;
import dev.ecsjobs.run.Run;
import dev.ecsjobs.run.RunEvent.AttemptEnded;
import dev.ecsjobs.run.StoppedTask;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import software.amazon.awssdk.services.ecs.EcsClient;
import software.amazon.awssdk.services.ecs.model.ContainerDefinition;
import software.amazon.awssdk.services.ecs.model.LogDriver;

/** What tasks on AWS leave behind: their log in CloudWatch Logs, and ECS's own page of the task. */
final class CloudWatchTraces implements TaskTraces {
  private final EcsClient ecs;
  private final SignedCalls calls;
  private final String stack;

  CloudWatchTraces(EcsClient ecs, SignedCalls calls, String stack) {
    this.ecs = ecs;
    this.calls = calls;
    this.stack = stack;
  }

  @Override
  public String command(Run run) {
    return "ecsjobs show %s --stack %s".formatted(run.id(), stack);
  }

  @Override
  public Trace of(Run run) {
    var stopped = lastTask(run);
    if (stopped.isEmpty() || !(run.job().work() instanceof TaskTemplate template)) {
      return nothing(run);
    }
    var task = TaskArn.parse(stopped.get().task());
    var links = new LinkedHashMap<String, String>();
    links.put("Task", task.console());
    try {
      var log = log(template, stopped.get(), task);
      log.ifPresent(stream -> links.put("Log", stream.console(task)));
      return new Trace(
          log.map(this::lines).orElse(List.of("(The container writes no log with awslogs.)")),
          links,
          command(run));
    } catch (RuntimeException e) { // whatever is the matter with the log, the rest is to be told
      return new Trace(
          List.of("(The log cannot be read: " + e.getMessage() + ")"), links, command(run));
    }
  }

  private static Optional<StoppedTask> lastTask(Run run) {
    return run.timeline().reversed().stream()
        .filter(AttemptEnded.class::isInstance)
        .findFirst()
        .flatMap(event -> ((AttemptEnded) event).stopped());
  }

  /** Where a container writes to. */
  private record LogStream(String group, String stream) {
    String console(TaskArn task) {
      return "https://%1$s.console.aws.amazon.com/cloudwatch/home?region=%1$s#logsV2:log-groups/log-group/%2$s/log-events/%3$s"
          .formatted(task.region(), twice(group), twice(stream));
    }

    /** The console's own way: encoded, and the percent signs as dollar signs and 25. */
    private static String twice(String name) {
      return URLEncoder.encode(name, StandardCharsets.UTF_8).replace("%", "$25");
    }
  }

  private Optional<LogStream> log(TaskTemplate template, StoppedTask stopped, TaskArn task) {
    var definition =
        ecs.describeTaskDefinition(r -> r.taskDefinition(template.definition())).taskDefinition();
    return definition.containerDefinitions().stream()
        .filter(c -> stopped.container().map(c.name()::equals).orElse(true))
        .findFirst()
        .flatMap(container -> stream(container, task));
  }

  private static Optional<LogStream> stream(ContainerDefinition container, TaskArn task) {
    var log = container.logConfiguration();
    if (log == null || log.logDriver() != LogDriver.AWSLOGS) {
      return Optional.empty();
    }
    var prefix = log.options().get("awslogs-stream-prefix");
    return Optional.of(
        new LogStream(
            log.options().getOrDefault("awslogs-group", ""),
            "%s/%s/%s".formatted(prefix, container.name(), task.id())));
  }

  private List<String> lines(LogStream log) {
    Map<String, Object> request =
        new Document()
            .put("logGroupName", log.group())
            .put("logStreamName", log.stream())
            .put("limit", LINES)
            .put("startFromHead", false)
            .fields();
    return Document.reading(calls.getLogEvents(request)).objects("events").stream()
        .map(event -> event.text("message").stripTrailing())
        .toList();
  }
}
