package dev.ecsjobs.aws;

import static dev.ecsjobs.retry.FailureKind.MISCONFIGURED;
import static dev.ecsjobs.retry.FailureKind.REFUSED;

import dev.ecsjobs.engine.TaskLauncher;
import dev.ecsjobs.retry.FailureKind;
import dev.ecsjobs.run.Run;
import java.util.Optional;
import java.util.Set;
import software.amazon.awssdk.awscore.exception.AwsServiceException;
import software.amazon.awssdk.core.exception.SdkClientException;
import software.amazon.awssdk.core.exception.SdkException;
import software.amazon.awssdk.services.ecs.EcsClient;
import software.amazon.awssdk.services.ecs.model.ConflictException;
import software.amazon.awssdk.services.ecs.model.ContainerDefinition;
import software.amazon.awssdk.services.ecs.model.Failure;
import software.amazon.awssdk.services.ecs.model.InvalidParameterException;
import software.amazon.awssdk.services.ecs.model.RunTaskResponse;

/**
 * Tasks on ECS: RunTask, StopTask, DescribeTasks, their exceptions and {@code failures[]} as
 * values.
 */
public final class EcsTaskLauncher implements TaskLauncher {
  /** Reasons in {@code failures[]} that stay until somebody changes something. */
  private static final Set<String> MENDED_BY_A_PERSON =
      Set.of("LOCATION", "ATTRIBUTE", "MISSING", "INACTIVE");

  private final EcsClient ecs;
  private final RunTaskRequests requests;
  private final String cluster;

  public EcsTaskLauncher(EcsClient ecs, RunTaskRequests requests) {
    this.ecs = ecs;
    this.requests = requests;
    this.cluster = requests.cluster();
  }

  @Override
  public LaunchAnswer launch(Run run, int attempt) {
    try {
      var named = run.job().task().container();
      var container = named.isPresent() ? named.get() : firstEssential(run);
      return answer(ecs.runTask(requests.of(run, attempt, container)));
    } catch (ConflictException e) {
      // The token was used with other parameters: a task of this attempt exists.
      return e.resourceIds().isEmpty()
          ? new LaunchAnswer.NoAnswer(said("RunTask", e))
          : new LaunchAnswer.Accepted(e.resourceIds().getFirst());
    } catch (AwsServiceException e) {
      return e.statusCode() >= 500 || e.isThrottlingException()
          ? new LaunchAnswer.NoAnswer(said("RunTask", e))
          : new LaunchAnswer.Refused(MISCONFIGURED, said("RunTask", e));
    } catch (SdkClientException e) {
      return new LaunchAnswer.NoAnswer("RunTask was not answered: " + e.getMessage() + ".");
    }
  }

  /**
   * The override that carries {@code JOB_RUN_ID} must name a container, and so names the deciding
   * one.
   */
  private String firstEssential(Run run) {
    String definition = run.job().task().definition();
    var containers =
        ecs.describeTaskDefinition(r -> r.taskDefinition(definition))
            .taskDefinition()
            .containerDefinitions();
    return containers.stream()
        .filter(container -> !Boolean.FALSE.equals(container.essential()))
        .findFirst()
        .map(ContainerDefinition::name)
        .orElseThrow(() -> noContainer(definition));
  }

  private static AwsServiceException noContainer(String definition) {
    return InvalidParameterException.builder()
        .message("Task definition " + definition + " has no essential container.")
        .statusCode(400)
        .build();
  }

  private static LaunchAnswer answer(RunTaskResponse response) {
    if (!response.tasks().isEmpty()) {
      return new LaunchAnswer.Accepted(response.tasks().getFirst().taskArn());
    }
    if (response.failures().isEmpty()) {
      return new LaunchAnswer.NoAnswer("RunTask answered with neither a task nor a failure.");
    }
    var failure = response.failures().getFirst();
    return new LaunchAnswer.Refused(kind(failure), "RunTask refused: " + said(failure) + ".");
  }

  private static FailureKind kind(Failure failure) {
    return MENDED_BY_A_PERSON.contains(failure.reason()) ? MISCONFIGURED : REFUSED;
  }

  private static String said(Failure failure) {
    return failure.detail() == null
        ? failure.reason()
        : failure.reason() + " (" + failure.detail() + ")";
  }

  private static String said(String call, AwsServiceException e) {
    var details = Optional.ofNullable(e.awsErrorDetails());
    String code = details.map(d -> d.errorCode()).orElse(e.getClass().getSimpleName());
    String message =
        details
            .map(d -> d.errorMessage())
            .or(() -> Optional.ofNullable(e.getMessage()))
            .orElse("HTTP status " + e.statusCode());
    return "%s: %s: %s".formatted(call, code, message.endsWith(".") ? message : message + ".");
  }

  @Override
  public void stop(String task, String reason) {
    try {
      ecs.stopTask(r -> r.cluster(cluster).task(task).reason(reason));
    } catch (InvalidParameterException e) {
      // ECS has forgotten the task, so it has stopped; the next look settles it.
      return;
    }
  }

  @Override
  public TaskStatus look(String task) {
    try {
      var tasks = ecs.describeTasks(r -> r.cluster(cluster).tasks(task)).tasks();
      if (tasks.isEmpty()) {
        return new TaskStatus.NotFound();
      }
      var report = TaskReport.of(tasks.getFirst());
      return report.isStopped()
          ? new TaskStatus.Stopped(report.stopped())
          : new TaskStatus.Alive(report.startedAt());
    } catch (SdkException e) {
      return new TaskStatus.NoAnswer("DescribeTasks: " + e.getMessage() + ".");
    }
  }
}
