package dev.ecsjobs.local.verify;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class TasksTest {

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      textBlock =
          """
          "definition": "${Task}"                                      | -
          "definition": "report"                                       | -
          "definition": "report:1"                                     | -
          "definition": "raport"                                       | WARNING task.definition: there is no task definition 'raport' in this template. Write report instead; if it is registered elsewhere, make sure that it is there.
          "definition": "report:7"                                     | WARNING task.definition: there is no task definition 'report:7' in this template. Write report instead; if it is registered elsewhere, make sure that it is there.
          "definition": "report", "container": "main"                  | -
          "definition": "report", "container": "mian"                  | ERROR task.container: there is no container 'mian' in task definition report. Write main instead.
          "definition": "report", "container": "side"                  | WARNING task.container: 'side' decides and is not essential: the task goes on when it has ended. Make it essential.
          "definition": "report", "memory": 3072                       | -
          "definition": "report", "memory": 1024                       | ERROR task.memory: Fargate has no size of 1024 CPU units and 1024 MiB. Use cpu 1024 with memory 2048 to 8192.
          "definition": "report", "cpu": 256                           | -
          "definition": "report", "cpu": 300                           | ERROR task.cpu: Fargate has no size of 300 CPU units and 2048 MiB. Use cpu 300 with memory of another CPU: one of [256, 512, 1024, 2048, 4096, 8192, 16384, 32768].
          "definition": "report", "capacity": "EC2", "memory": 1000    | -
          "definition": "report", "environment": {"JOB_NAME": "mine"}  | WARNING task.environment.JOB_NAME: every run sets JOB_NAME itself, so that this value is lost. Choose another name.
          """)
  void whatAJobRunsIsThereAndFits(String task, String expected) {
    assertEquals(
        expected.equals("-") ? List.of() : List.of(expected),
        found(new Jobs().with("job", "cron(0 6 * * ? *)", "UTC", task, LIMIT)));
  }

  @Test
  void memoryThatCannotGrowIsTold() {
    assertEquals(
        List.of(
            "WARNING retry.growMemory: up to 2048 MiB there is no larger size than the 2048 MiB it"
                + " begins with. Give more, or leave it out."),
        found(
            new Jobs()
                .with(
                    "job",
                    "cron(0 6 * * ? *)",
                    "UTC",
                    LIMIT + ", \"retry\": {\"growMemory\": 2048}")));
  }

  @Test
  void aTaskDefinitionWithoutAnEssentialContainerOrWithAWrongSizeIsTheReadersProblem() {
    var tasks =
        """
          Task:
            Type: AWS::ECS::TaskDefinition
            Properties:
              Family: report
              RequiresCompatibilities: [FARGATE]
              NetworkMode: awsvpc
              Cpu: '256'
              Memory: '%s'
              ContainerDefinitions:
                - {Name: main, Image: busybox, Essential: %s}
        """;
    var jobs = new Jobs().with("job", "cron(0 6 * * ? *)", "UTC");
    assertEquals(
        List.of(
            "ERROR Resources.Task.Properties: ECS refuses this task definition: Task definition"
                + " doesn't have any essential container. Mend it; sam deploy would fail with the"
                + " same words."),
        jobs.tasks(tasks.formatted("512", "false")).findings());
    assertEquals(
        List.of(
            "ERROR Resources.Task.Properties: ECS refuses this task definition: No Fargate"
                + " configuration exists for given values: 256 CPU, 4096 memory. See the Amazon ECS"
                + " documentation for the valid values. Mend it; sam deploy would fail with the"
                + " same words."),
        jobs.tasks(tasks.formatted("4096", "true")).findings());
  }

  private static final String LIMIT = "\"attemptTimeout\": \"PT1S\"";

  private static List<String> found(Jobs jobs) {
    return jobs.verification().findings().stream()
        .map(
            f ->
                "%s %s: %s. %s."
                    .formatted(
                        f.severity(),
                        f.problem().where().replaceFirst(".*Input\\.", ""),
                        f.problem().what().replaceFirst("job: ", ""),
                        f.problem().fix()))
        .toList();
  }
}
