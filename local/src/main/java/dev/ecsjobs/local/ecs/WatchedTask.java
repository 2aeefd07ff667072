package dev.ecsjobs.local.ecs;

import java.io.IOException;
import java.time.Duration;
import java.time.InstantSource;
import java.util.HashMap;
import java.util.Map;
import java.util.function.Consumer;

/**
 * One task under the watch's eyes: tells each step it came to, and does what is due.
 *
 * <p>It starts from nothing but the task's files. So after a restart, every step of a task whose
 * end was not told is told again: same id, same version.
 */
final class WatchedTask {
  private final TaskFolder folder;
  private final Tools tools;
  private final MemoryWatch memory;
  private final Map<String, WatchedContainer> containers = new HashMap<>();
  private final Errand clearing = new Errand();
  private Registration task;
  private int told;
  private String trouble = "";

  /**
   * What all watched tasks share.
   *
   * @param stopTimeout for containers that do not say how long they may take to end
   */
  record Tools(
      EventDispatcher events,
      Consumer<String> diagnostics,
      InstantSource clock,
      Duration stopTimeout,
      TaskMemory memory) {}

  WatchedTask(TaskFolder folder, Tools tools) {
    this.folder = folder;
    this.tools = tools;
    this.memory = new MemoryWatch(folder, tools.memory());
  }

  /** Looks once; true if there is nothing more to see. */
  boolean look() {
    try {
      return tend(life());
    } catch (IOException | RuntimeException e) { // try again: the disk may be full for a while
      var message = "Task " + folder.id() + " cannot be tended: " + e;
      if (!message.equals(trouble)) {
        tools.diagnostics().accept(message);
      }
      trouble = message;
      return false;
    }
  }

  private TaskLife life() throws IOException {
    var life = task == null ? folder.life() : folder.life(task);
    task = life.task();
    return life;
  }

  private boolean tend(TaskLife life) throws IOException {
    tell(life);
    if (life.executionStoppedAt().isPresent()) {
      containers.values().forEach(WatchedContainer::rest);
    }
    if (life.endedAt().isPresent()) {
      return true;
    }
    if (life.executionStoppedAt().isPresent()) {
      clear();
      return false;
    }
    memory.look(life);
    for (var container : life.containers()) {
      watched(container.name()).look(container, life);
    }
    return false;
  }

  private WatchedContainer watched(String name) throws IOException {
    if (!containers.containsKey(name)) {
      containers.put(name, new WatchedContainer(folder.container(name), tools));
    }
    return containers.get(name);
  }

  private void tell(TaskLife life) {
    var steps = life.steps();
    for (var step : steps.subList(Math.min(told, steps.size()), steps.size())) {
      Runnable delivered = step.lastStatus() == Step.Status.STOPPED ? this::markTold : () -> {};
      tools.events().dispatch(TaskStateEvent.of(life, step), delivered);
    }
    told = steps.size();
  }

  private void markTold() {
    try {
      folder.markTold();
    } catch (IOException e) {
      tools.diagnostics().accept("Task " + folder.id() + " will be told again: " + e);
    }
  }

  /** A task has stopped when nothing is left of it, whoever must remove it. */
  private void clear() throws IOException {
    var command = EngineScripts.command(folder.clearing().orElseThrow());
    switch (clearing.look(command, tools.clock().instant())) {
      case UNDER_WAY -> {}
      case DONE -> folder.markCleared();
      case HOPELESS -> {
        tools
            .diagnostics()
            .accept(
                "Containers of task %s are left behind: %s"
                    .formatted(folder.id(), clearing.trouble()));
        folder.markCleared();
      }
    }
  }
}
