package dev.ecsjobs.local.dynamodb;

import java.io.IOException;
import java.lang.ProcessBuilder.Redirect;
import java.nio.file.Path;

/** A process that writes a hundred items, says so, and waits to be killed. */
final class WriterThatNeverCloses {
  static final String ANSWERED = "answered";

  private WriterThatNeverCloses() {}

  static Process start(Path folder) throws IOException {
    return new ProcessBuilder(
            Path.of(System.getProperty("java.home"), "bin", "java").toString(),
            "-XX:TieredStopAtLevel=1",
            "-XX:+UseSerialGC",
            "--enable-native-access=ALL-UNNAMED",
            "-cp",
            System.getProperty("java.class.path"),
            WriterThatNeverCloses.class.getName(),
            folder.toString())
        .redirectError(Redirect.INHERIT)
        .start();
  }

  // Opened and left open: whoever started it kills it. It also ends when its input is closed.
  public static void main(String[] arguments) throws IOException {
    DynamoDbLocal local = DynamoDbLocal.on(Path.of(arguments[0]));
    Runs.create(local.client());
    for (int i = 0; i < 100; i++) {
      Runs.put(local.client(), "killed", String.valueOf(i));
    }
    System.out.println(ANSWERED);
    System.exit(System.in.read());
  }
}
