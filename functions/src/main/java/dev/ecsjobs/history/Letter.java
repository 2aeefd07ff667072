package dev.ecsjobs.history;

import dev.ecsjobs.Document;
import java.util.ArrayList;
import java.util.List;

/** A message for people: as a mail brings it, and as a terminal shows it. */
public record Letter(String subject, String text) {
  /** SNS takes a hundred, of ASCII. */
  private static final int LONGEST_SUBJECT = 100;

  /** Writes what an event's {@code detail} tells. */
  public static Letter of(Document detail) {
    var what = detail.text("what");
    return new Letter(subject(detail, what), String.join("\n", lines(detail, what)) + "\n");
  }

  private static String subject(Document detail, String what) {
    var subject = what.substring(0, what.length() - 1) + " (" + detail.text("stack") + ")";
    return subject.substring(0, Math.min(LONGEST_SUBJECT, subject.length()));
  }

  private static List<String> lines(Document detail, String what) {
    var lines = new ArrayList<String>();
    lines.add(what + " " + detail.text("reason"));
    detail.optionalText("fix").ifPresent(fix -> lines.addAll(List.of("", "To mend it: " + fix)));
    detail
        .optionalText("paused")
        .ifPresent(
            why ->
                lines.addAll(
                    List.of(
                        "",
                        "The job is paused: %s. To resume it: ecsjobs resume %s"
                            .formatted(why, detail.text("job")))));
    lines.add("");
    row(lines, detail, "Run", "run");
    row(lines, detail, "What it runs", "work");
    row(lines, detail, "Scheduled for", "scheduledTime");
    row(lines, detail, "Ended", "finishedAt");
    row(lines, detail, "Attempts", "attempts");
    row(lines, detail, "Failure", "kind");
    row(lines, detail, "Exit code", "exitCode");
    row(lines, detail, "Memory in MiB", "memory");
    row(lines, detail, "ECS says", "stoppedReason");
    if (!detail.optionalText("containerReason").equals(detail.optionalText("stoppedReason"))) {
      row(lines, detail, "The container", "containerReason");
    }
    var log = detail.texts("log");
    if (!log.isEmpty()) {
      lines.addAll(List.of("", "The log's last lines:"));
      log.forEach(line -> lines.add("  | " + line));
    }
    lines.addAll(List.of("", "Look closer: " + detail.text("command")));
    detail
        .optionalObject("links")
        .ifPresent(links -> links.fields().forEach((name, url) -> lines.add(name + ": " + url)));
    return lines;
  }

  /** Times are told to the second. */
  private static void row(List<String> lines, Document detail, String name, String field) {
    detail
        .optionalText(field)
        .map(value -> value.replaceFirst("\\.\\d+Z$", "Z"))
        .ifPresent(value -> lines.add("  %-14s %s".formatted(name, value)));
  }
}
