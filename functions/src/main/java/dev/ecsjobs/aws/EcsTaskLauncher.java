package dev.ecsjobs.aws;

import dev.ecsjobs.engine.TaskLauncher;
import dev.ecsjobs.job.ServiceUpdate;
import dev.ecsjobs.job.TaskTemplate;
import dev.ecsjobs.retry.FailureKind;
import dev.ecsjobs.run.Refusals;
import dev.ecsjobs.run.Run;
import dev.ecsjobs.run.RunEvent;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import software.amazon.awssdk.awscore.exception.AwsErrorDetails;
import software.amazon.awssdk.awscore.exception.AwsServiceException;
import software.amazon.awssdk.core.exception.SdkClientException;
import software.amazon.awssdk.core.exception.SdkException;
import software.amazon.awssdk.services.ecs.EcsClient;
import software.amazon.awssdk.services.ecs.model.ConflictException;
import software.amazon.awssdk.services.ecs.model.ContainerDefinition;
import software.amazon.awssdk.services.ecs.model.DesiredStatus;
import software.amazon.awssdk.services.ecs.model.InvalidParameterException;
import software.amazon.awssdk.services.ecs.model.RunTaskResponse;

/** Tasks and services on ECS: its calls, their exceptions and {@code failures[]} as values. */
public final class EcsTaskLauncher implements TaskLauncher {
  /** DescribeTasks takes no more at once. */
  private static final int DESCRIBED_AT_ONCE = 100;

  private final EcsClient ecs;
  private final RunTaskRequests requests;
  private final ServiceDeployments services;
  private final String cluster;

  public EcsTaskLauncher(EcsClient ecs, RunTaskRequests requests) {
    this.ecs = ecs;
    this.requests = requests;
    this.cluster = requests.cluster();
    this.services = new ServiceDeployments(ecs, cluster);
  }

  @Override
  public LaunchAnswer launch(Run run, int attempt) {
    try {
      var known = isRepeated(run, attempt) ? find(run, attempt) : Optional.<String>empty();
      if (known.isPresent()) {
        return new LaunchAnswer.Accepted(known.get());
      }
      if (run.cancelled().isPresent()) {
        return new LaunchAnswer.Refused(FailureKind.CANCELLED, "No task had been started.");
      }
    } catch (SdkException e) {
      // No refusal: that would end the attempt, and its task may be running.
      return new LaunchAnswer.NoAnswer("The last call's task: " + e.getMessage() + ".");
    }
    try {
      return switch (run.job().work()) {
        case TaskTemplate task -> start(run, attempt, task);
        case ServiceUpdate service -> services.update(service);
      };
    } catch (ConflictException e) {
      // The token was used with other parameters: a task of this attempt exists.
      return e.resourceIds().isEmpty()
          ? new LaunchAnswer.NoAnswer("RunTask: " + e.getMessage() + ".")
          : new LaunchAnswer.Accepted(e.resourceIds().getFirst());
    } catch (AwsServiceException e) {
      var answer = named(run, LaunchAnswer.of(Refusals.of(code(e), message(e))));
      // Whatever it is called, after a 5xx nobody knows whether there is a task.
      return e.statusCode() >= 500 && answer instanceof LaunchAnswer.Refused refused
          ? new LaunchAnswer.NoAnswer(refused.what())
          : answer;
    } catch (SdkClientException e) {
      var call = run.job().work() instanceof ServiceUpdate ? "UpdateService" : "RunTask";
      return new LaunchAnswer.NoAnswer(call + " was not answered: " + e.getMessage() + ".");
    }
  }

  /**
   * Whether ever a call for this attempt went unanswered; one put off since makes no difference.
   */
  private static boolean isRepeated(Run run, int attempt) {
    return run.timeline().stream()
        .anyMatch(
            event ->
                event instanceof RunEvent.AttemptLaunching launching
                    && launching.attempt() == attempt
                    && launching.call() > 1);
  }

  /**
   * The task that an earlier call started without our learning of it. The client token would give
   * it too, but not for ever, and not wherever ECS is only played.
   */
  private Optional<String> find(Run run, int attempt) {
    return switch (run.job().work()) {
      case TaskTemplate _ -> findTask(run, attempt);
      case ServiceUpdate service -> services.find(run, attempt, service);
    };
  }

  private Optional<String> findTask(Run run, int attempt) {
    String startedBy = requests.startedBy(run, attempt);
    return Stream.of(DesiredStatus.RUNNING, DesiredStatus.STOPPED)
        .flatMap(
            status ->
                ecs
                    .listTasks(r -> r.cluster(cluster).startedBy(startedBy).desiredStatus(status))
                    .taskArns()
                    .stream())
        .findFirst();
  }

