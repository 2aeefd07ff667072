package dev.ecsjobs.local.ecs;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class TaskFoldersTest {
  @TempDir Path folder;

  @Test
  void removesToldTasksAfterThirtyDaysAndNoOthers() throws IOException {
    var folders = folders();
    var told = registered(folders, "told");
    told.markTold();
    var untold = registered(folders, "untold");

    folders.tidy(Instant.now().plus(Duration.ofDays(29)));
    assertEquals(2, folders.all().size());
    folders.tidy(Instant.now().plus(Duration.ofDays(31)));

    assertEquals(List.of(untold), folders.all());
  }

  @Test
  void removesWhatAKilledEngineLeftHalfDone() throws IOException {
    var folders = folders();
    var unfinished = Files.createDirectory(folders.path().resolve(".new-123"));
    Files.createFile(unfinished.resolve("log"));

    folders.tidy(Instant.now());
    assertTrue(Files.exists(unfinished), "somebody may be at it");
    folders.tidy(Instant.now().plus(Duration.ofHours(2)));

    assertEquals(0, folders.path().toFile().list().length);
  }

  @Test
  void keepsEnvironmentsFromOtherUsersEyes() throws IOException {
    var folder = registered(folders(), "token");

    assertEquals(
        "rwx------", PosixFilePermissions.toString(Files.getPosixFilePermissions(folder.path())));
  }

  @Test
  void readsTheLastLinesOfALogOfAnyLength() throws IOException {
    var log = folder.resolve("log");
    var lines = IntStream.range(0, 50_000).mapToObj(n -> "line " + n).toList();
    Files.write(log, lines);

    assertEquals(List.of("line 49998", "line 49999"), LogTail.read(log, 2));
    assertEquals(lines.subList(10_000, 50_000), LogTail.read(log, 40_000));
    assertEquals(lines, LogTail.read(log, 60_000));
    assertEquals(List.of(), LogTail.read(log, 0));
  }

  private TaskFolders folders() throws IOException {
    return TaskFolders.in(new Bench(folder).runsShell("exit 0").cluster());
  }

  private static TaskFolder registered(TaskFolders folders, String token) throws IOException {
    var bench = new Bench(Path.of("unused")).runsShell("exit 0");
    var task = bench.registration(Bench.request(token));
    assertTrue(folders.register(task));
    return folders.of(task.id());
  }
}
