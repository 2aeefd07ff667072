package dev.ecsjobs.job;

import dev.ecsjobs.Checked;
import dev.ecsjobs.Document;
import dev.ecsjobs.Problem;
import dev.ecsjobs.retry.RetryPolicy;
import java.time.Duration;
import java.time.Instant;
import java.time.format.DateTimeParseException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * A job as a user writes it: the JSON document a schedule sends, as plain maps and lists. The whole
 * of it is in {@code docs/job.md}.
 *
 * @param scheduledTime when the schedule fired, nominally; absent when nobody filled it in (a
 *     hand-made invoke, an emulator that leaves the placeholder)
 * @param request names the run in place of the scheduled time: a person's wish, sent again, is the
 *     same run, and beside the one that the schedule started for that time
 */
public record JobDocument(
    Job job, Optional<Instant> scheduledTime, Optional<String> request, CatchUp catchUp) {
  /** EventBridge Scheduler puts the time here; left as it is, it means that nobody did. */
  public static final String SCHEDULED_TIME = "<aws.scheduler.scheduled-time>";

  static final Duration SHORTEST = Duration.ofSeconds(1);
  static final Duration LONGEST = Duration.ofDays(14);

  /** Reads the document strictly: every problem at once, an unknown field being one of them. */
  public static Checked<JobDocument> parse(Map<String, ?> document) {
    var problems = new ArrayList<Problem>();
    var read = read(document, problems);
    return problems.isEmpty() ? Checked.valid(read.orElseThrow()) : Checked.invalid(problems);
  }

  /** Reads what {@link #of} wrote, maybe under an earlier version with laxer rules. */
  public static Job stored(Map<String, ?> document) {
    return read(document, new ArrayList<>()).orElseThrow().job();
  }

  private static Optional<JobDocument> read(Map<String, ?> document, List<Problem> problems) {
    var fields = new Fields(document, "", problems);
    var name = name(fields);
    var scheduledTime = scheduledTime(fields);
    var work = work(fields);
    var retry = fields.object("retry").map(RetryDocument::parse).orElse(RetryPolicy.DEFAULT);
    var limits = limits(fields);
    var admission = AdmissionDocument.parseIn(fields);
    var request = fields.text("request");
    var catchUp = catchUp(fields);
    var array = ArrayDocument.parseIn(fields, name);
    var notify = fields.object("notify").map(NotifyDocument::parse).orElse(Notify.DEFAULT);
    fields.nothingElse();
    return name.isPresent() && work.isPresent()
        ? Optional.of(
            new JobDocument(
                new Job(name.get(), work.get(), retry, limits, admission, notify, array),
                scheduledTime,
                request,
                catchUp))
        : Optional.empty();
  }

  private static Optional<? extends Work> work(Fields fields) {
    if (fields.value("service").isEmpty()) {
      return TaskDocument.parseIn(fields);
    }
    if (fields.value("task").isPresent()) {
      fields.problem("service", "stands beside a task", "Make two jobs of it");
    }
    return fields.object("service").flatMap(ServiceDocument::parse);
  }

  private static Optional<JobName> name(Fields fields) {
    var text = fields.requiredText("job", "Give the job a name, such as \"nightly-report\"");
    return text.flatMap(given -> name(fields, "job", given));
  }

  static Optional<JobName> name(Fields fields, String where, String text) {
    var name = JobName.parse(text);
    if (name.isEmpty()) {
      fields.problem(
          where,
          "is " + Fields.shown(text),
          "Use 1 to 64 letters, digits, hyphens and underscores");
    }
    return name;
  }

  private static Optional<Instant> scheduledTime(Fields fields) {
    var text = fields.text("scheduledTime").filter(time -> !time.equals(SCHEDULED_TIME));
    try {
      return text.map(Instant::parse);
    } catch (DateTimeParseException e) {
      fields.problem(
          "scheduledTime",
          "is " + Fields.shown(text.orElse("")) + ", which is no instant",
          "Write " + SCHEDULED_TIME + " in a schedule, or a time like 2026-03-01T01:00:00Z");
      return Optional.empty();
    }
  }

  private static CatchUp catchUp(Fields fields) {
    return new CatchUp(
        fields.oneOf("catchUp", CatchUp.Policy.class).orElse(CatchUp.DEFAULT.policy()),
        fields.duration("catchUpWindow", SHORTEST, LONGEST).orElse(CatchUp.DEFAULT.window()));
  }

  private static Limits limits(Fields fields) {
    return new Limits(
        fields.duration("attemptTimeout", SHORTEST, LONGEST),
        fields.duration("runTimeout", SHORTEST, LONGEST),
        fields.duration("startTimeout", SHORTEST, LONGEST),
        fields.duration("startingDeadline", SHORTEST, LONGEST));
  }

  /** Writes a job as the document that {@link #parse} reads back, every default spelled out. */
  public static Map<String, Object> of(Job job) {
    var document = new Document().put("job", job.name());
    switch (job.work()) {
      case TaskTemplate task -> document.put("task", TaskDocument.of(task));
      case ServiceUpdate service -> document.put("service", ServiceDocument.of(service));
    }
    document
        .put("retry", RetryDocument.of(job.retry()))
        .put("attemptTimeout", job.limits().attempt())
        .put("runTimeout", job.limits().run())
        .put("startTimeout", job.limits().start())
        .put("startingDeadline", job.limits().startingDeadline());
    document.put("array", job.array().map(ArrayDocument::of));
    AdmissionDocument.write(job.admission(), document);
    return document.put("notify", NotifyDocument.of(job.notification())).fields();
  }
}
