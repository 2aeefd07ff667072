package dev.ecsjobs.page;

import dev.ecsjobs.Durations;
import dev.ecsjobs.history.RunSummary;
import dev.ecsjobs.run.Outcome;
import dev.ecsjobs.run.Run;
import dev.ecsjobs.run.RunEvent;
import dev.ecsjobs.run.RunEvent.AttemptEnded;
import dev.ecsjobs.run.RunEvent.RunFinished;
import dev.ecsjobs.run.RunResult;
import dev.ecsjobs.run.StoppedTask;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * A run: its verdict, its attempts with what each wrote last, and all that happened to it.
 *
 * @param whereLogsAre if what the tasks wrote is not at hand
 */
public record OneRunView(Run run, Optional<String> whereLogsAre) {
  private static final int LOG_LINES = 40;

  public Html shown(Scene scene) {
    var attempts = Attempt.of(run);
    return Html.of(
        "<div class=\"lead\"><h1>{} {}</h1><p>{} · <code>{}</code> · {}{}{}</p>"
            + "<div class=\"actions\">{}</div></div>{}{}{}{}{}",
        Mark.of(run).sign(),
        verdict(scene, attempts),
        scene.host().link(new Target.OneJob(run.job().name()), Html.text(run.job().name().value())),
        run.id(),
        origin(scene),
        array(scene),
        cost(),
        run.finished().isPresent()
            ? scene.host().run(run.job().name())
            : scene.host().cancel(run.id()),
        story(scene),
        new IndexCells(run).shown(scene),
        bars(scene, attempts),
        logs(scene, attempts),
        timeline(scene));
  }

  private Html verdict(Scene scene, List<Attempt> attempts) {
    var mark = Mark.of(run);
    var took =
        run.finished()
            .map(finished -> Duration.between(run.requestedAt(), finished.at()))
            .orElseGet(() -> scene.moments().since(run.requestedAt()));
    return Html.of(
        "{} <span class=\"after\">{}</span>",
        mark.word(),
        attempts.isEmpty()
            ? ""
            : "%s %s, %s"
                .formatted(
                    run.finished().isPresent() ? "after" : "for",
                    Durations.shown(took),
                    attempts.size() == 1 ? "1 attempt" : attempts.size() + " attempts"));
  }

  private Html origin(Scene scene) {
    return run.scheduledTime()
        .map(time -> Html.of("scheduled for {}", scene.moments().absolute(time)))
        .orElseGet(() -> Html.of("requested {}", scene.moments().absolute(run.requestedAt())));
  }

  /** The run of an index leads back to its array. */
  private Html array(Scene scene) {
    return run.id()
        .array()
        .map(
            array ->
                Html.of(
                    " · index {} of {}",
                    run.id().index().getAsInt(),
                    scene.host().link(new Target.OneRun(array), Html.text(array.key()))))
        .orElse(Html.NONE);
  }

  private String cost() {
    return RunSummary.of(run)
        .map(RunSummary::spending)
        .filter(spending -> !spending.used().amounts().isEmpty())
        .map(spending -> " · " + Money.of(spending))
        .orElse("");
  }

  private Html story(Scene scene) {
    var story = Story.of(run);
    return story.isTrouble()
        ? Html.of(
            "<section class=\"card {}\">{}</section>",
            Mark.of(run).css(),
            TroubleCard.told(story, scene, ""))
        : Html.of("<p class=\"doing\">{}</p>", story.doing(scene.moments()));
  }

  private Html bars(Scene scene, List<Attempt> attempts) {
    return attempts.isEmpty()
        ? Html.NONE
        : Html.of(
            "<section><h2>Attempts</h2>{}</section>",
            new AttemptBars(run, attempts).shown(scene.moments()));
  }

  private Html logs(Scene scene, List<Attempt> attempts) {
    return Html.of(
        "<section class=\"logs\">{}{}</section>",
        Html.each(attempts.reversed(), attempt -> attempt(attempt, scene)),
        whereLogsAre.map(where -> Html.of("<p class=\"sub\">{}</p>", where)).orElse(Html.NONE));
  }

