package dev.ecsjobs.run;

import dev.ecsjobs.Document;
import dev.ecsjobs.job.JobDocument;
import dev.ecsjobs.retry.FailureKind;
import dev.ecsjobs.run.RunEvent.ArrayProgressed;
import dev.ecsjobs.run.RunEvent.ArrayStarted;
import dev.ecsjobs.run.RunEvent.ArrayStopping;
import dev.ecsjobs.run.RunEvent.AttemptEnded;
import dev.ecsjobs.run.RunEvent.AttemptLaunching;
import dev.ecsjobs.run.RunEvent.CancelNoted;
import dev.ecsjobs.run.RunEvent.LaunchDeferred;
import dev.ecsjobs.run.RunEvent.LongRunningSeen;
import dev.ecsjobs.run.RunEvent.QueueLookedAt;
import dev.ecsjobs.run.RunEvent.RetryScheduled;
import dev.ecsjobs.run.RunEvent.RunFinished;
import dev.ecsjobs.run.RunEvent.RunQueued;
import dev.ecsjobs.run.RunEvent.StopRequested;
import dev.ecsjobs.run.RunEvent.TaskAccepted;
import dev.ecsjobs.run.RunEvent.TaskLookedAt;
import dev.ecsjobs.run.RunEvent.TaskRunning;
import java.time.Duration;
import java.time.Instant;

/**
 * A run as a JSON object: what is stored, streamed and shown. The state is not in it: reading folds
 * the timeline again.
 */
public final class RunDocument {
  private RunDocument() {}

  public static Document of(Run run) {
    return new Document()
        .put("run", run.id())
        .put("job", JobDocument.of(run.job()))
        .put("scheduledTime", run.scheduledTime())
        .put("requestedAt", run.requestedAt())
        .put("version", run.version())
        .put("state", run.state().getClass().getSimpleName())
        .put("result", run.finished().map(RunState.Finished::result))
        .put("timeline", run.timeline().stream().map(e -> of(e).fields()).toList());
  }

  public static Run read(Document document) {
    var id = RunId.parse(document.text("run")).orElseThrow();
    var requested =
        Run.requested(
            id,
            JobDocument.stored(document.object("job").fields()),
            document.optionalInstant("scheduledTime"),
            document.instant("requestedAt"));
    var events = document.objects("timeline").stream().map(RunDocument::event).toList();
    var folded = requested.apply(events);
    return new Run(
        id,
        folded.job(),
        folded.scheduledTime(),
        folded.requestedAt(),
        document.integer("version"),
        folded.timeline(),
        folded.state());
  }

  /** One event of the timeline. */
  public static Document of(RunEvent event) {
    var document =
        new Document().put("event", event.getClass().getSimpleName()).put("at", event.at());
    return switch (event) {
      case RunQueued e ->
          document.put("stage", e.stage()).put("why", e.why()).put("lookAt", e.lookAt());
      case QueueLookedAt e -> document.put("lookAt", e.lookAt());
      case AttemptLaunching e ->
          document
              .put("attempt", e.attempt())
              .put("call", e.call())
              .put("leaseUntil", e.leaseUntil())
              .put("changes", e.changes());
      case LaunchDeferred e ->
          document
              .put("attempt", e.attempt())
              .put("until", e.until())
              .put("why", e.why())
              .put("since", e.since());
      case CancelNoted e -> document.put("why", e.why());
      case TaskAccepted e -> document.put("attempt", e.attempt()).put("task", e.task());
      case TaskRunning e ->
          document
              .put("attempt", e.attempt())
              .put("task", e.task())
              .put("startedAt", e.startedAt());
      case TaskLookedAt e ->
          document.put("attempt", e.attempt()).put("found", e.found()).put("lookAt", e.lookAt());
      case LongRunningSeen e ->
          document
              .put("soFar", e.soFar())
              .put("expected", e.expected())
              .put("successes", e.successes());
      case StopRequested e ->
          document
              .put("attempt", e.attempt())
              .put("task", e.task())
              .put("kind", e.kind())
              .put("why", e.why())
              .put("lookAt", e.lookAt());
      case AttemptEnded e ->
          document
              .put("attempt", e.attempt())
              .put("outcome", OutcomeDocument.of(e.outcome()).fields())
              .put("stopped", e.stopped().map(s -> OutcomeDocument.of(s).fields()));
      case RetryScheduled e ->
          document.put("next", e.next()).put("until", e.until()).put("why", e.why());
      case ArrayStarted e ->
          put(document, e.indexes()).put("size", e.size()).put("lookAt", e.lookAt());
      case ArrayProgressed e -> put(document, e.indexes()).put("lookAt", e.lookAt());
      case ArrayStopping e ->
          document.put("kind", e.kind()).put("why", e.why()).put("lookAt", e.lookAt());
      case RunFinished e -> document.put("result", e.result()).put("why", e.why());
    };
  }

