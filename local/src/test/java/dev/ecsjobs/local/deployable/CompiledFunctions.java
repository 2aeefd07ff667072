package dev.ecsjobs.local.deployable;

import dev.ecsjobs.lambda.Wiring;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.lang.classfile.ClassFile;
import java.lang.classfile.ClassModel;
import java.net.URI;
import java.net.URISyntaxException;
import java.nio.file.FileSystems;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;

/** The class files of the functions, as they are deployed: a folder or a jar. */
final class CompiledFunctions {
  private static final List<ClassModel> CLASSES = read();

  private CompiledFunctions() {}

  static List<ClassModel> classes() {
    return CLASSES;
  }

  /** As {@link Class#forName} takes them. */
  static List<String> names() {
    return CLASSES.stream()
        .map(model -> model.thisClass().asInternalName().replace('/', '.'))
        .toList();
  }

  private static List<ClassModel> read() {
    try {
      var source = Wiring.class.getProtectionDomain().getCodeSource().getLocation().toURI();
      if (Files.isDirectory(Path.of(source))) {
        return readIn(Path.of(source));
      }
      try (var jar = FileSystems.newFileSystem(URI.create("jar:" + source), Map.of())) {
        return readIn(jar.getPath("/"));
      }
    } catch (URISyntaxException e) {
      throw new IllegalStateException("a class path of URLs is one of URIs", e);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static List<ClassModel> readIn(Path folder) throws IOException {
    try (var files = Files.walk(folder)) {
      return files
          .filter(file -> file.toString().endsWith(".class"))
          .filter(file -> !file.endsWith("package-info.class"))
          .map(CompiledFunctions::parse)
          .toList();
    }
  }

  private static ClassModel parse(Path file) {
    try {
      return ClassFile.of().parse(Files.readAllBytes(file));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
