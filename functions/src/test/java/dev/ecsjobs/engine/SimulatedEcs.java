package dev.ecsjobs.engine;

import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import software.amazon.awssdk.services.ecs.EcsClient;
import software.amazon.awssdk.services.ecs.model.ContainerDefinition;
import software.amazon.awssdk.services.ecs.model.DescribeTaskDefinitionRequest;
import software.amazon.awssdk.services.ecs.model.DescribeTaskDefinitionResponse;
import software.amazon.awssdk.services.ecs.model.DescribeTasksRequest;
import software.amazon.awssdk.services.ecs.model.DescribeTasksResponse;
import software.amazon.awssdk.services.ecs.model.Failure;
import software.amazon.awssdk.services.ecs.model.InvalidParameterException;
import software.amazon.awssdk.services.ecs.model.ListTasksRequest;
import software.amazon.awssdk.services.ecs.model.ListTasksResponse;
import software.amazon.awssdk.services.ecs.model.RunTaskRequest;
import software.amazon.awssdk.services.ecs.model.RunTaskResponse;
import software.amazon.awssdk.services.ecs.model.StopTaskRequest;
import software.amazon.awssdk.services.ecs.model.StopTaskResponse;
import software.amazon.awssdk.services.ecs.model.Task;

/**
 * An ECS in virtual time behind the SDK's own interface: tasks with drawn lives; client tokens and
 * stopped tasks that are forgotten an hour after the task's end; lists that lag behind.
 */
final class SimulatedEcs implements EcsClient {
  private static final long MEMORY = Duration.ofHours(1).toMillis();
  private static final List<Failure> FAILURES =
      List.of(
          failure("AGENT", null),
          failure("RESOURCE:MEMORY", null),
          failure(
              "Capacity is unavailable at this time. Please try again later or in a different"
                  + " availability zone",
              null));

  private static final ContainerDefinition MAIN =
      ContainerDefinition.builder().name("main").essential(true).build();

  private final SimulatedTime time;
  private final SimulatedChance chance;
  private final SimulatedWire wire;
  private final SimulatedLives lives;
  private final SimulatedBug bug;
  private final Map<String, SimulatedTask> tasks = new LinkedHashMap<>();
  private final Watcher watcher;
  private final long outageFrom;
  private final long outageUntil;

  /** Learns what a person with a perfect view of the cluster would see. */
  interface Watcher {
    /** A task is about to exist. */
    void starts(SimulatedTask task);

    /** Its status has changed. */
    void tells(SimulatedTask task);
  }

  SimulatedEcs(SimulatedTime time, SimulatedChance chance, SimulatedBug bug, Watcher watcher) {
    this.time = time;
    this.chance = chance;
    this.wire = new SimulatedWire(time, chance);
    this.lives = new SimulatedLives(time, chance);
    this.bug = bug;
    this.watcher = watcher;
    this.outageFrom = time.millis() + Duration.ofMinutes(chance.between(0, 60)).toMillis();
    this.outageUntil =
        chance.percent(chance.isStorm() ? 70 : 10)
            ? outageFrom + Duration.ofMinutes(chance.between(1, 180)).toMillis()
            : outageFrom;
  }

  List<SimulatedTask> tasks() {
    return new ArrayList<>(tasks.values());
  }

  SimulatedTask task(String arn) {
    return tasks.get(arn);
  }

  @Override
  public RunTaskResponse runTask(RunTaskRequest request) {
    if (time.millis() >= outageFrom && time.millis() < outageUntil) {
      chance.count(SimulatedFault.OUTAGE);
      time.pass(chance.latencyMillis());
      throw SimulatedWire.throttled();
    }
    var sent =
        bug == SimulatedBug.RANDOM_CLIENT_TOKEN
            ? request.toBuilder().clientToken(Long.toHexString(chance.nextLong())).build()
            : request;
    return wire.call("RunTask", () -> runs(sent));
  }

  private RunTaskResponse runs(RunTaskRequest request) {
    var known = underToken(request);
    if (!known.isEmpty()) {
      return replayed(known.getFirst(), request);
    }
    if (chance.happens(SimulatedFault.LAUNCH_REFUSED)) {
      return RunTaskResponse.builder().failures(chance.oneOf(FAILURES)).build();
    }
    var task = lives.draw("task/jobs/" + (tasks.size() + 1), request);
    watcher.starts(task);
    tasks.put(task.arn(), task);
    task.startsAt().ifPresent(at -> time.at(at, () -> tellIf(task.arn(), task.end())));
    toldAtItsEnd(task);
    return RunTaskResponse.builder().tasks(task.described(time.millis())).build();
  }

