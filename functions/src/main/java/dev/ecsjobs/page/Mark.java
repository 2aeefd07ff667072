package dev.ecsjobs.page;

import dev.ecsjobs.run.Run;
import dev.ecsjobs.run.RunEvent.AttemptEnded;
import dev.ecsjobs.run.RunResult;
import dev.ecsjobs.run.RunState.BackingOff;
import dev.ecsjobs.run.RunState.FannedOut;
import dev.ecsjobs.run.RunState.Finished;
import dev.ecsjobs.run.RunState.Launching;
import dev.ecsjobs.run.RunState.Queued;
import dev.ecsjobs.run.RunState.Requested;
import dev.ecsjobs.run.RunState.Running;
import dev.ecsjobs.run.RunState.Stopping;

/** How a run stands, as a sign and a word: the colour says nothing that these do not. */
enum Mark {
  SUCCEEDED("good", "Succeeded", "M4.6 8.3l2.3 2.3 4.5-5"),
  FAILED("bad", "Failed", "M5.3 5.3l5.4 5.4M10.7 5.3l-5.4 5.4"),
  MISSED("bad", "Missed", "M8 4.4v4.4M8 11.2v.6"),
  CANCELLED("quiet", "Cancelled", "M5.6 5.6h4.8v4.8H5.6z"),
  SKIPPED("quiet", "Skipped", "M5 4.8l3 3.2-3 3.2M9 4.8l3 3.2-3 3.2"),
  STARTING("busy", "Starting", "M6.4 4.8l5 3.2-5 3.2z"),
  RUNNING("busy", "Running", "M6.4 4.8l5 3.2-5 3.2z"),
  RETRYING("late", "Retrying", "M8 4.2V8l2.6 1.8"),
  STOPPING("late", "Stopping", "M5.6 5.6h4.8v4.8H5.6z"),
  WAITING("quiet", "Waiting", "M8 4.2V8l2.6 1.8"),
  PAUSED("late", "Paused", "M6.2 5v6M9.8 5v6"),
  NEVER("quiet", "No run yet", "M5 8h6");

  private final String css;
  private final String word;
  private final String path;

  Mark(String css, String word, String path) {
    this.css = css;
    this.word = word;
    this.path = path;
  }

  static Mark of(RunResult result) {
    return switch (result) {
      case SUCCEEDED -> SUCCEEDED;
      case FAILED -> FAILED;
      case CANCELLED -> CANCELLED;
      case SKIPPED -> SKIPPED;
      case MISSED -> MISSED;
    };
  }

  static Mark of(Run run) {
    boolean again = run.timeline().stream().anyMatch(AttemptEnded.class::isInstance);
    return switch (run.state()) {
      case Requested _ -> STARTING;
      case Queued _ -> WAITING;
      case Launching _ -> again ? RETRYING : STARTING;
      case Running running ->
          again ? RETRYING : running.startedAt().isPresent() ? RUNNING : STARTING;
      case BackingOff _ -> RETRYING;
      case Stopping _ -> STOPPING;
      case FannedOut array -> array.stop().isPresent() ? STOPPING : RUNNING;
      case Finished finished -> of(finished.result());
    };
  }

  /** Of {@code good}, {@code bad}, {@code late}, {@code busy} and {@code quiet}. */
  String css() {
    return css;
  }

  String word() {
    return word;
  }

  boolean isBad() {
    return css.equals("bad");
  }

  /** The sign alone, for beside a word. */
  Html sign() {
    return Html.of(
        "<svg class=\"sign {}\" width=\"16\" height=\"16\" viewBox=\"0 0 16 16\""
            + " aria-hidden=\"true\"><circle cx=\"8\" cy=\"8\" r=\"7\"/><path d=\"{}\"/></svg>",
        css,
        path);
  }

  /** Sign and word. */
  Html shown() {
    return Html.of("<span class=\"mark {}\">{} {}</span>", css, sign(), word);
  }
}
