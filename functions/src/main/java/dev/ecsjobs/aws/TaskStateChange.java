package dev.ecsjobs.aws;

import dev.ecsjobs.run.RunId;
import dev.ecsjobs.run.Signal;
import java.time.Instant;
import java.util.Map;

/** An "ECS Task State Change" event, read as a signal to a run. */
public sealed interface TaskStateChange {

  /** It concerns a run of this stack. */
  record Ours(RunId run, Signal signal) implements TaskStateChange {}

  /** It does not, and why. */
  record Ignored(String reason) implements TaskStateChange {}

  /**
   * Reads the event. {@code detail.version} orders the events of one task; it is not needed here,
   * since a run never goes back: RUNNING after STOPPED finds the attempt ended.
   */
  static TaskStateChange read(Map<String, ?> event, String stack, Instant receivedAt) {
    if (!(event.get("detail") instanceof Map<?, ?> detail)) {
      return new Ignored("The event has no detail; it is no ECS Task State Change.");
    }
    var report = TaskReport.of(detail);
    var startedBy =
        report.startedBy().flatMap(StartedBy::parse).filter(by -> by.stack().equals(stack));
    if (startedBy.isEmpty()) {
      return new Ignored(
          "Task %s was not started by stack %s, but by %s."
              .formatted(report.task(), stack, report.startedBy().orElse("nobody it names")));
    }
    int attempt = startedBy.get().attempt();
    return switch (report.lastStatus()) {
      case "STOPPED" ->
          new Ours(
              startedBy.get().run(), new Signal.TaskStopped(receivedAt, attempt, report.stopped()));
      case "RUNNING" ->
          new Ours(
              startedBy.get().run(),
              new Signal.TaskStarted(
                  receivedAt, attempt, report.task(), report.startedAt().orElse(receivedAt)));
      default -> new Ignored("Status " + report.lastStatus() + " decides nothing.");
    };
  }
}
