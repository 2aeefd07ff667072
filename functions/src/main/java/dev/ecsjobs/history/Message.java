package dev.ecsjobs.history;

import dev.ecsjobs.Document;
import dev.ecsjobs.job.JobName;
import dev.ecsjobs.job.Notify.Quiet;
import dev.ecsjobs.job.Pause;
import dev.ecsjobs.retry.FailureKind;
import dev.ecsjobs.run.Outcome;
import dev.ecsjobs.run.Run;
import dev.ecsjobs.run.RunEvent;
import dev.ecsjobs.run.RunEvent.AttemptEnded;
import dev.ecsjobs.run.StoppedTask;
import java.time.Instant;
import java.util.Map;
import java.util.Optional;

/**
 * What is said of a run: an event, kept so that whenever it is said again it is the same.
 *
 * @param type the event's {@code detail-type}
 * @param detail the event's {@code detail}, as plain JSON values
 */
public record Message(String type, Instant time, Map<String, Object> detail) {
  private static final String TIMED_OUT =
      "See from the log's last lines what it waited for; if it just needs longer, raise the limit"
          + " in the job document.";

  private static final String HANGING =
      "See from the log's last lines whether it gets on. If it hangs, cancel it; attemptTimeout or"
          + " runTimeout in the job document ends it by itself.";

  /**
   * Says how a run ended.
   *
   * @param before what was known of the job until then
   * @param run the run, and the line that the history has of it
   * @param trace what it has left behind
   */
  public static Message of(
      String stack, JobSummary before, Run run, RunSummary summary, Trace trace) {
    var news = News.of(before, summary);
    var detail =
        new Document()
            .put("stack", stack)
            .put("job", run.job().name())
            .put("run", run.id())
            .put("work", run.job().work().inShort())
            .put("result", summary.result())
            .put("what", "%s %s.".formatted(run.job().name(), news.what()));
    putReason(detail, run, summary);
    detail
        .put("scheduledTime", summary.scheduledTime())
        .put("requestedAt", summary.requestedAt())
        .put("finishedAt", summary.finishedAt())
        .put("attempts", summary.attempts().size());
    lastAttempt(run).ifPresent(ended -> putEnd(detail, ended));
    putTrace(detail, trace);
    putTell(detail, news, run, summary.finishedAt());
    pause(news, run, summary).ifPresent(pause -> detail.put("paused", pause.note()));
    return new Message(news.type(), summary.finishedAt(), detail.fields());
  }

  /**
   * Says what happened to a run that goes on.
   *
   * @param event one of those that are told at once
   * @param trace what its last attempt has left behind so far
   */
  public static Message of(String stack, Run run, RunEvent event, Trace trace) {
    boolean retrying = event instanceof RunEvent.RetryScheduled;
    News news = retrying ? new News.Retrying() : new News.LongRunning();
    var failed = retrying ? lastFailure(run) : Optional.<Outcome.Failed>empty();
    var detail =
        new Document()
            .put("stack", stack)
            .put("job", run.job().name())
            .put("run", run.id())
            .put("work", run.job().work().inShort())
            .put("state", run.state().getClass().getSimpleName())
            .put("what", "%s %s.".formatted(run.job().name(), news.what()))
            .put("reason", failed.map(f -> f.what() + " ").orElse("") + event.reason())
            .put("fix", retrying ? failed.flatMap(Message::fix) : Optional.of(HANGING))
            .put("scheduledTime", run.scheduledTime())
            .put("requestedAt", run.requestedAt())
            .put("attempts", ended(run) + (retrying ? 0 : 1));
    if (retrying) {
      lastAttempt(run).ifPresent(ended -> putEnd(detail, ended));
    }
    putTrace(detail, trace);
    putTell(detail, news, run, event.at());
    return new Message(news.type(), event.at(), detail.fields());
  }

  private static int ended(Run run) {
    return (int) run.timeline().stream().filter(AttemptEnded.class::isInstance).count();
  }

