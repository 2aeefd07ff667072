package dev.ecsjobs.lambda;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.IOException;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.time.Duration;

/** What events will ask for, gone through once: code that has run is loaded and linked. */
final class Rehearsal {
  private static final String TIME = "2000-01-01T00:00:00Z";

  /** With what most jobs say. */
  private static final String JOB =
      """
      {"job": "rehearsal", "scheduledTime": "%s",
       "task": {"definition": "rehearsal", "container": "main", "command": ["true"], "environment": {"A": "b"},
                "capacity": "FARGATE_SPOT"},
       "retry": {"maxAttempts": 2, "initialDelay": "PT1M", "rules": [{"exitCodes": [78], "then": "FAIL"}]},
       "attemptTimeout": "PT1H", "concurrency": "FORBID"}
      """
          .formatted(TIME);

  private static final String STOPPED =
      """
      {"detail": {
        "taskArn": "%s", "lastStatus": "STOPPED", "stopCode": "EssentialContainerExited",
        "stoppedReason": "Essential container in task exited", "startedBy": "%s/rehearsal/20000101T000000Z/1",
        "startedAt": "%s", "stoppedAt": "%s",
        "overrides": {"containerOverrides": [{"name": "main", "environment": [
          {"name": "JOB_RUN_ID", "value": "rehearsal/20000101T000000Z"}]}]},
        "containers": [{"name": "main", "lastStatus": "STOPPED", "exitCode": 0}]}}
      """;

  private Rehearsal() {}

  /** A schedule fires. */
  static void launch(Wiring played) {
    trying(
        () ->
            new LaunchHandler(played)
                .answer(
                    JOB.getBytes(UTF_8),
                    "rehearsal",
                    () -> played.clock().instant(),
                    OutputStream.nullOutputStream()));
  }

  /** A task ends well. */
  static void ending(Wiring played) {
    launch(played);
    var event = STOPPED.formatted(PlayedWire.TASK, played.stack(), TIME, TIME);
    trying(
        () ->
            new TaskStateHandler(played)
                .answer(event.getBytes(UTF_8), OutputStream.nullOutputStream()));
  }

  /** A minute in which nothing is due. */
  static void sweep(Wiring played) {
    played.engine().sweep(played.clock().instant().plus(Duration.ofSeconds(1)));
  }

  private interface Act {
    void run() throws IOException;
  }

  private static void trying(Act act) {
    try {
      act.run();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
