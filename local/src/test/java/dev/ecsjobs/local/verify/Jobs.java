package dev.ecsjobs.local.verify;

import dev.ecsjobs.cost.PriceTable;
import dev.ecsjobs.job.JobName;
import dev.ecsjobs.local.engine.Draft;
import dev.ecsjobs.local.template.Elsewhere;
import dev.ecsjobs.local.template.Revisions;
import dev.ecsjobs.local.verify.Expectations.Recorded;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** A template with some jobs, and what is found in it from 1 January 2027 on. */
final class Jobs {
  private static final Instant FROM = Instant.parse("2027-01-01T00:00:00Z");

  private static final String HEAD =
      """
      Resources:
        Launch:
          Type: AWS::Serverless::Function
          Properties:
            Handler: dev.ecsjobs.lambda.LaunchHandler::handleRequest
            Events:
      """;
  private static final String TASK =
      """
        Task:
          Type: AWS::ECS::TaskDefinition
          Properties:
            Family: report
            RequiresCompatibilities: [FARGATE]
            NetworkMode: awsvpc
            Cpu: '1024'
            Memory: '2048'
            ContainerDefinitions:
              - {Name: main, Image: busybox}
              - {Name: side, Image: busybox, Essential: false}
      """;

  private final StringBuilder events = new StringBuilder();
  private final Map<JobName, Duration> stated = new HashMap<>();
  private Recorded recorded = Recorded.NOTHING;
  private String tasks = TASK;
  private String time = "\"scheduledTime\": \"<aws.scheduler.scheduled-time>\", ";
  private int count;

  /** A job with a time limit, so that nothing is found but what a test is about. */
  Jobs with(String name, String expression, String zone) {
    return with(name, expression, zone, "\"attemptTimeout\": \"PT1S\"");
  }

  Jobs with(String name, String expression, String zone, String fields) {
    return with(name, expression, zone, "\"definition\": \"${Task}\"", fields);
  }

  Jobs with(String name, String expression, String zone, String task, String fields) {
    events.append(
        """
                Job%d:
                  Type: ScheduleV2
                  Properties:
                    Name: %s
                    ScheduleExpression: %s
                    ScheduleExpressionTimezone: %s
                    Input: !Sub '{"job": "%s", %s"task": {%s}, %s}'
        """
            .formatted(++count, name, expression, zone, name, time, task, fields));
    return this;
  }

  /** Of the jobs that follow. */
  Jobs withoutScheduledTime() {
    time = "";
    return this;
  }

  Jobs stated(String name, Duration takes) {
    stated.put(new JobName(name), takes);
    return this;
  }

  Jobs recorded(Recorded recorded) {
    this.recorded = recorded;
    return this;
  }

  Jobs tasks(String yaml) {
    tasks = yaml;
    return this;
  }

  Verification verification() {
    return verification(HEAD + events + tasks);
  }

  Verification verification(String text) {
    try {
      var folder = Files.createTempDirectory("verify");
      var file = Files.writeString(folder.resolve("template.yaml"), text);
      try {
        return Verification.of(
            new Subject(file, draft(file), FROM, new Expectations(stated, recorded)),
            PriceTable.standard(),
            "us-east-1");
      } finally {
        Files.delete(file);
        Files.delete(folder);
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static Draft draft(Path file) throws IOException {
    return Draft.read(file, Map.of(), Revisions.FIRST, Elsewhere.STOOD_IN_FOR);
  }

  /** {@code WARNING what. fix.} each. */
  List<String> findings() {
    return said(verification());
  }

  static List<String> said(Verification verification) {
    return verification.findings().stream()
        .map(f -> "%s %s. %s.".formatted(f.severity(), f.problem().what(), f.problem().fix()))
        .toList();
  }
}
