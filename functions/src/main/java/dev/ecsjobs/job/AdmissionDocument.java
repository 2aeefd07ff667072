package dev.ecsjobs.job;

import dev.ecsjobs.Document;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** The fields of a job document that say when a run may begin. */
final class AdmissionDocument {
  private static final int LONGEST_QUEUE = 100;
  private static final int LARGEST_GROUP = 1_000;
  private static final int MOST_FAILURES = 100;

  private AdmissionDocument() {}

  static Admission parseIn(Fields fields) {
    var concurrency = fields.oneOf("concurrency", Concurrency.class).orElse(Concurrency.FORBID);
    var queueLimit = fields.integer("queueLimit", 1, LONGEST_QUEUE);
    if (queueLimit.isPresent() && concurrency != Concurrency.QUEUE) {
      fields.problem(
          "queueLimit",
          "is given while concurrency is " + concurrency,
          "Leave it out, or say \"concurrency\": \"QUEUE\"");
    }
    return new Admission(
        concurrency,
        queueLimit.orElse(Admission.DEFAULT_QUEUE_LIMIT),
        fields.object("group").flatMap(AdmissionDocument::group),
        after(fields),
        fields.integer("pauseAfter", 1, MOST_FAILURES),
        fields
            .integer("priority", -Admission.HIGHEST_PRIORITY, Admission.HIGHEST_PRIORITY)
            .orElse(Admission.DEFAULT_PRIORITY));
  }

  private static Optional<Admission.Group> group(Fields fields) {
    var name =
        fields
            .requiredText("name", "Name the group, such as \"db\"")
            .flatMap(text -> JobDocument.name(fields, fields.at("name"), text));
    if (fields.value("limit").isEmpty()) {
      fields.problem(
          fields.at("limit"), "is missing", "Say how many runs of the group may be under way");
    }
    var limit = fields.integer("limit", 1, LARGEST_GROUP);
    fields.nothingElse();
    return name.isPresent() && limit.isPresent()
        ? Optional.of(new Admission.Group(name.get(), limit.getAsInt()))
        : Optional.empty();
  }

  private static List<JobName> after(Fields fields) {
    return fields.texts("after").stream()
        .flatMap(text -> JobDocument.name(fields, "after", text).stream())
        .toList();
  }

  static void write(Admission admission, Document document) {
    document.put("concurrency", admission.concurrency());
    if (admission.concurrency() == Concurrency.QUEUE) {
      document.put("queueLimit", admission.queueLimit());
    }
    document
        .put("group", admission.group().map(AdmissionDocument::of))
        .put("after", admission.after())
        .put("pauseAfter", admission.pauseAfter());
    if (admission.priority() != Admission.DEFAULT_PRIORITY) {
      document.put("priority", admission.priority());
    }
  }

  private static Map<String, Object> of(Admission.Group group) {
    return new Document().put("name", group.name()).put("limit", group.limit()).fields();
  }
}
