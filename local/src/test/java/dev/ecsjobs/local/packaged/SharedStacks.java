package dev.ecsjobs.local.packaged;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.Set;
import org.junit.jupiter.api.extension.ExtensionContext;
import org.junit.jupiter.api.extension.ExtensionContext.Namespace;
import org.junit.jupiter.api.extension.ParameterContext;
import org.junit.jupiter.api.extension.ParameterResolver;

/**
 * One stack for all tests, since its processes take seconds to start; and before them those that
 * will wait longest. They end after the last test.
 */
final class SharedStacks implements ParameterResolver {
  @Override
  public boolean supportsParameter(ParameterContext parameter, ExtensionContext context) {
    var type = parameter.getParameter().getType();
    return type == PackagedStack.class || type == UnansweredCalls.class;
  }

  @Override
  public Object resolveParameter(ParameterContext parameter, ExtensionContext context) {
    var started =
        context
            .getRoot()
            .getStore(Namespace.create(SharedStacks.class))
            .getOrComputeIfAbsent("started", _ -> new Started(folder()), Started.class);
    return parameter.getParameter().getType() == PackagedStack.class
        ? started.stack()
        : started.unanswered();
  }

  private record Started(Path folder, UnansweredCalls unanswered, PackagedStack stack)
      implements AutoCloseable {
    Started(Path folder) {
      this(Artifact.in(folder.resolve("function")), folder);
    }

    private Started(Artifact artifact, Path folder) {
      this(
          folder,
          UnansweredCalls.begun(artifact, folder),
          new PackagedStack(artifact, folder.resolve("whole"), Set.of()));
    }

    @Override
    public void close() throws IOException {
      stack.close();
      unanswered.close();
      try (var files = Files.walk(folder)) {
        for (var file : files.sorted(Comparator.reverseOrder()).toList()) {
          Files.delete(file);
        }
      }
    }
  }

  private static Path folder() {
    try {
      return Files.createTempDirectory("ecsjobs-packaged");
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
