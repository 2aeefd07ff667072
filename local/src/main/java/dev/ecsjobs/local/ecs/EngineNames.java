package dev.ecsjobs.local.ecs;

import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.UUID;

/**
 * What the things of one task are called in a container engine.
 *
 * <p>Two data folders may both have a task of this id, since it follows from the run: each tells
 * its own by the folder's mark.
 */
record EngineNames(String task, String mark) {
  private static final int MARK_LENGTH = 8;

  static EngineNames of(String task, Path tasks) {
    var hash = UUID.nameUUIDFromBytes(tasks.toString().getBytes(StandardCharsets.UTF_8));
    return new EngineNames(task, hash.toString().substring(0, MARK_LENGTH));
  }

  String container(String name) {
    return "ecsjobs-%s-%s.%s".formatted(task, name, mark);
  }

  /**
   * Holds the network that a task's containers share; no container of the task can be called so.
   */
  String network() {
    return container(".network");
  }

  String volume(String name) {
    return container(name);
  }

  /** All containers of the task have it. */
  String label() {
    return "dev.ecsjobs.task=" + task + "." + mark;
  }
}
