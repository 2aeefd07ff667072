package dev.ecsjobs.local.copilot;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assertions.fail;

import dev.ecsjobs.Checked;
import dev.ecsjobs.Problem;
import dev.ecsjobs.cost.PriceTable;
import dev.ecsjobs.local.engine.Draft;
import dev.ecsjobs.local.engine.LocalJob;
import dev.ecsjobs.local.engine.TestTemplate;
import dev.ecsjobs.local.template.Elsewhere;
import dev.ecsjobs.local.template.Revisions;
import dev.ecsjobs.local.verify.Expectations;
import dev.ecsjobs.local.verify.Expectations.Recorded;
import dev.ecsjobs.local.verify.Severity;
import dev.ecsjobs.local.verify.Subject;
import dev.ecsjobs.local.verify.Verification;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ImportedJobTest {
  private static final String ALL =
      """
      name: report-generator
      type: Scheduled Job
      on:
        schedule: "0 9 * * 1-5"
      image:
        location: 111122223333.dkr.ecr.us-east-1.amazonaws.com/app/report:7
        labels: {team: "billing: a"}
        depends_on: {nginx: start}
      entrypoint: /bin/run --all
      command: ["--mode", "it's \\"quoted\\""]
      cpu: 512
      memory: 1024
      platform: linux/arm64
      retries: 3
      timeout: 1h30m
      variables:
        LOG_LEVEL: info
        BRACES: ${NOT_A_REFERENCE}
        NUMBER: 7
        TABLE: {from_cfn: other-stack-Table}
      env_file: log.env
      secrets:
        GITHUB_TOKEN: /copilot/app/prod/secrets/GITHUB_TOKEN
        DB:
          secretsmanager: demo/test/mysql
      storage:
        ephemeral: 30
        readonly_fs: true
        volumes: {data: {path: /data, efs: true}}
      network:
        vpc:
          placement: private
      sidecars:
        nginx: {port: 80, image: nginx}
      environments:
        prod:
          cpu: 1024
          memory: 2048
          on:
            schedule: "@daily"
      """;

  @TempDir private Path folder;

  @Test
  void aManifestBecomesAScheduleAndATaskDefinition() {
    var job = imported(ALL, Optional.empty());
    assertEquals(
        """
                # Imported from AWS Copilot, which runs schedules in UTC: 0 9 * * 1-5
                ReportGenerator:
                  Type: ScheduleV2
                  Properties:
                    Name: report-generator
                    GroupName: !Ref Jobs
                    ScheduleExpression: cron(0 9 ? * MON-FRI *)
                    RoleArn: !GetAtt SchedulerRole.Arn
                    DeadLetterConfig: {Arn: !GetAtt DeadLetters.Arn}
                    RetryPolicy: {MaximumEventAgeInSeconds: 3600}
                    Input: !Sub |
                      {
                        "job": "report-generator",
                        "scheduledTime": "<aws.scheduler.scheduled-time>",
                        "task": {"definition": "${ReportGeneratorTask}", "container": "main"},
                        "retry": {"maxAttempts": 4, "initialDelay": "PT10S", "multiplier": 1.5},
                        "runTimeout": "PT1H30M",
                        "concurrency": "ALLOW"
                      }
        """,
        job.event());
    assertEquals(
        """
          ReportGeneratorTask:
            Type: AWS::ECS::TaskDefinition
            UpdateReplacePolicy: Retain
            DeletionPolicy: Delete
            Properties:
              Family: !Sub '${AWS::StackName}-report-generator'
              RequiresCompatibilities: [FARGATE]
              NetworkMode: awsvpc
              Cpu: '512'
              Memory: '1024'
              RuntimePlatform: {OperatingSystemFamily: LINUX, CpuArchitecture: ARM64}
              EphemeralStorage: {SizeInGiB: 30}
              ExecutionRoleArn: !GetAtt ExecutionRole.Arn
              TaskRoleArn: !GetAtt TaskRole.Arn
              ContainerDefinitions:
                - Name: main
                  Image: '111122223333.dkr.ecr.us-east-1.amazonaws.com/app/report:7'
                  EntryPoint: [/bin/run, '--all']
                  Command: ['--mode', 'it''s "quoted"']
                  Environment:
                    - {Name: LOG_LEVEL, Value: info}
                    - {Name: BRACES, Value: '${NOT_A_REFERENCE}'}
                    - {Name: NUMBER, Value: '7'}
                  Secrets:
                    - {Name: GITHUB_TOKEN, ValueFrom: /copilot/app/prod/secrets/GITHUB_TOKEN}
                    - {Name: DB, ValueFrom: !Sub 'arn:${AWS::Partition}:secretsmanager:${AWS::Region}:${AWS::AccountId}:secret:demo/test/mysql'}
                  DockerLabels:
                    team: 'billing: a'
                  ReadonlyRootFilesystem: true
                  LogConfiguration:
                    LogDriver: awslogs
                    Options:
                      awslogs-group: !Ref TaskLogs
                      awslogs-region: !Ref AWS::Region
                      awslogs-stream-prefix: report-generator
        """,
        job.taskDefinition());
  }

  @Test
  void whatIsNotCarriedOverIsTold() {
    assertEquals(
        List.of(
            "env_file",
            "environments",
            "image.depends_on",
            "network.vpc",
            "on",
            "secrets",
            "sidecars",
            "storage.volumes",
            "variables",
            "variables.TABLE"),
        imported(ALL, Optional.empty()).notes().stream().map(Problem::where).sorted().toList());
  }

  @Test
  void anEnvironmentsOwnValuesWin() {
    var job = imported(ALL, Optional.of("prod"));
    assertTrue(job.event().contains("ScheduleExpression: cron(0 0 * * ? *)"), job::event);
    assertTrue(job.taskDefinition().contains("Cpu: '1024'"), job::taskDefinition);
    assertTrue(job.taskDefinition().contains("LOG_LEVEL"), job::taskDefinition);
    assertTrue(job.notes().stream().noneMatch(note -> note.where().equals("environments")));
    assertEquals(
        List.of("environments: has no test. Pass --env with one of prod."),
        problems(ALL, Optional.of("test")));
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          @yearly         | cron(0 0 1 1 ? *)
          @monthly        | cron(0 0 1 * ? *)
          @weekly         | cron(0 0 ? * SUN *)
          @daily          | cron(0 0 * * ? *)
          @hourly         | cron(0 * * * ? *)
          @every 5m       | rate(5 minutes)
          @every 1h30m    | rate(90 minutes)
          @every 1m       | rate(1 minute)
          rate(2 hours)   | rate(2 hours)
          cron(0 6 * * ? *) | cron(0 6 * * ? *)
          */10 8-17 * * * | cron(*/10 8-17 * * ? *)
          0 0 1 * *       | cron(0 0 1 * ? *)
          0 10 * * 0      | cron(0 10 ? * SUN *)
          """)
  void everyFormOfScheduleIsTakenAndTheResultPassesVerifyInTheTemplate(
      String schedule, String expression) throws IOException {
    var job = imported(minimal(schedule), Optional.empty());
    var draft = inTemplate(job);
    assertEquals(List.of(), errors(draft));
    var imported = draft.jobs().stream().filter(j -> j.source().name().equals("tiny")).toList();
    assertEquals(List.of(expression), imported.stream().map(j -> j.source().expression()).toList());
    assertEquals(1, imported.getFirst().job().retry().maxAttempts());
  }

  @Test
  void theWholeManifestPassesVerifyInTheTemplate() throws IOException {
    for (var environment : List.of(Optional.<String>empty(), Optional.of("prod"))) {
      var draft = inTemplate(imported(ALL, environment));
      assertEquals(List.of(), errors(draft));
      assertTrue(
          draft.jobs().stream()
              .map(LocalJob::job)
              .anyMatch(job -> job.name().value().equals("report-generator")));
    }
  }

  @Test
  void aJobThatIsSwitchedOffIsDisabled() throws IOException {
    var draft = inTemplate(imported(minimal("none"), Optional.empty()));
    assertEquals(List.of(), errors(draft));
    assertEquals(
        List.of(false),
        draft.jobs().stream()
            .filter(job -> job.source().name().equals("tiny"))
            .map(job -> job.source().enabled())
            .toList());
  }

  @Test
  void namedSubnetsAreCarriedOver() throws IOException {
    var job =
        imported(
            minimal("@daily")
                + """
                network:
                  vpc:
                    placement:
                      subnets: [subnet-1, subnet-2]
                    security_groups: [sg-1]
                """,
            Optional.empty());
    var network =
        inTemplate(job).jobs().stream()
            .filter(j -> j.source().name().equals("tiny"))
            .map(j -> j.job().task().network().orElseThrow())
            .findFirst()
            .orElseThrow();
    assertEquals(List.of("subnet-1", "subnet-2"), network.subnets());
    assertEquals(List.of("sg-1"), network.securityGroups());
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      textBlock =
          """
          type: Backend Service                       | type: is 'Backend Service'. Pass the manifest of a 'Scheduled Job'; services stay services.
          name: "a b"                                 | name: is 'a b'. Use 1 to 64 letters, digits, hyphens and underscores.
          on: {schedule: "@every 90s"}                | on.schedule: '90s' is no number of minutes. Write hours and minutes: 5m, 1h30m.
          on: {schedule: "@fortnightly"}              | on.schedule: EventBridge does not know '@fortnightly'. Write cron(…), rate(…) or at(…), such as cron(0 10 * * ? *).
          timeout: soon                               | timeout: is 'soon'. Write it like 30m or 1h30m, two weeks at most.
          retries: many                               | retries: is 'many'. Write a whole number.
          cpu: 300                                    | cpu: Fargate has no size of 300 CPU units and 512 MiB. Give a pair that Fargate has, such as 256 and 512.
          on: {schedule: @daily}                      | the YAML cannot be read
          """)
  void whatMakesNoJobIsRefusedWithTheFix(String line, String expected) {
    var key = line.substring(0, line.indexOf(':') + 1);
    var manifest =
        String.join(
            "\n", minimal("@daily").lines().map(old -> old.startsWith(key) ? line : old).toList());
    var text = manifest.contains(line) ? manifest : manifest + "\n" + line;
    var problem = problems(text, Optional.empty()).getFirst();
    assertTrue(problem.startsWith(expected), problem);
  }

  private static String minimal(String schedule) {
    return """
    name: tiny
    type: Scheduled Job
    on: {schedule: "%s"}
    image: {build: ./Dockerfile}
    """
        .formatted(schedule);
  }

  private static ImportedJob imported(String yaml, Optional<String> environment) {
    return switch (ImportedJob.read(yaml, environment)) {
      case Checked.Valid<ImportedJob>(var job) -> job;
      case Checked.Invalid<ImportedJob>(var problems) -> fail(problems.toString());
    };
  }

  private static List<String> problems(String yaml, Optional<String> environment) {
    return switch (ImportedJob.read(yaml, environment)) {
      case Checked.Valid<ImportedJob>(var job) -> fail("nothing was wrong with " + job);
      case Checked.Invalid<ImportedJob>(var problems) ->
          problems.stream().map(Problem::toString).toList();
    };
  }

  private Draft inTemplate(ImportedJob job) throws IOException {
    var file =
        TestTemplate.real()
            .replacing(
                "      Events:\n\n        # The least",
                "      Events:\n" + job.event() + "\n        # The least")
            .replacing("\n  ExecutionRole:\n", "\n" + job.taskDefinition() + "\n  ExecutionRole:\n")
            .in(folder);
    return Draft.read(file, Map.of(), Revisions.FIRST, Elsewhere.REFUSED);
  }

  private List<String> errors(Draft draft) {
    var subject =
        new Subject(
            folder.resolve("template.yaml"),
            draft,
            Instant.parse("2027-01-01T00:00:00Z"),
            new Expectations(Map.of(), Recorded.NOTHING));
    return Verification.of(subject, PriceTable.standard(), "us-east-1").findings().stream()
        .filter(finding -> finding.severity() == Severity.ERROR)
        .map(finding -> finding.problem().toString())
        .toList();
  }
}