  private static Document put(Document document, Indexes indexes) {
    return document
        .put("started", indexes.started())
        .put("succeeded", indexes.succeeded().toString())
        .put("failed", indexes.failed().toString());
  }

  private static Indexes indexes(Document d) {
    return new Indexes(
        d.integer("started"),
        IndexSet.parse(d.text("succeeded")),
        IndexSet.parse(d.text("failed")));
  }

  private static RunEvent event(Document d) {
    Instant at = d.instant("at");
    return switch (d.text("event")) {
      case "RunQueued" ->
          new RunQueued(at, Stage.valueOf(d.text("stage")), d.text("why"), d.instant("lookAt"));
      case "QueueLookedAt" -> new QueueLookedAt(at, d.instant("lookAt"));
      case "AttemptLaunching" ->
          new AttemptLaunching(
              at,
              d.integer("attempt"),
              d.integer("call"),
              d.instant("leaseUntil"),
              d.texts("changes"));
      case "LaunchDeferred" ->
          new LaunchDeferred(
              at, d.integer("attempt"), d.instant("until"), d.text("why"), d.instant("since"));
      case "CancelNoted" -> new CancelNoted(at, d.text("why"));
      case "TaskAccepted" -> new TaskAccepted(at, d.integer("attempt"), d.text("task"));
      case "TaskRunning" ->
          new TaskRunning(at, d.integer("attempt"), d.text("task"), d.instant("startedAt"));
      case "TaskLookedAt" ->
          new TaskLookedAt(
              at, d.integer("attempt"), Boolean.parseBoolean(d.text("found")), d.instant("lookAt"));
      case "LongRunningSeen" ->
          new LongRunningSeen(
              at,
              Duration.parse(d.text("soFar")),
              Duration.parse(d.text("expected")),
              d.optionalInteger("successes"));
      case "StopRequested" ->
          new StopRequested(
              at,
              d.integer("attempt"),
              d.text("task"),
              FailureKind.valueOf(d.text("kind")),
              d.text("why"),
              d.instant("lookAt"));
      case "AttemptEnded" ->
          new AttemptEnded(
              at,
              d.integer("attempt"),
              OutcomeDocument.outcome(d.object("outcome")),
              d.optionalObject("stopped").map(OutcomeDocument::stoppedTask));
      case "RetryScheduled" ->
          new RetryScheduled(at, d.integer("next"), d.instant("until"), d.text("why"));
      case "ArrayStarted" ->
          new ArrayStarted(at, d.integer("size"), indexes(d), d.instant("lookAt"));
      case "ArrayProgressed" -> new ArrayProgressed(at, indexes(d), d.instant("lookAt"));
      case "ArrayStopping" ->
          new ArrayStopping(
              at, FailureKind.valueOf(d.text("kind")), d.text("why"), d.instant("lookAt"));
      case "RunFinished" -> new RunFinished(at, RunResult.valueOf(d.text("result")), d.text("why"));
      default -> throw new IllegalStateException("stored event: " + d.fields());
    };
  }
}
