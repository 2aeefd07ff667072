package dev.ecsjobs.local.engine;

import dev.ecsjobs.Document;
import dev.ecsjobs.aws.Json;
import dev.ecsjobs.local.ecs.TaskDefinitions;
import dev.ecsjobs.local.files.WholeFile;
import dev.ecsjobs.local.template.Revisions;
import dev.ecsjobs.local.template.Template;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.channels.OverlappingFileLockException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.Optional;

/**
 * Where everything is kept. One process at a time owns it, by a lock that ends with the process
 * however it ends; the others find in {@code owner.json} where its DynamoDB Local answers.
 */
public record DataFolder(Path path) {

  /** The process that has the lock. */
  public record Owner(long pid, String doing, URI dynamodb) {}

  /** The lock; closing gives it back. */
  public record Lock(FileChannel channel, FileLock lock) implements AutoCloseable {
    @Override
    public void close() throws IOException {
      lock.release();
      channel.close();
    }
  }

  /** Empty if another process has it. */
  public Optional<Lock> tryLock() throws IOException {
    Files.createDirectories(path);
    var channel =
        FileChannel.open(path.resolve("lock"), StandardOpenOption.CREATE, StandardOpenOption.WRITE);
    try {
      var lock = channel.tryLock();
      if (lock != null) {
        Files.deleteIfExists(ownerFile()); // a dead owner's
        return Optional.of(new Lock(channel, lock));
      }
    } catch (OverlappingFileLockException e) {
      // This very process has it, which is as good as another.
    }
    channel.close();
    return Optional.empty();
  }

  /** Tells the others that this process owns the folder and where its database answers. */
  public void own(String doing, URI dynamodb) throws IOException {
    var owner =
        new Document()
            .put("pid", ProcessHandle.current().pid())
            .put("doing", doing)
            .put("dynamodb", dynamodb);
    new WholeFile(ownerFile()).write(Json.write(owner.fields()));
  }

  /** To be called by the owner before it gives the lock back. */
  public void disown() throws IOException {
    Files.deleteIfExists(ownerFile());
  }

  /** Empty while the owner is starting, and once it is gone. */
  public Optional<Owner> owner() throws IOException {
    try {
      var owner = Document.reading(Json.readObject(Files.readString(ownerFile())));
      long pid = Long.parseLong(owner.text("pid"));
      return ProcessHandle.of(pid)
          .map(_ -> new Owner(pid, owner.text("doing"), URI.create(owner.text("dynamodb"))));
    } catch (NoSuchFileException e) {
      return Optional.empty();
    }
  }

  public Inbox inbox() {
    return new Inbox(path.resolve("inbox"));
  }

  public Path database() {
    return path.resolve("dynamodb");
  }

  public Path tasks() {
    return path.resolve("tasks");
  }

  /** Which revisions a template's task definitions are here. */
  public Revisions revisions() {
    var registered = TaskDefinitions.beside(tasks());
    return definition -> {
      try {
        return registered.revisionOf(definition.get());
      } catch (IOException e) {
        throw new UncheckedIOException(e);
      }
    };
  }

  /** For whoever asks another process to run them, which may not have seen the template yet. */
  public void register(Template template) {
    var registered = TaskDefinitions.beside(tasks());
    try {
      for (var definition : template.taskDefinitions()) {
        registered.adopt(definition);
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  Path schedules() {
    return path.resolve("schedules.json");
  }

  Path streamPosition() {
    return path.resolve("stream.json");
  }

  Path deadLetters() {
    return path.resolve("dead-letters");
  }

  private Path ownerFile() {
    return path.resolve("owner.json");
  }
}
