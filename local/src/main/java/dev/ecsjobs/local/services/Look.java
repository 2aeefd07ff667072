package dev.ecsjobs.local.services;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.function.Predicate;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import software.amazon.awssdk.services.ecs.model.Deployment;
import software.amazon.awssdk.services.ecs.model.DeploymentRolloutState;
import software.amazon.awssdk.services.ecs.model.Service;

/** One look at a service: what to start, what to stop, and what to tell. Pure. */
final class Look {
  /** Between a target's deregistration and its task's SIGTERM. */
  static final Duration DRAIN = Duration.ofSeconds(1);

  private final List<ServiceTask> tasks;
  private final Instant now;
  private final Map<String, Ledger> ledgers;
  private final Map<String, Instant> leaving;
  private final Set<String> told;
  private final Set<String> ended;
  private final List<String> messages = new ArrayList<>();
  private final List<Plan.Start> starts = new ArrayList<>();
  private final List<Plan.Stop> stops = new ArrayList<>();
  private Service service;
  private boolean steady;

  private Look(Kept kept, List<ServiceTask> tasks, Instant now) {
    this.tasks = tasks;
    this.now = now;
    this.service = kept.service();
    this.steady = kept.steady();
    var known = tasks.stream().map(ServiceTask::arn).collect(Collectors.toSet());
    this.ledgers = new TreeMap<>(kept.ledgers());
    this.leaving = new TreeMap<>(kept.leaving());
    this.told = new TreeSet<>(kept.told());
    this.ended = new TreeSet<>(kept.ended());
    told.retainAll(known); // what ECS has forgotten is not remembered here
    ended.retainAll(known);
    leaving.keySet().retainAll(arns(task -> !task.isStopped()));
  }

  /** What follows from what is kept and what there is; the same for the same. */
  static Plan decide(Kept kept, List<ServiceTask> tasks, Instant now) {
    return kept.is("INACTIVE")
        ? new Plan(kept, List.of(), List.of())
        : new Look(kept, tasks, now).plan();
  }

  private Plan plan() {
    tellStarted();
    noteEnded();
    breakCircuit();
    start();
    stop();
    settle();
    service = ServiceEvents.add(service, messages, now);
    var next = new Kept(service, ledgers, leaving, told, ended, steady);
    return new Plan(next, starts, stops);
  }

  private void tellStarted() {
    var news = tasks.stream().filter(task -> told.add(task.arn())).toList();
    if (!news.isEmpty()) {
      messages.add(Words.started(news));
    }
  }

  /** Tasks that ended by themselves: throttled if they never ran, counted while rolling out. */
  private void noteEnded() {
    var news =
        tasks.stream()
            .filter(ServiceTask::isStopped)
            .filter(task -> ended.add(task.arn()))
            .filter(task -> !task.byScheduler())
            .toList();
    for (var deployment : service.deployments()) {
      var its = news.stream().filter(task -> task.deployment().equals(deployment.id())).toList();
      if (its.stream().anyMatch(task -> !task.ran())) {
        var ledger = ledger(deployment).neverRanAgain(now);
        ledgers.put(deployment.id(), ledger);
        if (ledger.neverRan() == Ledger.IMPAIRED) {
          messages.add(Words.IMPAIRED);
        }
      }
      if (!its.isEmpty() && isRolling(deployment)) {
        replace(
            deployment,
            deployment.toBuilder().failedTasks(failed(deployment) + its.size()).build());
      }
    }
  }

  private void breakCircuit() {
    var primary = primary();
    var breaker = service.deploymentConfiguration().deploymentCircuitBreaker();
    if (breaker == null || !Boolean.TRUE.equals(breaker.enable()) || !isRolling(primary)) {
      return;
    }
    var threshold = Math.clamp(Math.ceilDiv(service.desiredCount(), 2), 3, 200);
    if (failed(primary) < threshold) {
      return;
    }
    messages.add(Words.failed(primary.id()));
    var failed =
        primary.toBuilder()
            .rolloutState(DeploymentRolloutState.FAILED)
            .rolloutStateReason("ECS deployment circuit breaker: tasks failed to start.")
            .updatedAt(now)
            .build();
    replace(primary, failed);
    if (Boolean.TRUE.equals(breaker.rollback())) {
      rollBack(failed);
    }
  }

  /** To the last deployment that was complete; where none ever was, there is nothing to do. */
  private void rollBack(Deployment failed) {
    var last =
        service.deployments().stream()
            .skip(1)
            .filter(deployment -> ledger(deployment).completed())
            .findFirst();
    if (last.isEmpty()) {
      return;
    }
    messages.add(Words.rollingBack(failed.id(), last.get().id()));
    var again =
        last.get().toBuilder()
            .status("PRIMARY")
            .rolloutState(DeploymentRolloutState.IN_PROGRESS)
            .rolloutStateReason(
                "ECS deployment circuit breaker: rolling back to deploymentId %s."
                    .formatted(last.get().id()))
            .failedTasks(0)
            .updatedAt(now)
            .build();
    var rest =
        service.deployments().stream()
            .filter(one -> !one.id().equals(again.id()))
            .map(
                one ->
                    one.id().equals(failed.id()) ? one.toBuilder().status("ACTIVE").build() : one);
    service =
        service.toBuilder()
            .deployments(Stream.concat(Stream.of(again), rest).toList())
            .taskDefinition(again.taskDefinition())
            .build();
  }

