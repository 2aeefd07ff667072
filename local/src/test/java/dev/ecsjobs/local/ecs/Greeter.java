package dev.ecsjobs.local.ecs;

import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;

/** A program for tasks behind a listener: says one line to whoever connects to its PORT. */
public final class Greeter {
  private Greeter() {}

  public static void main(String[] words) throws Exception {
    var port = Integer.parseInt(System.getenv("PORT"));
    try (var server = new ServerSocket(port, 50, InetAddress.getLoopbackAddress())) {
      while (true) {
        try (var client = server.accept()) {
          client.getOutputStream().write((words[0] + "\n").getBytes(StandardCharsets.UTF_8));
        }
      }
    }
  }

  /** The command of a container that runs it. */
  static String[] command(String word) throws Exception {
    var classes = Greeter.class.getProtectionDomain().getCodeSource().getLocation().toURI();
    return new String[] {
      Path.of(System.getProperty("java.home"), "bin", "java").toString(),
      "-XX:TieredStopAtLevel=1",
      "-XX:+UseSerialGC",
      "-Xmx16m",
      "-cp",
      Path.of(classes).toString(),
      Greeter.class.getName(),
      word
    };
  }
}
