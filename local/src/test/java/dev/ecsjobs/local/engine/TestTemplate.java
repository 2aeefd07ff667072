package dev.ecsjobs.local.engine;

import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assertions.fail;

import dev.ecsjobs.Checked;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;

/**
 * The project's own {@code template.yaml}, changed where a test needs it: its functions, its rule,
 * its table and its stream are those that are deployed.
 */
public record TestTemplate(String text) {
  private static final Path FILE =
      Path.of(System.getProperty("basedir", "")).toAbsolutePath().resolveSibling("template.yaml");

  private static final String AFTER_THE_EVENTS =
      "\n  Jobs:\n    Type: AWS::Scheduler::ScheduleGroup";
  private static final String AFTER_THE_TASKS = "\n  ExecutionRole:\n";

  /** As it is deployed. */
  public static TestTemplate real() {
    try {
      return new TestTemplate(Files.readString(FILE));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** No job fires by itself, and a retry comes at once. */
  public static TestTemplate quiet() {
    return real()
        .replacing("rate(5 minutes)", "rate(5 minutes)\n            State: DISABLED")
        .replacing("cron(0 2 * * ? *)", "cron(0 2 * * ? *)\n            State: DISABLED")
        .replacing("\"initialDelay\": \"PT5S\"", "\"initialDelay\": \"PT0.1S\"");
  }

  /** What is to be replaced has to be there, or the test would test something else. */
  public TestTemplate replacing(String old, String by) {
    assertTrue(text.contains(old), () -> "template.yaml has no longer: " + old);
    return new TestTemplate(text.replace(old, by));
  }

  /** One block more under the launch function's events, and one task definition more. */
  public TestTemplate withJob(String name, String retry, String script) {
    var task =
        """
          AddedTask:
            Type: AWS::ECS::TaskDefinition
            Properties:
              Family: added
              NetworkMode: awsvpc
              Cpu: '256'
              Memory: '512'
              ContainerDefinitions:
                - Name: main
                  Image: busybox
                  Command:
                    - sh
                    - -c
                    - |
        """
            + script.indent(14);
    return replacing(AFTER_THE_TASKS, "\n" + task + AFTER_THE_TASKS)
        .withSchedule(
            "Added", name, "\"task\": {\"definition\": \"${AddedTask}\"}, \"retry\": " + retry);
  }

  /** One block more under the launch function's events, that changes a service. */
  TestTemplate withServiceJob(String logicalId, String name, String service) {
    return withSchedule(logicalId, name, "\"service\": " + service);
  }

  private TestTemplate withSchedule(String logicalId, String name, String work) {
    var job =
        """
                LOGICAL_ID:
                  Type: ScheduleV2
                  Properties:
                    Name: NAME
                    GroupName: !Ref Jobs
                    State: DISABLED
                    ScheduleExpression: cron(0 3 * * ? *)
                    RoleArn: !GetAtt SchedulerRole.Arn
                    Input: !Sub |
                      {"job": "NAME", "scheduledTime": "<aws.scheduler.scheduled-time>",
                       WORK}
        """
            .replace("LOGICAL_ID", logicalId)
            .replace("NAME", name)
            .replace("WORK", work);
    return replacing(AFTER_THE_EVENTS, "\n" + job + AFTER_THE_EVENTS);
  }

  /** The path of a file with this text. */
  public Path in(Path folder) {
    try {
      Files.createDirectories(folder);
      return Files.writeString(folder.resolve("template.yaml"), text);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** What it has in it, read. */
  public Catalog catalog(Path folder) {
    return switch (read(folder)) {
      case Checked.Valid<Catalog>(var catalog) -> catalog;
      case Checked.Invalid<Catalog>(var problems) -> fail(problems.toString());
    };
  }

  Checked<Catalog> read(Path folder) {
    try {
      return Catalog.read(in(folder), Map.of());
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
