package dev.ecsjobs.local.dynamodb;

import dev.ecsjobs.Problem;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.MalformedURLException;
import java.net.URL;
import java.net.URLClassLoader;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.logging.Level;
import java.util.logging.Logger;

/**
 * DynamoDB Local's jars behind a class loader that sees only the JDK, so its SDK never meets ours.
 */
final class ForeignJars {
  private static final String SQLITE =
      "com.amazonaws.services.dynamodbv2.local.shared.access.sqlite";

  // Held, or the collector takes the loggers and their levels away.
  private static final List<Logger> TALKATIVE =
      List.of(Logger.getLogger("com.almworks.sqlite4java"), Logger.getLogger("com.amazonaws"));

  // One for the whole JVM: a native library can be loaded by one class loader only.
  private static final ClassLoader LOADER = open();

  private ForeignJars() {}

  static ClassLoader loader() {
    return LOADER;
  }

  private static ClassLoader open() {
    Path built =
        Path.of(System.getProperty("ecsjobs.home", ".."), "local", "dynamodb", "target")
            .toAbsolutePath()
            .normalize();
    keepQuiet();
    URLClassLoader loader =
        new URLClassLoader("dynamodb-local", jars(built), ClassLoader.getPlatformClassLoader());
    tellWhereTheNativesAre(built, loader);
    return loader;
  }

  private static URL[] jars(Path built) {
    try (var files = Files.list(built.resolve("lib"))) {
      List<Path> jars = files.filter(f -> f.toString().endsWith(".jar")).sorted().toList();
      URL[] urls = new URL[jars.size()];
      for (int i = 0; i < urls.length; i++) {
        urls[i] = url(jars.get(i));
      }
      return urls;
    } catch (IOException e) {
      var problem =
          new Problem(
              built.resolve("lib").toString(),
              "DynamoDB Local's jars are not there",
              "Build them: mvn -pl local/dynamodb package");
      throw new UncheckedIOException(problem.toString(), e);
    }
  }

  private static URL url(Path jar) throws MalformedURLException {
    return jar.toUri().toURL();
  }

  // Its logging is silent by default, but setting log4j-core up to say nothing takes 0.4 s.
  private static void keepQuiet() {
    System.setProperty(
        "log4j2.loggerContextFactory",
        "org.apache.logging.log4j.simple.SimpleLoggerContextFactory");
    System.setProperty("org.apache.logging.log4j.simplelog.level", "OFF");
    TALKATIVE.forEach(log -> log.setLevel(Level.SEVERE));
  }

  // Left alone it unpacks the library to a fresh temporary file, which a killed process leaves.
  private static void tellWhereTheNativesAre(Path built, ClassLoader loader) {
    try {
      Object platform =
          loader
              .loadClass(SQLITE + ".SQLiteLibraryLoaderUtil")
              .getMethod("getNativeLibFolderPathForCurrentOS")
              .invoke(null);
      Path natives =
          built.resolve("natives").resolve(SQLITE.replace('.', '/')).resolve("native/" + platform);
      if (Files.isDirectory(natives)) {
        System.setProperty("org.sqlite.lib.path", natives.toString());
      }
    } catch (ReflectiveOperationException e) {
      throw new IllegalStateException("Not the DynamoDB Local we know, in " + built, e);
    }
  }
}
