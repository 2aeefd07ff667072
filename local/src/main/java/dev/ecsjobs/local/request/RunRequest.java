package dev.ecsjobs.local.request;

import dev.ecsjobs.Checked;
import dev.ecsjobs.Problem;
import dev.ecsjobs.aws.Json;
import dev.ecsjobs.job.JobDocument;
import dev.ecsjobs.job.JobName;
import dev.ecsjobs.run.RunId;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * A run that a person asks for.
 *
 * @param id which run it will be, however often it is asked for
 * @param document the launch function's input
 * @param request what names the run; absent if its scheduled time does
 */
public record RunRequest(RunId id, Map<String, Object> document, Optional<String> request) {
  private static final String SCHEDULED_TIME = "scheduledTime";

  /** What would keep a run from starting at once, or at all, that a person wants now. */
  private static final List<String> CONDITIONS = List.of("startingDeadline", "after");

  public RunRequest {
    document = new LinkedHashMap<>(document);
  }

  /**
   * A run beside those of the schedule.
   *
   * @param input the job's document, as its schedule sends it
   * @param request names the run: asked for again, it is the same
   */
  public static RunRequest of(JobName job, String input, String request) {
    var document = new LinkedHashMap<>(Json.readObject(input));
    document.put("request", request);
    return new RunRequest(RunId.requested(job, request), document, Optional.of(request));
  }

  /** The same for a time of the past or the future: the job is told it, and starts now. */
  public static RunRequest at(Instant time, JobName job, String input, String request) {
    var document = of(job, filled(input, time), request).document();
    document.put(SCHEDULED_TIME, time.toString());
    withoutConditions(document);
    return new RunRequest(RunId.requested(job, request), document, Optional.of(request));
  }

  /** The run that the schedule would have started at that time. */
  static RunRequest ofSchedule(Instant time, JobName job, String input) {
    var document = new LinkedHashMap<>(Json.readObject(filled(input, time)));
    document.put(SCHEDULED_TIME, time.toString());
    withoutConditions(document);
    return new RunRequest(RunId.scheduled(job, time), document, Optional.empty());
  }

  /** The Scheduler fills in the time wherever the Input asks for it. */
  private static String filled(String input, Instant time) {
    return input.replace(JobDocument.SCHEDULED_TIME, time.toString());
  }

  /** Null, since the stack's defaults fill what is left out. */
  private static void withoutConditions(Map<String, Object> document) {
    CONDITIONS.forEach(condition -> document.put(condition, null));
  }

  /** The same with fields in place of the document's own. */
  RunRequest with(Map<String, ?> fields) {
    var changed = new RunRequest(id, document, request);
    changed.document.putAll(fields);
    return changed;
  }

  /** The same with more in its container's environment. */
  public Checked<RunRequest> withEnvironment(Map<String, String> variables) {
    if (variables.isEmpty()) {
      return Checked.valid(this);
    }
    if (!(document.get("task") instanceof Map<?, ?> task)) {
      return Checked.invalid(
          new Problem(
              "--env",
              "is given, and " + id.job() + " runs no container: it changes a service",
              "Leave --env out"));
    }
    var environment = new LinkedHashMap<String, Object>();
    if (task.get("environment") instanceof Map<?, ?> own) {
      own.forEach((name, value) -> environment.put(name.toString(), value));
    }
    environment.putAll(variables);
    var changed = new LinkedHashMap<String, Object>();
    task.forEach((name, value) -> changed.put(name.toString(), value));
    changed.put("environment", environment);
    return Checked.valid(with(Map.of("task", changed)));
  }

  /** What the launch function is to be sent. */
  public String json() {
    return Json.write(document);
  }
}
