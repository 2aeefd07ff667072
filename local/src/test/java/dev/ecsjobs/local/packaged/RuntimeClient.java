package dev.ecsjobs.local.packaged;

import java.io.File;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.List;
import java.util.zip.ZipFile;

/** AWS's Java runtime, as the build put it beside the functions. */
public final class RuntimeClient {
  private static final Path FOLDER = Artifact.HOME.resolve("local/target/runtime-client");
  private static final Path LIBRARY = unpacked();
  private static final String PACKAGE = "com.amazonaws.services.lambda.runtime.api.client.";

  private RuntimeClient() {}

  /**
   * Starts a function with the flags of the managed runtime.
   *
   * @param handler as the template names it
   */
  public static List<String> command(String handler) {
    return List.of(
        Path.of(System.getProperty("java.home"), "bin", "java").toString(),
        "-XX:+UseSerialGC",
        "-XX:TieredStopAtLevel=1",
        "--enable-native-access=ALL-UNNAMED",
        // Left alone, each process unpacks it to the same file in /tmp, under others' feet.
        "-D" + PACKAGE + "runtimeapi.NativeClient.JNI=" + LIBRARY,
        "-cp",
        FOLDER + File.separator + "*",
        PACKAGE + "AWSLambda",
        handler);
  }

  private static Path unpacked() {
    var library = FOLDER.resolve("libaws-lambda-jni.so");
    try (var jar = new ZipFile(jar().toFile());
        var content = jar.getInputStream(jar.getEntry(entry()))) {
      Files.copy(content, library, StandardCopyOption.REPLACE_EXISTING);
      return library;
    } catch (IOException e) {
      throw new UncheckedIOException("Not built? mvn -pl local process-test-resources", e);
    }
  }

  private static Path jar() throws IOException {
    try (var files = Files.list(FOLDER)) {
      return files
          .filter(file -> file.toString().contains("runtime-interface-client"))
          .findFirst()
          .orElseThrow();
    }
  }

  private static String entry() {
    var processor = System.getProperty("os.arch").equals("aarch64") ? "aarch_64" : "x86_64";
    var c = Files.exists(Path.of("/etc/alpine-release")) ? "linux_musl" : "linux";
    return "jni/libaws-lambda-jni.%s-%s.so".formatted(c, processor);
  }
}
