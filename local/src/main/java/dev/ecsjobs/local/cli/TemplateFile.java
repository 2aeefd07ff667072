package dev.ecsjobs.local.cli;

import dev.ecsjobs.local.engine.Catalog;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.attribute.FileTime;
import java.time.Duration;
import java.util.Optional;
import java.util.function.Consumer;

/** The template while {@code up} runs: a change is taken up once it is free of mistakes. */
final class TemplateFile {
  private static final Duration LOOK_EVERY = Duration.ofSeconds(1);

  private final Options options;
  private FileTime read;

  /** To be made before the template is read: a change in between is then seen as one. */
  TemplateFile(Options options) throws IOException {
    this.options = options;
    this.read = modified();
  }

  /** The changed template; empty if the end was asked for. Mistakes are told, and waited out. */
  Optional<Catalog> awaitChange(End end, Consumer<String> trouble)
      throws IOException, InterruptedException {
    while (!end.isAskedForWithin(LOOK_EVERY)) {
      var modified = modified();
      if (!modified.equals(read)) {
        read = modified;
        try {
          return Optional.of(options.catalog());
        } catch (WrongUsage e) {
          trouble.accept(e.getMessage() + "\n  The template as it was goes on.");
        }
      }
    }
    return Optional.empty();
  }

  /** The epoch while an editor has it away. */
  private FileTime modified() throws IOException {
    var file = options.template();
    return Files.exists(file) ? Files.getLastModifiedTime(file) : FileTime.fromMillis(0);
  }
}
