package dev.ecsjobs.local.ecs;

import java.io.File;
import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import software.amazon.awssdk.services.ecs.model.HealthCheck;
import software.amazon.awssdk.services.ecs.model.HealthStatus;

/**
 * Asks a running container how it is, as its health check says.
 *
 * <p>After a restart it asks again; what it found last is a fact until then.
 */
final class HealthProbe {
  private static final int INTERVAL = 30; // seconds, here and below, unless the definition says
  private static final int TIMEOUT = 5;
  private static final int RETRIES = 3;
  private static final String IN_A_SHELL = "CMD-SHELL";

  private final ContainerFolder folder;
  private Process probe;
  private Instant begunAt = Instant.MIN;
  private int failures;

  HealthProbe(ContainerFolder folder) {
    this.folder = folder;
  }

  /** What to execute: a command's first word says how to take the rest. */
  static List<String> words(HealthCheck check) {
    var rest = check.command().subList(1, check.command().size());
    return IN_A_SHELL.equals(check.command().getFirst())
        ? List.of("sh", "-c", String.join(" ", rest))
        : rest;
  }

  /** The first answer is asked for one interval after the container's start. */
  void look(ContainerLife container, Instant now) throws IOException {
    var check = container.definition().healthCheck();
    if (check == null) {
      return;
    }
    if (probe != null) {
      await(container, check, now);
    } else if (isDue(container, check, now)) {
      begunAt = now;
      probe =
          new ProcessBuilder(
                  "/bin/sh", folder.path().resolve(ContainerFolder.HEALTH_CHECK).toString())
              .redirectInput(new File("/dev/null"))
              .redirectOutput(ProcessBuilder.Redirect.DISCARD)
              .redirectError(ProcessBuilder.Redirect.DISCARD)
              .start();
    }
  }

  private boolean isDue(ContainerLife container, HealthCheck check, Instant now) {
    var last = begunAt.equals(Instant.MIN) ? container.startedAt().orElse(now) : begunAt;
    return !now.isBefore(last.plus(seconds(check.interval(), INTERVAL)));
  }

  private void await(ContainerLife container, HealthCheck check, Instant now) throws IOException {
    if (!probe.isAlive()) {
      answered(container, check, probe.exitValue() == 0);
      probe = null;
    } else if (now.isAfter(begunAt.plus(seconds(check.timeout(), TIMEOUT)))) {
      stop();
      answered(container, check, false);
    }
  }

  private void answered(ContainerLife container, HealthCheck check, boolean well)
      throws IOException {
    failures = well || isInGrace(container, check) ? 0 : failures + 1;
    if (well) {
      put(container, HealthStatus.HEALTHY);
    } else if (failures >= retries(check)) {
      put(container, HealthStatus.UNHEALTHY);
    }
  }

  /** Who is still starting may be unwell. */
  private boolean isInGrace(ContainerLife container, HealthCheck check) {
    var grace = seconds(check.startPeriod(), 0);
    return container.startedAt().filter(start -> begunAt.isBefore(start.plus(grace))).isPresent();
  }

  private void put(ContainerLife container, HealthStatus health) throws IOException {
    if (container.health() != health) {
      folder.facts().put("health", health.toString());
    }
  }

  private static int retries(HealthCheck check) {
    return check.retries() == null ? RETRIES : check.retries();
  }

  private static Duration seconds(Integer given, int otherwise) {
    return Duration.ofSeconds(given == null ? otherwise : given);
  }

  /** Whoever asked for too long asks no more. */
  void stop() {
    if (probe != null) {
      probe.descendants().forEach(ProcessHandle::destroyForcibly);
      probe.destroyForcibly();
      probe = null;
    }
  }
}
