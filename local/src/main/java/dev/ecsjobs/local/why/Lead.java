package dev.ecsjobs.local.why;

import dev.ecsjobs.history.RunSummary;
import dev.ecsjobs.run.RunId;
import java.time.Instant;
import java.util.Optional;
import java.util.regex.Pattern;

/**
 * Where an answer leads: the run it is about, and what to type next.
 *
 * @param job its name, as it was asked for
 */
public record Lead(String job) {
  private static final Pattern RUN = Pattern.compile("[\\w-]{1,64}/(\\d{8}T\\d{6}Z|[0-9a-f]{16})");

  /** The run that the answer is about, if there is one. */
  public Optional<RunId> run(Why why) {
    return switch (why) {
      case Why.Ran(var run) -> Optional.of(run.run());
      case Why.Skipped(var run) -> Optional.of(run.run());
      case Why.Missed(var run) -> Optional.of(run.run());
      case Why.UnderWay(var run) -> Optional.of(run.id());
      case Why.Waits(var run, _) -> Optional.of(run.id());
      case Why.ByHand _,
          Why.NotDue _,
          Why.NoSuchTime _,
          Why.Disabled _,
          Why.ToCome _,
          Why.JustNow _,
          Why.BeforeTheSchedule _,
          Why.BeforeTheChange _,
          Why.TooLongAgo _,
          Why.Paused _,
          Why.Unrecorded _,
          Why.NoSchedule _,
          Why.StrangeSchedule _,
          Why.Unheard _ ->
          Optional.empty();
    };
  }

  /** The words of the command that leads on. */
  public String next(Why why) {
    return switch (why) {
      case Why.Ran(var run) -> "show " + run.run();
      case Why.UnderWay(var run) -> "show " + run.id();
      case Why.Waits(var run, _) -> "show " + run.id();
      case Why.Skipped(var run) -> blocking(run);
      case Why.Missed(var run) -> runAt(run.scheduledTime().orElseThrow());
      case Why.ByHand(var runs) -> "show " + runs.getFirst();
      case Why.NotDue(_, var around, _) -> whyBefore(around);
      case Why.NoSuchTime(_, var around) -> whyBefore(around);
      case Why.ToCome(_, var pause) -> (pause.isPresent() ? "resume " : "run ") + job;
      case Why.JustNow(var time) -> why(time);
      case Why.Disabled(var time) -> runAt(time);
      case Why.BeforeTheSchedule(var time, _) -> runAt(time);
      case Why.BeforeTheChange(var time, _) -> runAt(time);
      case Why.TooLongAgo(var time, _) -> runAt(time);
      case Why.Unrecorded(var time, _, _, _, _) -> runAt(time);
      case Why.Paused _ -> "resume " + job;
      case Why.NoSchedule(), Why.StrangeSchedule _ -> "history " + job;
      case Why.Unheard _ -> "history";
    };
  }

  /** The run that was in the way is named in the reason. */
  private String blocking(RunSummary skipped) {
    var named = RUN.matcher(skipped.reason());
    return named.find() ? "show " + named.group() : runAt(skipped.scheduledTime().orElseThrow());
  }

  private String whyBefore(Why.Around around) {
    return around.before().or(around::after).map(this::why).orElse("history " + job);
  }

  private String why(Instant time) {
    return "why " + job + " " + time;
  }

  private String runAt(Instant time) {
    return "run " + job + " --at " + time;
  }
}
