package dev.ecsjobs.job;

import dev.ecsjobs.Document;
import dev.ecsjobs.job.Notify.Quiet;
import java.time.DateTimeException;
import java.time.LocalTime;
import java.time.ZoneId;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;

/** The {@code notify} part of the job document. */
final class NotifyDocument {
  /** A job's roll-up knows its last fifty runs. */
  private static final int LONGEST_STREAK = 50;

  private static final Pattern HOURS =
      Pattern.compile("(([01]\\d|2[0-3]):[0-5]\\d)-(([01]\\d|2[0-3]):[0-5]\\d)");

  private NotifyDocument() {}

  static Notify parse(Fields fields) {
    var after = fields.integer("after", 1, LONGEST_STREAK).orElse(Notify.DEFAULT.after());
    var zone = zone(fields);
    var quiet = fields.text("quiet").flatMap(text -> quiet(text, zone, fields));
    if (fields.value("timezone").isPresent() && fields.value("quiet").isEmpty()) {
      fields.problem(
          fields.at("timezone"), "stands without quiet hours", "Add quiet, or take it out");
    }
    var retrying = fields.flag("retrying").orElse(Notify.DEFAULT.retrying());
    var longRunning = fields.duration("longRunning", JobDocument.SHORTEST, JobDocument.LONGEST);
    fields.nothingElse();
    return new Notify(after, quiet, retrying, longRunning);
  }

  private static ZoneId zone(Fields fields) {
    var text = fields.text("timezone");
    try {
      return text.map(ZoneId::of).orElse(ZoneId.of("UTC"));
    } catch (DateTimeException e) {
      fields.problem(
          fields.at("timezone"),
          "is " + Fields.shown(text.orElse("")) + ", which is no time zone",
          "Write one such as Europe/Berlin");
      return ZoneId.of("UTC");
    }
  }

  private static Optional<Quiet> quiet(String text, ZoneId zone, Fields fields) {
    var hours = HOURS.matcher(text);
    if (hours.matches() && !hours.group(1).equals(hours.group(3))) {
      return Optional.of(
          new Quiet(LocalTime.parse(hours.group(1)), LocalTime.parse(hours.group(3)), zone));
    }
    fields.problem(
        fields.at("quiet"),
        "is " + Fields.shown(text) + ", which are no hours of a day",
        "Write them like 22:00-06:00");
    return Optional.empty();
  }

  /** Empty, and so left out, if nothing was said. */
  static Map<String, Object> of(Notify notify) {
    return notify.equals(Notify.DEFAULT)
        ? Map.of()
        : new Document()
            .put("after", notify.after())
            .put("quiet", notify.quiet())
            .put("timezone", notify.quiet().map(Quiet::zone))
            .put("retrying", notify.retrying())
            .put("longRunning", notify.longRunning())
            .fields();
  }
}