  private static Html attempt(Attempt attempt, Scene scene) {
    var lines =
        attempt.task().map(task -> scene.logs().lastLines(task, LOG_LINES)).orElse(List.of());
    return Html.of(
        "<article class=\"attempt\" data-row data-key=\"{}\"><h3 tabindex=\"-1\">{} Attempt"
            + " {}</h3><p>{}</p>{}{}</article>",
        attempt.number(),
        attempt.mark().sign(),
        attempt.number(),
        attempt.end().map(end -> end.outcome().what()).orElse(attempt.mark().word() + "."),
        facts(attempt, scene.moments()),
        Log.of(lines, "What attempt " + attempt.number() + " wrote last"));
  }

  /** ECS's own words, and what was different this time. */
  private static Html facts(Attempt attempt, Moments moments) {
    var stopped = attempt.end().flatMap(Attempt.End::stopped);
    var times =
        Html.each(
            attempt.phases(moments.now()),
            phase -> fact(capital(phase.name()), Durations.shown(phase.length())));
    var facts =
        Stream.of(
                attempt.end().flatMap(OneRunView::kind).map(k -> fact("Kind", k)),
                stopped
                    .filter(s -> s.exitCode().isPresent())
                    .map(s -> fact("Exit code", Integer.toString(s.exitCode().getAsInt()))),
                stopped.flatMap(StoppedTask::stopCode).map(code -> fact("Stop code", code)),
                stopped.flatMap(StoppedTask::stoppedReason).map(why -> fact("Stopped reason", why)),
                stopped.flatMap(StoppedTask::containerReason).map(why -> fact("Container", why)),
                attempt.changes().isEmpty()
                    ? Optional.<Html>empty()
                    : Optional.of(fact("Launched", String.join(", ", attempt.changes()))),
                attempt.task().map(task -> fact("Task", task.substring(task.lastIndexOf('/') + 1))))
            .flatMap(Optional::stream)
            .collect(Html.joined());
    return Html.of("<dl class=\"facts\">{}{}</dl>", times, facts);
  }

  private static Optional<String> kind(Attempt.End end) {
    return end.outcome() instanceof Outcome.Failed failed
        ? Optional.of(failed.kind().toString())
        : Optional.empty();
  }

  private static String capital(String words) {
    return Character.toUpperCase(words.charAt(0)) + words.substring(1);
  }

  private static Html fact(String name, String value) {
    return Html.of("<div><dt>{}</dt><dd>{}</dd></div>", name, value);
  }

  private Html timeline(Scene scene) {
    return Html.of(
        "<section><h2>Timeline</h2><ol class=\"timeline\">{}</ol></section>",
        Html.each(
            run.timeline(),
            event ->
                Html.of(
                    "<li class=\"{}\"><span class=\"clock\">{}</span> <span>{}</span></li>",
                    css(event),
                    scene.moments().absolute(event.at()),
                    scene.moments().told(event.reason()))));
  }

  private static String css(RunEvent event) {
    return switch (event) {
      case AttemptEnded ended -> ended.outcome() instanceof Outcome.Failed ? "bad" : "good";
      case RunFinished finished -> finished.result() == RunResult.SUCCEEDED ? "good" : "bad";
      case RunEvent.LaunchDeferred _,
          RunEvent.LongRunningSeen _,
          RunEvent.StopRequested _,
          RunEvent.CancelNoted _,
          RunEvent.ArrayStopping _ ->
          "late";
      case RunEvent.RunQueued _,
          RunEvent.QueueLookedAt _,
          RunEvent.AttemptLaunching _,
          RunEvent.TaskAccepted _,
          RunEvent.TaskRunning _,
          RunEvent.TaskLookedAt _,
          RunEvent.RetryScheduled _,
          RunEvent.ArrayStarted _,
          RunEvent.ArrayProgressed _ ->
          "quiet";
    };
  }
}
