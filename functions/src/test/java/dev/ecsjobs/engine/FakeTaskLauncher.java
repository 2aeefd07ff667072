package dev.ecsjobs.engine;

import dev.ecsjobs.retry.FailureKind;
import dev.ecsjobs.run.Run;
import dev.ecsjobs.run.RunId;
import dev.ecsjobs.run.StoppedTask;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Queue;
import java.util.stream.Collectors;

/**
 * An ECS that does what it is told: one task for a run's attempt however often it is launched, as
 * the client token has it, except where the next answers are scripted.
 */
public final class FakeTaskLauncher implements TaskLauncher {

  /** Tells what the process that called sees of a launch. */
  private enum Fault {
    ANSWER_LOST,
    REQUEST_LOST,
    DIES_BEFORE,
    DIES_AFTER
  }

  /** The process died, as far as the engine can tell. */
  public static final class Died extends RuntimeException {
    private static final long serialVersionUID = 1;

    public Died(String where) {
      super("the process died " + where);
    }
  }

  private final Map<String, String> tasks = new LinkedHashMap<>();
  private final Map<String, TaskStatus> statuses = new LinkedHashMap<>();
  private final Queue<Object> script = new ArrayDeque<>();
  private final List<String> launches = new ArrayList<>();
  private final List<String> stops = new ArrayList<>();
  private final List<String> looks = new ArrayList<>();
  private Runnable time = () -> {};
  private Runnable lookTime = () -> {};

  @Override
  public synchronized LaunchAnswer launch(Run run, int attempt) {
    launches.add(run.id() + "/" + attempt);
    time.run();
    var next = script.poll();
    if (next instanceof LaunchAnswer answer) {
      return answer;
    }
    if (next == Fault.DIES_BEFORE) {
      throw new Died("before RunTask");
    }
    if (next == Fault.REQUEST_LOST) {
      return new LaunchAnswer.NoAnswer("RunTask was not answered.");
    }
    if (run.cancelled().isPresent() && !tasks.containsKey(run.id() + "/" + attempt)) {
      return new LaunchAnswer.Refused(FailureKind.CANCELLED, "No task had been started.");
    }
    var task = tasks.computeIfAbsent(run.id() + "/" + attempt, FakeTaskLauncher::newTask);
    statuses.putIfAbsent(task, new TaskStatus.Alive(Optional.empty()));
    if (next == Fault.DIES_AFTER) {
      throw new Died("after RunTask");
    }
    return next == Fault.ANSWER_LOST
        ? new LaunchAnswer.NoAnswer("RunTask was not answered.")
        : new LaunchAnswer.Accepted(task);
  }

  private static String newTask(String attempt) {
    return "arn:aws:ecs:us-east-1:111122223333:task/ecsjobs/" + attempt.replace('/', '-');
  }

  @Override
  public synchronized void stop(String task, String reason) {
    stops.add(task + ": " + reason);
  }

  @Override
  public synchronized Map<String, TaskStatus> look(Collection<String> tasks) {
    looks.addAll(tasks);
    lookTime.run();
    return tasks.stream()
        .collect(
            Collectors.toMap(
                task -> task, task -> statuses.getOrDefault(task, new TaskStatus.NotFound())));
  }

  /** The next launch gives no task. */
  public synchronized void refuseNext(FailureKind kind, String what) {
    script.add(new LaunchAnswer.Refused(kind, what));
  }

  /** The next launch starts a task, and nobody hears of it. */
  public synchronized void loseNextAnswer() {
    script.add(Fault.ANSWER_LOST);
  }

  /** The next launch does not reach ECS. */
  public synchronized void loseNextRequest() {
    script.add(Fault.REQUEST_LOST);
  }

  /** So many launches from now on do not reach ECS. */
  public synchronized void loseRequests(int launches) {
    for (int i = 0; i < launches; i++) {
      loseNextRequest();
    }
  }

  /** The next launch is put off. */
  public synchronized void deferNext(Duration delay, String why) {
    script.add(new LaunchAnswer.Deferred(delay, why));
  }

  /** What happens during each launch from now on. */
  public synchronized void eachLaunchTakes(Runnable whatItTakes) {
    time = whatItTakes;
  }

  /** What happens during each look from now on. */
  public synchronized void eachLookTakes(Runnable whatItTakes) {
    lookTime = whatItTakes;
  }

  public synchronized void dieBeforeNextLaunch() {
    script.add(Fault.DIES_BEFORE);
  }

  public synchronized void dieAfterNextLaunch() {
    script.add(Fault.DIES_AFTER);
  }

  /** From now on a look finds the task running. */
  public synchronized void running(String task, Instant startedAt) {
    statuses.put(task, new TaskStatus.Alive(Optional.of(startedAt)));
  }

  /** From now on a look finds the task stopped. */
  public synchronized void stopped(StoppedTask task) {
    statuses.put(task.task(), new TaskStatus.Stopped(task));
  }

  /** From now on a look finds no such task. */
  public synchronized void forget(String task) {
    statuses.put(task, new TaskStatus.NotFound());
  }

  /** From now on a look is not answered. */
  public synchronized void silent(String task) {
    statuses.put(task, new TaskStatus.NoAnswer("DescribeTasks: Rate exceeded."));
  }

  /** The task of an attempt that was started. */
  public synchronized String task(RunId run, int attempt) {
    return Optional.ofNullable(tasks.get(run + "/" + attempt)).orElseThrow();
  }

  /** All tasks ever started, oldest first. */
  public synchronized List<String> tasks() {
    return List.copyOf(tasks.values());
  }

  /** Every call of launch, as {@code run/attempt}. */
  public synchronized List<String> launches() {
    return List.copyOf(launches);
  }

  /** Every call of stop, as {@code task: reason}. */
  public synchronized List<String> stops() {
    return List.copyOf(stops);
  }

  public synchronized List<String> looks() {
    return List.copyOf(looks);
  }
}