  private LaunchAnswer start(Run run, int attempt, TaskTemplate task) {
    var named = task.container();
    var container = named.isPresent() ? named : firstEssential(task.definition());
    if (container.isEmpty()) {
      return LaunchAnswer.of(
          Refusals.of(
              "InvalidParameterException",
              "Task definition %s has no essential container.".formatted(task.definition())));
    }
    return answer(ecs.runTask(requests.of(run, attempt, container.get())));
  }

  /**
   * The override that carries {@code JOB_RUN_ID} must name a container, and so names the deciding
   * one.
   */
  private Optional<String> firstEssential(String definition) {
    return ecs
        .describeTaskDefinition(r -> r.taskDefinition(definition))
        .taskDefinition()
        .containerDefinitions()
        .stream()
        .filter(container -> !Boolean.FALSE.equals(container.essential()))
        .findFirst()
        .map(ContainerDefinition::name);
  }

  private static LaunchAnswer answer(RunTaskResponse response) {
    if (!response.tasks().isEmpty()) {
      return new LaunchAnswer.Accepted(response.tasks().getFirst().taskArn());
    }
    if (response.failures().isEmpty()) {
      return new LaunchAnswer.NoAnswer("RunTask answered with neither a task nor a failure.");
    }
    var failure = response.failures().getFirst();
    return LaunchAnswer.of(Refusals.ofFailure(text(failure.reason()), text(failure.detail())));
  }

  /** The table speaks of RunTask; a service is refused by another action in the same words. */
  private static LaunchAnswer named(Run run, LaunchAnswer answer) {
    return answer instanceof LaunchAnswer.Refused refused
            && run.job().work() instanceof ServiceUpdate
        ? new LaunchAnswer.Refused(
            refused.kind(), refused.what().replace("RunTask", "UpdateService"), refused.fix())
        : answer;
  }

  private static String code(AwsServiceException e) {
    return Optional.ofNullable(e.awsErrorDetails())
        .map(AwsErrorDetails::errorCode)
        .orElse(e.getClass().getSimpleName());
  }

  private static String message(AwsServiceException e) {
    return Optional.ofNullable(e.awsErrorDetails())
        .map(AwsErrorDetails::errorMessage)
        .orElse(text(e.getMessage()));
  }

  private static String text(String textOrNull) {
    return textOrNull == null ? "" : textOrNull;
  }

  @Override
  public void stop(String task, String reason) {
    if (ServiceDeployments.isOne(task)) {
      return; // a deployment can only be replaced
    }
    try {
      ecs.stopTask(r -> r.cluster(cluster).task(task).reason(reason));
    } catch (InvalidParameterException e) {
      // ECS has forgotten the task, so it has stopped; the next look settles it.
      return;
    }
  }

  @Override
  public Map<String, TaskStatus> look(Collection<String> tasks) {
    var statuses = new LinkedHashMap<String, TaskStatus>();
    var kinds = tasks.stream().collect(Collectors.partitioningBy(ServiceDeployments::isOne));
    pages(kinds.get(false), DESCRIBED_AT_ONCE).forEach(page -> describe(page, statuses));
    pages(kinds.get(true), ServiceDeployments.DESCRIBED_AT_ONCE)
        .forEach(page -> statuses.putAll(services.look(page)));
    return statuses;
  }

  private static List<List<String>> pages(List<String> all, int size) {
    return IntStream.range(0, (all.size() + size - 1) / size)
        .mapToObj(page -> all.subList(page * size, Math.min(all.size(), (page + 1) * size)))
        .toList();
  }

  private void describe(List<String> tasks, Map<String, TaskStatus> statuses) {
    try {
      var answer = ecs.describeTasks(r -> r.cluster(cluster).tasks(tasks));
      tasks.forEach(task -> statuses.put(task, new TaskStatus.NotFound()));
      for (var task : answer.tasks()) {
        var report = TaskReport.of(task);
        statuses.put(
            task.taskArn(),
            report.isStopped()
                ? new TaskStatus.Stopped(report.stopped())
                : new TaskStatus.Alive(report.startedAt()));
      }
    } catch (SdkException e) {
      var none = new TaskStatus.NoAnswer("DescribeTasks: " + e.getMessage() + ".");
      tasks.forEach(task -> statuses.put(task, none));
    }
  }
}