  private List<SimulatedTask> underToken(RunTaskRequest request) {
    return tasks.values().stream()
        .filter(task -> task.request().clientToken().equals(request.clientToken()))
        .filter(this::isRemembered)
        .toList();
  }

  /** ECS would answer other parameters with a ConflictException. */
  private static RunTaskResponse replayed(SimulatedTask known, RunTaskRequest request) {
    SimulatedInvariant.SAME_CALL.violatedIf(!known.request().equals(request), known, request);
    // Of a replay ECS tells no more than this.
    return RunTaskResponse.builder().tasks(Task.builder().taskArn(known.arn()).build()).build();
  }

  private boolean isRemembered(SimulatedTask task) {
    return time.millis() < task.end().at() + MEMORY;
  }

  private void toldAtItsEnd(SimulatedTask task) {
    time.at(task.end().at(), () -> tellIf(task.arn(), task.end()));
  }

  /** Unless it has got another end meanwhile. */
  private void tellIf(String arn, SimulatedTask.End end) {
    if (tasks.get(arn).end().equals(end)) {
      watcher.tells(tasks.get(arn));
    }
  }

  @Override
  public ListTasksResponse listTasks(ListTasksRequest request) {
    return wire.call(
        "ListTasks",
        () ->
            ListTasksResponse.builder()
                .taskArns(
                    tasks.values().stream()
                        .filter(task -> task.startedBy().equals(request.startedBy()))
                        .filter(this::isRemembered)
                        .filter(
                            task ->
                                task.isAliveAt(time.millis())
                                    == request.desiredStatusAsString().equals("RUNNING"))
                        .filter(task -> !isTooYoung(task, SimulatedFault.NOT_LISTED_YET))
                        .map(SimulatedTask::arn)
                        .toList())
                .build());
  }

  /** ECS is eventually consistent, and says: for up to five minutes. */
  private boolean isTooYoung(SimulatedTask task, SimulatedFault fault) {
    long age = time.millis() - task.createdAt();
    int perMille = age < 30_000 ? fault.perMille() : age < 300_000 ? fault.perMille() / 4 : 0;
    return chance.happens(fault, perMille);
  }

  @Override
  public DescribeTasksResponse describeTasks(DescribeTasksRequest request) {
    return wire.call(
        "DescribeTasks",
        () -> {
          var found = new ArrayList<Task>();
          var missing = new ArrayList<Failure>();
          for (var arn : request.tasks()) {
            var task = tasks.get(arn);
            if (isRemembered(task) && !isTooYoung(task, SimulatedFault.NOT_FOUND_YET)) {
              found.add(task.described(time.millis()));
            } else {
              missing.add(failure("MISSING", arn));
            }
          }
          return DescribeTasksResponse.builder().tasks(found).failures(missing).build();
        });
  }

  @Override
  public StopTaskResponse stopTask(StopTaskRequest request) {
    SimulatedInvariant.REASONS.violatedIf(
        !request.reason().matches("ecsjobs: .*\\S.*"), "StopTask", request);
    return wire.call(
        "StopTask",
        () -> {
          var task = tasks.get(request.task());
          if (!isRemembered(task)) {
            throw InvalidParameterException.builder()
                .message("The referenced task was not found.")
                .build();
          }
          long stops = time.millis() + chance.between(1_000, 120_000);
          if (stops < task.end().at()) {
            var stopped = task.stoppedAt(stops, request.reason());
            tasks.put(task.arn(), stopped);
            toldAtItsEnd(stopped);
          }
          return StopTaskResponse.builder().build();
        });
  }

  @Override
  public DescribeTaskDefinitionResponse describeTaskDefinition(
      DescribeTaskDefinitionRequest request) {
    return wire.call(
        "DescribeTaskDefinition",
        () ->
            DescribeTaskDefinitionResponse.builder()
                .taskDefinition(d -> d.containerDefinitions(MAIN))
                .build());
  }

  private static Failure failure(String reason, String arn) {
    return Failure.builder().reason(reason).arn(arn).build();
  }

  @Override
  public String serviceName() {
    return "ecs";
  }

  @Override
  public void close() {
    // nothing is open
  }
}
