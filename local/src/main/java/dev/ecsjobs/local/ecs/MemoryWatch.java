package dev.ecsjobs.local.ecs;

import static java.util.Comparator.comparingLong;

import dev.ecsjobs.local.ecs.Phase.Running;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;

/**
 * Keeps a task's processes to their limits: each container to its own, all together to the task's.
 * A container engine does that for itself.
 */
final class MemoryWatch {
  /** One look in so many is at the memory. */
  private static final int LOOKS = 4;

  private final TaskFolder folder;
  private final TaskMemory memory;
  private int looksLeft;

  MemoryWatch(TaskFolder folder, TaskMemory memory) {
    this.folder = folder;
    this.memory = memory;
  }

  /** A running container's memory. */
  private record Held(
      ContainerFolder folder, ProcessHandle wrapper, Integer limit, long kibibytes) {
    long mebibytes() {
      return kibibytes / 1024;
    }
  }

  void look(TaskLife life) throws IOException {
    if (isLimited(life) && --looksLeft < 0) {
      looksLeft = LOOKS - 1;
      limit(life);
    }
  }

  private static boolean isLimited(TaskLife life) {
    return !life.clearance().needed()
        && (life.task().memory().isPresent()
            || life.containers().stream().anyMatch(c -> c.definition().memory() != null));
  }

  private void limit(TaskLife life) throws IOException {
    var all = held(life);
    for (var one : all) {
      if (one.limit() != null && one.kibibytes() > one.limit() * 1024L) {
        mark(one, "it holds", one.mebibytes(), one.limit());
      }
    }
    var sum = all.stream().mapToLong(Held::kibibytes).sum();
    var limit = life.task().memory();
    if (limit.isPresent() && sum > limit.getAsInt() * 1024L) {
      // As Linux does it: the greatest goes.
      var greatest = all.stream().max(comparingLong(Held::kibibytes)).orElseThrow();
      var whose = all.size() == 1 ? "it holds" : "the task's containers together hold";
      mark(greatest, whose, sum / 1024, limit.getAsInt());
    }
    for (var one : all) {
      if (one.folder().isOutOfMemory()) {
        TaskProcess.kill(one.wrapper());
      }
    }
  }

  private List<Held> held(TaskLife life) throws IOException {
    var all = new ArrayList<Held>();
    for (var container : life.containers()) {
      var its = folder.container(container.name());
      if (container.phase() instanceof Running running) {
        TaskProcess.wrapper(running.wrapper(), its)
            .map(wrapper -> held(container, its, wrapper))
            .ifPresent(all::add);
      }
    }
    return all;
  }

  private Held held(ContainerLife container, ContainerFolder its, ProcessHandle wrapper) {
    var kibibytes = memory.kibibytesBelow(wrapper.pid());
    return new Held(its, wrapper, container.definition().memory(), kibibytes);
  }

  /** Written before the kill: who dies in between kills after the restart, and knows why. */
  private static void mark(Held held, String whose, long mebibytes, long limit) throws IOException {
    if (!held.folder().isOutOfMemory()) {
      held.folder()
          .markOutOfMemory(
              "ecsjobs: killed, since %s %d MiB of memory and may hold %d"
                  .formatted(whose, mebibytes, limit));
    }
  }
}