  /** The run's reason has the hint in it; here each stands by itself. */
  private static void putReason(Document detail, Run run, RunSummary summary) {
    var failed = lastFailure(run);
    var told = failed.flatMap(Outcome.Failed::fix);
    detail
        .put(
            "reason",
            told.map(fix -> summary.reason().replace(" " + fix, "")).orElse(summary.reason()))
        .put("fix", failed.flatMap(Message::fix));
  }

  /** Where ECS's words tell nothing, the log may. */
  private static Optional<String> fix(Outcome.Failed failed) {
    return failed
        .fix()
        .or(() -> Optional.of(TIMED_OUT).filter(_ -> failed.kind() == FailureKind.TIMED_OUT));
  }

  private static void putEnd(Document detail, AttemptEnded ended) {
    if (ended.outcome() instanceof Outcome.Failed failed) {
      detail.put("kind", failed.kind());
      if (failed.kind() == FailureKind.OUT_OF_MEMORY) {
        detail.put("memory", ended.stopped().map(stopped -> stopped.placement().memory()));
      }
    }
    detail
        .put("exitCode", ended.stopped().map(StoppedTask::exitCode))
        .put("stopCode", ended.stopped().flatMap(StoppedTask::stopCode))
        .put("stoppedReason", ended.stopped().flatMap(StoppedTask::stoppedReason))
        .put("containerReason", ended.stopped().flatMap(StoppedTask::containerReason));
  }

  private static void putTrace(Document detail, Trace trace) {
    detail.put("log", trace.log()).put("links", trace.links()).put("command", trace.command());
  }

  private static void putTell(Document detail, News news, Run run, Instant at) {
    boolean concerns = news.concernsPeople(run.job().notification());
    var quiet = run.job().notification().quietAt(at).filter(_ -> concerns);
    detail.put("tell", concerns && quiet.isEmpty()).put("untold", quiet.map(Message::because));
  }

  private static Optional<Pause> pause(News news, Run run, RunSummary summary) {
    var job = run.job();
    return news instanceof News.Failed failed
            && job.admission().pauseAfter().isPresent()
            && failed.inARow() >= job.admission().pauseAfter().getAsInt()
        ? Optional.of(
            pause(
                job.name(),
                summary.finishedAt(),
                "%d %s failed, and pauseAfter is %d"
                    .formatted(
                        failed.inARow(),
                        failed.inARow() == 1 ? "run" : "runs in a row",
                        job.admission().pauseAfter().getAsInt())))
        : Optional.empty();
  }

  /** The pause that this run's failure brings about, if it does; said again it is the same. */
  public Optional<Pause> pause() {
    return Optional.ofNullable(detail.get("paused"))
        .map(note -> pause(new JobName(detail.get("job").toString()), time, note.toString()));
  }

  private static Pause pause(JobName job, Instant since, String note) {
    return new Pause(job, "ecsjobs", since, note);
  }

  private static String because(Quiet hours) {
    return "The job's quiet hours are %s, %s.".formatted(hours, hours.zone());
  }

  private static Optional<Outcome.Failed> lastFailure(Run run) {
    return lastAttempt(run)
        .map(AttemptEnded::outcome)
        .filter(Outcome.Failed.class::isInstance)
        .map(Outcome.Failed.class::cast);
  }

  private static Optional<AttemptEnded> lastAttempt(Run run) {
    return run.timeline().reversed().stream()
        .filter(AttemptEnded.class::isInstance)
        .map(AttemptEnded.class::cast)
        .findFirst();
  }

  /** The message as a JSON object. */
  public Document document() {
    return new Document().put("type", type).put("time", time).put("detail", detail);
  }

  /** Reads what {@link #document} wrote. */
  public static Message read(Document d) {
    return new Message(d.text("type"), d.instant("time"), d.object("detail").fields());
  }
}
