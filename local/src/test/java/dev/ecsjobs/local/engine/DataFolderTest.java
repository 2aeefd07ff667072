package dev.ecsjobs.local.engine;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.lang.ProcessBuilder.Redirect;
import java.net.URI;
import java.nio.file.Path;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class DataFolderTest {
  private static final URI DATABASE = URI.create("http://127.0.0.1:8000");

  @TempDir Path folder;

  @Test
  void belongsToOneAtATime() throws IOException {
    var data = new DataFolder(folder.resolve("not/there/yet"));
    try (var _ = data.tryLock().orElseThrow()) {
      assertEquals(Optional.empty(), data.tryLock());
    }
    data.tryLock().orElseThrow().close();
  }

  @Test
  void namesItsOwner() throws IOException {
    var data = new DataFolder(folder);
    try (var _ = data.tryLock().orElseThrow()) {
      assertEquals(Optional.empty(), data.owner(), "nobody yet");
      data.own("up", DATABASE);
      var self = new DataFolder.Owner(ProcessHandle.current().pid(), "up", DATABASE);
      assertEquals(Optional.of(self), data.owner());
    }
  }

  @Test
  void isFreeTheMomentItsOwnerIsKilledAndForgetsIt() throws Exception {
    var data = new DataFolder(folder);
    var owner = Keeper.start(folder);
    try {
      Eventually.holds("an owner", () -> data.owner().isPresent());
      assertEquals(owner.pid(), data.owner().orElseThrow().pid());
      assertEquals(Optional.empty(), data.tryLock());
    } finally {
      owner.destroyForcibly().waitFor();
    }
    var lock = data.tryLock();
    assertTrue(lock.isPresent());
    assertEquals(Optional.empty(), data.owner());
    lock.get().close();
  }

  /** A process that owns a folder until it is killed, or its input is closed. */
  static final class Keeper {
    private Keeper() {}

    static Process start(Path folder) throws IOException {
      return new ProcessBuilder(
              ProcessHandle.current().info().command().orElseThrow(),
              "-XX:TieredStopAtLevel=1",
              "-cp",
              System.getProperty("java.class.path"),
              Keeper.class.getName(),
              folder.toString())
          .redirectError(Redirect.INHERIT)
          .start();
    }

    public static void main(String[] arguments) throws IOException {
      var data = new DataFolder(Path.of(arguments[0]));
      try (var _ = data.tryLock().orElseThrow()) {
        data.own("keeper", DATABASE);
        System.exit(System.in.read());
      }
    }
  }
}
