package dev.ecsjobs.local.ecs;

import static java.util.Comparator.comparing;

import dev.ecsjobs.aws.SdkJson;
import java.io.IOException;
import java.nio.file.NoSuchFileException;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** The tasks that ECS would remember: a stopped one for an hour. */
record KnownTasks(TaskFolders folders, InstantSource clock) {
  private static final Duration STOPPED_TASKS_STAY = Duration.ofHours(1);

  /** By id or ARN. */
  Optional<TaskLife> find(String clusterArn, String task) throws IOException {
    var lives = new ArrayList<TaskLife>();
    var folder = folders.find(task.substring(task.lastIndexOf('/') + 1));
    if (folder.isPresent()) {
      add(folder.get(), lives);
    }
    return lives.stream()
        .filter(life -> life.task().clusterArn().equals(clusterArn))
        .filter(life -> isKnown(life, oldest()))
        .findFirst();
  }

  /** By their ids, so that one page follows another whatever happens in between. */
  List<TaskLife> all(String clusterArn) throws IOException {
    var oldest = oldest();
    var lives = new ArrayList<TaskLife>();
    for (var folder : folders.all()) {
      if (!folder.wasToldBefore(oldest)) { // saves reading a month of old tasks
        add(folder, lives);
      }
    }
    lives.removeIf(life -> !life.task().clusterArn().equals(clusterArn) || !isKnown(life, oldest));
    lives.sort(comparing(life -> life.task().id()));
    return lives;
  }

  private static void add(TaskFolder folder, List<TaskLife> lives) throws IOException {
    try {
      lives.add(folder.life());
    } catch (NoSuchFileException | SdkJson.WrongType _) {
      // Not a task, or no longer; the watch says so. It must not hide all the others.
    }
  }

  private Instant oldest() {
    return clock.instant().minus(STOPPED_TASKS_STAY);
  }

  private static boolean isKnown(TaskLife life, Instant oldest) {
    return !life.endedAt().orElse(oldest).isBefore(oldest);
  }
}
