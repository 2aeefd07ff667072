package dev.ecsjobs.local.ecs;

import java.io.IOException;
import java.util.concurrent.TimeUnit;

/** The images that tests with real containers need. */
public final class Images {
  public static final String BUSYBOX = "public.ecr.aws/docker/library/busybox:stable";

  private Images() {}

  /** Pulls it if need be. */
  public static boolean hasBusybox() throws IOException, InterruptedException {
    return succeeds("docker", "image", "inspect", BUSYBOX)
        || succeeds("docker", "pull", "--quiet", BUSYBOX);
  }

  private static boolean succeeds(String... command) throws IOException, InterruptedException {
    var process =
        new ProcessBuilder(command)
            .redirectOutput(ProcessBuilder.Redirect.DISCARD)
            .redirectError(ProcessBuilder.Redirect.INHERIT)
            .start();
    try {
      return process.waitFor(1, TimeUnit.MINUTES) && process.exitValue() == 0;
    } finally {
      process.destroyForcibly();
    }
  }
}
