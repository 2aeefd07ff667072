package dev.ecsjobs.aws;

import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.Optional;
import software.amazon.awssdk.services.ecs.model.ContainerDefinition;
import software.amazon.awssdk.services.ecs.model.LogDriver;
import software.amazon.awssdk.services.ecs.model.TaskDefinition;

/** Where in CloudWatch Logs a container of a task writes to. */
public record LogStream(String group, String stream) {

  /** Of the container of that name, or of the first; empty if it does not write there. */
  static Optional<LogStream> of(
      TaskDefinition definition, Optional<String> container, TaskArn task) {
    return definition.containerDefinitions().stream()
        .filter(c -> container.map(c.name()::equals).orElse(true))
        .findFirst()
        .flatMap(c -> of(c, task));
  }

  private static Optional<LogStream> of(ContainerDefinition container, TaskArn task) {
    var log = container.logConfiguration();
    if (log == null || log.logDriver() != LogDriver.AWSLOGS) {
      return Optional.empty();
    }
    // Without a prefix, which Fargate demands, the stream has the container's id for a name.
    return Optional.ofNullable(log.options().get("awslogs-stream-prefix"))
        .map(
            prefix ->
                new LogStream(
                    log.options().getOrDefault("awslogs-group", ""),
                    "%s/%s/%s".formatted(prefix, container.name(), task.id())));
  }

  /** The console's page of it. */
  String console(String region) {
    return "https://%1$s.console.aws.amazon.com/cloudwatch/home?region=%1$s#logsV2:log-groups/log-group/%2$s/log-events/%3$s"
        .formatted(region, twice(group), twice(stream));
  }

  /** The console's own way: encoded, and each percent sign as a dollar sign and 25. */
  private static String twice(String name) {
    return URLEncoder.encode(name, StandardCharsets.UTF_8).replace("%", "$25");
  }
}
