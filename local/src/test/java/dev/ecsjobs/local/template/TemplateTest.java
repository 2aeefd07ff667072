package dev.ecsjobs.local.template;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;

import dev.ecsjobs.Checked;
import dev.ecsjobs.Problem;
import dev.ecsjobs.local.template.ScheduledJob.Span;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class TemplateTest {
  private static final String STACK =
      """
      AWSTemplateFormatVersion: "2010-09-09"
      Transform: AWS::Serverless-2016-10-31
      Parameters:
        Subnets: {Type: List<AWS::EC2::Subnet::Id>}
        AlarmEmail: {Type: String, Default: ""}
      Conditions:
        HasEmail: !Not [!Equals [!Ref AlarmEmail, ""]]
      Globals:
        Function:
          Timeout: 30
          AutoPublishAlias: live
          Environment:
            Variables:
              TABLE: !Ref Runs
              LEVEL: info
      Resources:
        LaunchFunction:
          Type: AWS::Serverless::Function
          Properties:
            Handler: demo.LaunchHandler::launch
            Policies: [{Statement: [{Resource: !GetAtt Anything.AtAll}]}]
            Environment:
              Variables:
                LEVEL: debug
                SUBNETS: !Join [",", !Ref Subnets]
                EMAIL: !If [HasEmail, !Ref AlarmEmail, !Ref AWS::NoValue]
            Events:
              Nightly:
                Type: ScheduleV2
                Properties:
                  Name: nightly-report
                  ScheduleExpression: cron(0 2 * * ? *)
                  ScheduleExpressionTimezone: Europe/Berlin
                  RoleArn: !GetAtt SchedulerRole.Arn
                  Input: !Sub |
                    {"job": "nightly-report", "scheduledTime": "<aws.scheduler.scheduled-time>",
                     "task": {"definition": "${Report}"}}
              Hello:
                Type: ScheduleV2
                Properties: {ScheduleExpression: rate(1 hour), State: DISABLED, Input: "{}"}
        TaskStateFunction:
          Type: AWS::Serverless::Function
          Properties:
            Handler: demo.TaskStateHandler
            Timeout: 60
            Events:
              Stopped:
                Type: EventBridgeRule
                Properties:
                  Pattern:
                    source: [aws.ecs]
                    detail:
                      startedBy: [{prefix: !Sub "${AWS::StackName}/"}]
                      containers: {exitCode: [{numeric: [">", 0]}], lastStatus: [true]}
        SummaryFunction:
          Type: AWS::Serverless::Function
          Properties:
            Handler: demo.SummaryHandler
            Events:
              Runs:
                Type: DynamoDB
                Properties:
                  Stream: !GetAtt Runs.StreamArn
                  StartingPosition: TRIM_HORIZON
                  BatchSize: 10
                  FilterCriteria: {Filters: [{Pattern: '{"eventName": ["MODIFY"]}'}]}
        Elsewhere:
          Type: AWS::Scheduler::Schedule
          Properties:
            Name: elsewhere
            ScheduleExpression: rate(5 minutes)
            FlexibleTimeWindow: {Mode: "OFF"}
            Target: {Arn: !Ref LaunchFunction.Alias, RoleArn: !GetAtt SchedulerRole.Arn, Input: '{"job": "x"}'}
        NotOurs:
          Type: AWS::Scheduler::Schedule
          Properties:
            Target: {Arn: "arn:aws:scheduler:::aws-sdk:ecs:stopTask"}
        Runs:
          Type: AWS::DynamoDB::Table
          Properties:
            BillingMode: PAY_PER_REQUEST
            AttributeDefinitions:
              - {AttributeName: pk, AttributeType: S}
              - {AttributeName: shard, AttributeType: S}
              - {AttributeName: dueAt, AttributeType: N}
            KeySchema: [{AttributeName: pk, KeyType: HASH}]
            GlobalSecondaryIndexes:
              - IndexName: due
                KeySchema:
                  - {AttributeName: shard, KeyType: HASH}
                  - {AttributeName: dueAt, KeyType: RANGE}
                Projection: {ProjectionType: INCLUDE, NonKeyAttributes: [version]}
            StreamSpecification: {StreamViewType: NEW_AND_OLD_IMAGES}
            TimeToLiveSpecification: {AttributeName: expiresAt, Enabled: true}
        Report:
          Type: AWS::ECS::TaskDefinition
          Properties:
            Family: nightly-report
            ContainerDefinitions: [{Name: main, Image: busybox, Memory: 32}]
        AlarmTopic:
          Type: AWS::SNS::Topic
          Condition: HasEmail
          Properties: {DisplayName: !ImportValue nowhere}
      Outputs:
        Nonsense: {Value: !GetAtt Nothing.At.All}
      """;

  private final Template template = TemplateText.valid(STACK);

  @Test
  void mergesTheFunctionsWithTheGlobals() {
    assertEquals(
        List.of(
            new Function(
                "LaunchFunction",
                FUNCTION + "LaunchFunction",
                "demo.LaunchHandler",
                "launch",
                Map.of("TABLE", "demo-Runs", "LEVEL", "debug", "SUBNETS", "subnet-local"),
                Duration.ofSeconds(30)),
            new Function(
                "TaskStateFunction",
                FUNCTION + "TaskStateFunction",
                "demo.TaskStateHandler",
                "handleRequest",
                Map.of("TABLE", "demo-Runs", "LEVEL", "info"),
                Duration.ofSeconds(60)),
            new Function(
                "SummaryFunction",
                FUNCTION + "SummaryFunction",
                "demo.SummaryHandler",
                "handleRequest",
                Map.of("TABLE", "demo-Runs", "LEVEL", "info"),
                Duration.ofSeconds(30))),
        template.functions());
  }

  private static final String FUNCTION = "arn:aws:lambda:us-east-1:000000000000:function:demo-";
  private static final String LAUNCH = FUNCTION + "LaunchFunction:live";

  @Test
  void readsWhenASchedulesTimesCount() {
    var schedules =
        TemplateText.valid(
                """
                Resources:
                  F:
                    Type: AWS::Serverless::Function
                    Properties:
                      Handler: demo.H
                      Events:
                        Summer:
                          Type: ScheduleV2
                          Properties:
                            ScheduleExpression: rate(1 hour)
                            GroupName: !Ref Jobs
                            StartDate: '2030-06-01T00:00:00Z'
                            EndDate: '2030-09-01T00:00:00Z'
                            FlexibleTimeWindow: {Mode: FLEXIBLE, MaximumWindowInMinutes: 15}
                  Jobs: {Type: AWS::Scheduler::ScheduleGroup}
                """)
            .schedules();

    assertEquals("demo-Jobs", schedules.getFirst().group());
    assertEquals(
        new Span(
            Optional.of(Instant.parse("2030-06-01T00:00:00Z")),
            Optional.of(Instant.parse("2030-09-01T00:00:00Z")),
            Duration.ofMinutes(15)),
        schedules.getFirst().span());
  }

  @Test
  void readsSchedulesUnderFunctionsAndThoseThatStandAlone() {
    var arn = "arn:aws:ecs:us-east-1:000000000000:task-definition/nightly-report:1";
    assertEquals(
        List.of(
            new ScheduledJob(
                "LaunchFunction",
                "default",
                "nightly-report",
                "cron(0 2 * * ? *)",
                ZoneId.of("Europe/Berlin"),
                Span.ALWAYS,
                true,
                LAUNCH,
                """
                {"job": "nightly-report", "scheduledTime": "<aws.scheduler.scheduled-time>",
                 "task": {"definition": "%s"}}
                """
                    .formatted(arn),
                new Place(32, 33),
                new Place(35, 20)),
            new ScheduledJob(
                "LaunchFunction",
                "default",
                "LaunchFunctionHello",
                "rate(1 hour)",
                ZoneId.of("UTC"),
                Span.ALWAYS,
                false,
                LAUNCH,
                "{}",
                new Place(40, 44),
                new Place(40, 82)),
            new ScheduledJob(
                "LaunchFunction",
                "default",
                "elsewhere",
                "rate(5 minutes)",
                ZoneId.of("UTC"),
                Span.ALWAYS,
                true,
                LAUNCH,
                "{\"job\": \"x\"}",
                new Place(71, 27),
                new Place(73, 91))),
        template.schedules());
  }

  @Test
  void readsPatternsAsJsonWithTheTypesOfTheYaml() {
    assertEquals(
        List.of(
            new EventRule(
                "TaskStateFunction",
                "Stopped",
                """
                {"source":["aws.ecs"],"detail":{"startedBy":[{"prefix":"demo/"}],\
                "containers":{"exitCode":[{"numeric":[">",0]}],"lastStatus":[true]}}}\
                """,
                new Place(51, 15))),
        template.rules());
  }

  @Test
  void findsTheTableBehindTheStream() {
    assertEquals(
        List.of(
            new StreamSource(
                "SummaryFunction", "demo-Runs", List.of("{\"eventName\": [\"MODIFY\"]}"), 10)),
        template.streams());
  }

  @Test
  void readsWhatItTakesToCreateTheTable() {
    var due =
        new Table.Index(
            "due",
            true,
            List.of(new Table.Key("shard", "S", "HASH"), new Table.Key("dueAt", "N", "RANGE")),
            "INCLUDE",
            List.of("version"));
    assertEquals(
        List.of(
            new Table(
                "demo-Runs",
                List.of(new Table.Key("pk", "S", "HASH")),
                List.of(due),
                Optional.of("NEW_AND_OLD_IMAGES"),
                Optional.of("expiresAt"))),
        template.tables());
    assertEquals(
        Map.of("pk", "S", "shard", "S", "dueAt", "N"),
        template.tables().getFirst().attributeTypes());
  }

  @Test
  void sendsWhatTheSchedulerSendsWhereThereIsNoInput() {
    var sweep =
        TemplateText.valid(
            """
            Resources:
              Sweep:
                Type: AWS::Serverless::Function
                Properties:
                  Handler: demo.Sweep
                  Events:
                    Minutely:
                      Type: ScheduleV2
                      Properties: {ScheduleExpression: rate(1 minute), OmitName: true}
            """);
    var schedule = sweep.schedules().getFirst();
    assertEquals("demo-SweepMinutely", schedule.name());
    assertEquals(
        """
        {"version":"0","id":"<aws.scheduler.execution-id>","detail-type":"Scheduled Event",\
        "source":"aws.scheduler","account":"000000000000",\
        "time":"<aws.scheduler.scheduled-time>","region":"us-east-1",\
        "resources":["<aws.scheduler.schedule-arn>"],"detail":"{}"}\
        """,
        schedule.input());
  }

  @Test
  void leavesOutWhatAConditionOrASwitchTurnsOff() {
    var off =
        TemplateText.valid(
            """
            Conditions: {Never: !Equals [a, b]}
            Resources:
              Gone:
                Type: AWS::Serverless::Function
                Condition: Never
                Properties: {Events: {A: {Type: ScheduleV2}}}
              Here:
                Type: AWS::Serverless::Function
                Properties:
                  Handler: demo.Here
                  Events:
                    Absent: !If [Never, {Type: Nonsense}, !Ref AWS::NoValue]
                    Off: {Type: EventBridgeRule, Properties: {State: DISABLED, Pattern: {source: [a]}}}
                    Still: {Type: DynamoDB, Properties: {Enabled: false, Stream: !GetAtt T.StreamArn}}
                    Web: {Type: HttpApi}
              T:
                Type: AWS::DynamoDB::Table
                Condition: Never
                Properties: {TableName: !Ref Nobody}
            """);
    assertEquals(1, off.functions().size());
    assertEquals(
        List.of(List.of(), List.of(), List.of(), List.of()),
        List.of(off.schedules(), off.rules(), off.streams(), off.tables()));
  }

  @Test
  void saysWhichFileIsMissing() throws IOException {
    var missing = Template.read(Path.of("no", "template.yaml"), "demo", Map.of());
    var problems = assertInstanceOf(Checked.Invalid.class, missing).problems();
    assertEquals(
        List.of(
            new Problem(
                Path.of("no", "template.yaml").toString(),
                "there is no such file",
                "Pass the path of the template")),
        problems);
  }
}
