package dev.ecsjobs.local.services;

import static java.util.stream.Collectors.toSet;

import java.time.Instant;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.function.Predicate;
import software.amazon.awssdk.services.ecs.model.Deployment;
import software.amazon.awssdk.services.ecs.model.DeploymentRolloutState;
import software.amazon.awssdk.services.ecs.model.Service;

/** A service while a look at it is under way: what it becomes, and what is to be done. */
final class Draft {
  private final List<ServiceTask> tasks;
  private final Instant now;
  private final Map<String, Ledger> ledgers;
  private final Map<String, Instant> leaving;
  private final Set<String> told;
  private final Set<String> ended;
  private final List<String> messages = new ArrayList<>();
  private final List<Announcement> announcements;
  private final List<Plan.Start> starts = new ArrayList<>();
  private final List<Plan.Stop> stops = new ArrayList<>();
  private final String created;
  private Service service;
  private boolean steady;

  /** What ECS has forgotten is not remembered here. */
  Draft(Kept kept, List<ServiceTask> tasks, Instant now) {
    this.tasks = tasks;
    this.now = now;
    this.service = kept.service();
    this.created = kept.created();
    this.steady = kept.steady();
    this.announcements = new ArrayList<>(kept.announcements());
    this.ledgers = new TreeMap<>(kept.ledgers());
    this.leaving = new TreeMap<>(kept.leaving());
    leaving.keySet().retainAll(arns(task -> !task.isStopped()));
    var known = arns(_ -> true);
    this.told = new HashSet<>(kept.told());
    told.retainAll(known);
    this.ended = new HashSet<>(kept.ended());
    ended.retainAll(known);
  }

  private Set<String> arns(Predicate<ServiceTask> those) {
    return tasks.stream().filter(those).map(ServiceTask::arn).collect(toSet());
  }

  Plan plan() {
    var next =
        new Kept(
            ServiceEvents.add(service, messages, now),
            created,
            ledgers,
            leaving,
            told,
            ended,
            announcements,
            steady);
    return new Plan(next, starts, stops);
  }

  Instant now() {
    return now;
  }

  List<ServiceTask> tasks() {
    return tasks;
  }

  /** Those that are to go on. */
  List<ServiceTask> staying(Predicate<ServiceTask> those) {
    return tasks.stream()
        .filter(ServiceTask::isToRun)
        .filter(task -> !isLeaving(task))
        .filter(those)
        .toList();
  }

  static Predicate<ServiceTask> isOf(Deployment deployment) {
    return task -> task.deployment().equals(deployment.id());
  }

  Service service() {
    return service;
  }

  void become(Service other) {
    service = other;
  }

  Deployment primary() {
    return service.deployments().getFirst();
  }

  static boolean isRolling(Deployment deployment) {
    return deployment.rolloutState() == DeploymentRolloutState.IN_PROGRESS;
  }

  void replace(Deployment after) {
    var all = service.deployments().stream().map(one -> one.id().equals(after.id()) ? after : one);
    service = service.toBuilder().deployments(all.toList()).build();
  }

  /** Keeps these deployments only. */
  void keep(List<Deployment> those) {
    service = service.toBuilder().deployments(those).build();
    ledgers.keySet().retainAll(those.stream().map(Deployment::id).toList());
  }

  Ledger ledger(Deployment deployment) {
    return ledgers.getOrDefault(deployment.id(), Ledger.NEW);
  }

  void put(Deployment deployment, Ledger ledger) {
    ledgers.put(deployment.id(), ledger);
  }

  boolean isBalanced() {
    return !service.loadBalancers().isEmpty();
  }

  boolean isLeaving(ServiceTask task) {
    return leaving.containsKey(task.arn());
  }

  Instant leavingSince(ServiceTask task) {
    return leaving.get(task.arn());
  }

  void leave(ServiceTask task) {
    leaving.put(task.arn(), now);
  }

  /** False if it was told before. */
  boolean isNews(ServiceTask task) {
    return told.add(task.arn());
  }

  /** False if note was taken of it before. */
  boolean isNewEnd(ServiceTask task) {
    return ended.add(task.arn());
  }

  boolean isSteady() {
    return steady;
  }

  void setSteady(boolean is) {
    steady = is;
  }

  void tell(String message) {
    messages.add(message);
  }

  void announce(Announcement announcement) {
    announcements.add(announcement);
  }

  boolean startsAny() {
    return !starts.isEmpty();
  }

  void start(Plan.Start start) {
    starts.add(start);
  }

  void stop(Plan.Stop stop) {
    stops.add(stop);
  }
}
