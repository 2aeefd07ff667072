package dev.ecsjobs.local.engine;

import dev.ecsjobs.job.JobName;
import dev.ecsjobs.local.files.WholeFile;
import dev.ecsjobs.run.RunId;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;

/**
 * Requests for runs, a file each: whoever runs the engine takes them up, be it this process or
 * another, now or after a restart.
 *
 * <p>The file's name is the request id, from which the run's id follows: a request taken up twice,
 * since the process died before the file was deleted, is still the same run.
 */
public final class Inbox {
  private final Path folder;

  Inbox(Path folder) {
    this.folder = folder;
  }

  /** A request: the launch function's event and the id it is invoked with. */
  record Request(String id, String input) {}

  /** Asks for a run and says which it will be. */
  public RunId put(JobName job, String input, String requestId) {
    put(input, requestId);
    return RunId.requested(job, requestId);
  }

  /** Puts what the launch function is to be sent. */
  public void put(String input, String requestId) {
    try {
      Files.createDirectories(folder);
      new WholeFile(file(requestId)).write(input);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  List<Request> requests() {
    if (!Files.isDirectory(folder)) {
      return List.of();
    }
    try (Stream<Path> files = Files.list(folder)) {
      return files
          .filter(file -> file.toString().endsWith(".json"))
          .sorted()
          .map(Inbox::read)
          .toList();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** To be called once the request's run is recorded. */
  void done(Request request) {
    try {
      Files.deleteIfExists(file(request.id()));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private Path file(String requestId) {
    return folder.resolve(requestId + ".json");
  }

  private static Request read(Path file) {
    try {
      String name = file.getFileName().toString();
      return new Request(
          name.substring(0, name.length() - ".json".length()), Files.readString(file));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
