package dev.ecsjobs.local.ecs;

import dev.ecsjobs.local.ecs.Phase.Exited;
import dev.ecsjobs.local.ecs.Phase.Lost;
import dev.ecsjobs.local.ecs.Phase.NeverStarted;
import dev.ecsjobs.local.ecs.Phase.Running;
import dev.ecsjobs.local.ecs.Phase.Waiting;
import java.io.IOException;
import java.time.Duration;
import java.time.InstantSource;
import java.util.Objects;
import java.util.function.Consumer;

/**
 * One task under the watch's eyes: tells each step it came to, and does what is due.
 *
 * <p>It starts from nothing but the task's files. So after a restart, every step of a task whose
 * end was not told is told again: same id, same version.
 */
final class WatchedTask {
  /** A process counts as gone when so many looks in a row did not find it: one may err. */
  private static final int LOOKS = 20;

  /** One look in so many is at the memory. */
  private static final int MEMORY_LOOKS = 4;

  private final TaskFolder folder;
  private final Tools tools;
  private Registration task;
  private Step told;
  private Process wrapper;
  private int looksInVain;
  private int looksUntilMemory;
  private boolean terminated;
  private String trouble = "";

  /** What all watched tasks share. */
  record Tools(
      EventDispatcher events,
      Consumer<String> diagnostics,
      InstantSource clock,
      Duration stopTimeout,
      TaskMemory memory) {}

  WatchedTask(TaskFolder folder, Tools tools) {
    this.folder = folder;
    this.tools = tools;
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
    return switch (life.phase()) {
      case Waiting _ -> {
        start(life);
        yield false;
      }
      case Running running -> {
        follow(life, running);
        yield false;
      }
      case Exited _, Lost _, NeverStarted _ -> true;
    };
  }

  private void tell(TaskLife life) {
    for (var step : life.steps()) {
      if (told == null || step.compareTo(told) > 0) {
        Runnable delivered = step == Step.STOPPED ? this::markTold : () -> {};
        tools.events().dispatch(TaskStateEvent.of(TaskView.at(life, step)), delivered);
        told = step;
      }
    }
  }

  private void markTold() {
    try {
      folder.markTold();
    } catch (IOException e) {
      tools.diagnostics().accept("Task " + folder.id() + " will be told again: " + e);
    }
  }

  private void start(TaskLife life) throws IOException {
    if (life.asked().isPresent()) {
      folder.claimForNever();
    } else if (wrapper == null) {
      try {
        wrapper = TaskProcess.start(folder);
      } catch (IOException e) {
        refuse(Objects.toString(e.getMessage(), e.toString()));
      }
    } else if (!wrapper.isAlive() && ++looksInVain >= LOOKS) {
      refuse("its wrapper ended before it began, see " + folder.log());
    }
  }

  private void refuse(String reason) throws IOException {
    folder.refuse("CannotStartContainerError: this machine cannot start the process: " + reason);
  }

  private void follow(TaskLife life, Running running) throws IOException {
    var process = TaskProcess.wrapper(running.wrapper(), folder);
    if (process.isPresent()) {
      looksInVain = 0;
      if (life.asked().isPresent()) {
        end(process.get(), life.asked().get());
      }
      limitMemory(life.task(), process.get());
    } else if (++looksInVain >= LOOKS) {
      folder.child().ifPresent(TaskProcess::killOrphan);
      folder.markLost();
    }
  }

  /** Written before the kill: who dies in between kills after the restart, and knows why. */
  private void limitMemory(Registration task, ProcessHandle process) throws IOException {
    var limit = task.memoryLimit();
    if (limit.isPresent() && !folder.isOutOfMemory() && --looksUntilMemory < 0) {
      looksUntilMemory = MEMORY_LOOKS - 1;
      var held = tools.memory().kibibytesBelow(process.pid());
      if (held > limit.getAsInt() * 1024L) {
        folder.markOutOfMemory(
            "ecsjobs: killed, since it holds %d MiB of memory and may hold %d"
                .formatted(held / 1024, limit.getAsInt()));
      }
    }
    if (folder.isOutOfMemory()) {
      TaskProcess.kill(process);
    }
  }

  /** SIGTERM once: a program that cleans up may start others, and those must be left to work. */
  private void end(ProcessHandle process, TaskLife.Stop stop) throws IOException {
    var begun = folder.child().isPresent(); // asked first: then the program is among those below
    var program = TaskProcess.program(process);
    if (begun && !terminated) {
      program.forEach(ProcessHandle::destroy);
      terminated = true;
    }
    var timeout = task.stopTimeout().orElse(tools.stopTimeout());
    if (!tools.clock().instant().isBefore(stop.at().plus(timeout))) {
      program.forEach(ProcessHandle::destroyForcibly);
    }
  }
}