  private void start() {
    var primary = primary();
    if (primary.rolloutState() == DeploymentRolloutState.FAILED || !ledger(primary).mayStart(now)) {
      return;
    }
    var missing = service.desiredCount() - toRun(isOf(primary)).size();
    var others = toRun(isOf(primary).negate()).size();
    var room = others == 0 ? missing : Math.min(missing, upper() - toRun(_ -> true).size());
    for (var left = room; left > 0; left--) {
      var ledger = ledger(primary).reserving();
      ledgers.put(primary.id(), ledger);
      starts.add(new Plan.Start(primary.id(), ledger.reserved()));
    }
  }

  private void stop() {
    var primary = primary();
    var own = toRun(isOf(primary));
    var surplus = own.size() - service.desiredCount();
    Leaving.order(own, own).stream().limit(Math.max(0, surplus)).forEach(this::leave);
    if (primary.rolloutState() != DeploymentRolloutState.FAILED) {
      stopOthers(primary);
    }
    var due = tasks.stream().filter(this::isDue).toList();
    due.forEach(task -> stops.add(new Plan.Stop(task.arn(), Words.scaling(task.deployment()))));
    if (!due.isEmpty()) {
      messages.add(Words.stopped(due));
    }
  }

  /** Those that are no use at once; of the others as many as the new ones can do without. */
  private void stopOthers(Deployment primary) {
    var others = toRun(isOf(primary).negate());
    var healthy = toRun(ServiceTask::healthy).size();
    var dispensable = Math.max(0, healthy - lower());
    others.stream().filter(task -> !task.healthy()).forEach(this::leave);
    Leaving.order(others, others.stream().filter(ServiceTask::healthy).toList()).stream()
        .limit(dispensable)
        .forEach(this::leave);
  }

  private void leave(ServiceTask task) {
    leaving.put(task.arn(), now);
    if (balanced() && task.status() == ServiceTask.Status.RUNNING) {
      messages.add(Words.DRAINING);
    }
  }

  /** Asked again until it is stopping: that is harmless, and nothing else repeats it. */
  private boolean isDue(ServiceTask task) {
    var since = leaving.get(task.arn());
    var drain = balanced() && task.status() == ServiceTask.Status.RUNNING ? DRAIN : Duration.ZERO;
    return since != null && task.isToRun() && !now.isBefore(since.plus(drain));
  }

  private void settle() {
    dropDrained();
    var primary = primary();
    var own = toRun(isOf(primary));
    var there = own.size() == service.desiredCount() && own.stream().allMatch(ServiceTask::healthy);
    var alone = service.deployments().size() == 1;
    if (there && alone && isRolling(primary)) {
      complete(primary);
    }
    var still = there && alone && tasks.stream().allMatch(this::isQuiet) && starts.isEmpty();
    if (still && !steady && service.status().equals("ACTIVE")) {
      messages.add(Words.STEADY);
    }
    steady = still;
    if (service.status().equals("DRAINING") && tasks.stream().allMatch(ServiceTask::isStopped)) {
      service = service.toBuilder().status("INACTIVE").deployments(List.of()).build();
    }
  }

  private boolean isQuiet(ServiceTask task) {
    return task.status() != ServiceTask.Status.STOPPING && !leaving.containsKey(task.arn());
  }

  private void dropDrained() {
    var left =
        service.deployments().stream()
            .filter(
                one ->
                    one.status().equals("PRIMARY")
                        || tasks.stream()
                            .anyMatch(
                                task -> task.deployment().equals(one.id()) && !task.isStopped()))
            .toList();
    service = service.toBuilder().deployments(left).build();
    ledgers.keySet().retainAll(left.stream().map(Deployment::id).toList());
  }

  private void complete(Deployment primary) {
    ledgers.put(primary.id(), ledger(primary).complete());
    messages.add(Words.completed(primary.id()));
    replace(
        primary,
        primary.toBuilder()
            .rolloutState(DeploymentRolloutState.COMPLETED)
            .rolloutStateReason("ECS deployment %s completed.".formatted(primary.id()))
            .failedTasks(0)
            .updatedAt(now)
            .build());
  }

  private void replace(Deployment before, Deployment after) {
    service =
        service.toBuilder()
            .deployments(
                service.deployments().stream()
                    .map(one -> one.id().equals(before.id()) ? after : one)
                    .toList())
            .build();
  }

  private Deployment primary() {
    return service.deployments().getFirst();
  }

  private static boolean isRolling(Deployment deployment) {
    return deployment.rolloutState() == DeploymentRolloutState.IN_PROGRESS;
  }

  private static int failed(Deployment deployment) {
    return deployment.failedTasks() == null ? 0 : deployment.failedTasks();
  }

  private Ledger ledger(Deployment deployment) {
    return ledgers.getOrDefault(deployment.id(), Ledger.NEW);
  }

  private boolean balanced() {
    return !service.loadBalancers().isEmpty();
  }

  private int lower() {
    return Math.ceilDiv(
        service.desiredCount() * service.deploymentConfiguration().minimumHealthyPercent(), 100);
  }

  private int upper() {
    return service.desiredCount() * service.deploymentConfiguration().maximumPercent() / 100;
  }

  private List<ServiceTask> toRun(Predicate<ServiceTask> those) {
    return tasks.stream()
        .filter(ServiceTask::isToRun)
        .filter(task -> !leaving.containsKey(task.arn()))
        .filter(those)
        .toList();
  }

  private static Predicate<ServiceTask> isOf(Deployment deployment) {
    return task -> task.deployment().equals(deployment.id());
  }

  private Set<String> arns(Predicate<ServiceTask> those) {
    return tasks.stream().filter(those).map(ServiceTask::arn).collect(Collectors.toSet());
  }
}
