package dev.ecsjobs.aws;

import dev.ecsjobs.Checked;
import dev.ecsjobs.Problem;
import dev.ecsjobs.job.JobDefaults;
import dev.ecsjobs.job.JobDocument;
import dev.ecsjobs.job.JobName;
import dev.ecsjobs.run.RunId;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.Optional;

/** What the launch function is sent: by a schedule a job document, by a person that or a wish. */
public sealed interface LaunchInput {

  /** A run of this job is asked for. */
  record Launch(JobDocument document) implements LaunchInput {}

  /** The run is to end: {@code {"cancel": "job/key", "reason": "…"}}. */
  record Cancel(RunId run, String reason) implements LaunchInput {}

  /** The job's schedule is to start nothing: {@code {"pause": "job", "by": "…", "note": "…"}}. */
  record PauseJob(JobName job, String by, String note) implements LaunchInput {}

  /** The job's schedule is to start runs again: {@code {"resume": "job"}}. */
  record ResumeJob(JobName job) implements LaunchInput {}

  /**
   * Reads what the launch function is sent.
   *
   * @param defaults a JSON object: what every job has that does not say otherwise
   */
  static Checked<LaunchInput> read(byte[] input, String defaults) {
    return switch (object(input)) {
      case Checked.Invalid<Map<String, ?>> invalid -> Checked.invalid(invalid.problems());
      case Checked.Valid<Map<String, ?>> valid when valid.value().containsKey("cancel") ->
          cancel(valid.value());
      case Checked.Valid<Map<String, ?>> valid when valid.value().containsKey("pause") ->
          job(valid.value(), "pause").map(job -> pause(job, valid.value()));
      case Checked.Valid<Map<String, ?>> valid when valid.value().containsKey("resume") ->
          job(valid.value(), "resume").map(ResumeJob::new);
      case Checked.Valid<Map<String, ?>> valid -> launch(valid.value(), defaults);
    };
  }

  private static Checked<LaunchInput> launch(Map<String, ?> document, String defaults) {
    return switch (readDefaults(defaults)) {
      case Checked.Invalid<JobDefaults> invalid -> Checked.invalid(invalid.problems());
      case Checked.Valid<JobDefaults> valid -> job(document, valid.value()).map(Launch::new);
    };
  }

  /** Reads a schedule's input; empty if it is no job document, or a wrong one. */
  static Optional<JobDocument> readJob(String input, String defaults) {
    return read(input.getBytes(StandardCharsets.UTF_8), defaults)
            instanceof Checked.Valid<LaunchInput>(Launch launch)
        ? Optional.of(launch.document())
        : Optional.empty();
  }

  /** Reads what may only be a job document: a schedule's input. */
  static Checked<JobDocument> readJob(byte[] input, JobDefaults defaults) {
    return switch (object(input)) {
      case Checked.Valid<Map<String, ?>> valid -> job(valid.value(), defaults);
      case Checked.Invalid<Map<String, ?>> invalid -> Checked.invalid(invalid.problems());
    };
  }

  private static Checked<JobDocument> job(Map<String, ?> document, JobDefaults defaults) {
    return isSchedulersOwn(document)
        ? Checked.invalid(noJob("The schedule has no Input of its own"))
        : JobDocument.parse(defaults.under(document));
  }

  /** Reads the stack's defaults; their problems stand under the name of their parameter. */
  static Checked<JobDefaults> readDefaults(String defaults) {
    var read =
        switch (object(defaults.getBytes(StandardCharsets.UTF_8))) {
          case Checked.Valid<Map<String, ?>> object -> JobDefaults.parse(object.value());
          case Checked.Invalid<Map<String, ?>> _ ->
              Checked.<JobDefaults>invalid(
                  new Problem("", "is no JSON object", "Write {} for no defaults"));
        };
    return switch (read) {
      case Checked.Valid<JobDefaults> valid -> valid;
      case Checked.Invalid<JobDefaults> invalid ->
          Checked.invalid(invalid.problems().stream().map(p -> p.under("JobDefaults")).toList());
    };
  }

  /** Without an Input, SAM lets EventBridge Scheduler send an envelope with an empty detail. */
  private static boolean isSchedulersOwn(Map<String, ?> document) {
    return "aws.scheduler".equals(document.get("source")) && !document.containsKey("job");
  }

  private static Checked<LaunchInput> cancel(Map<String, ?> wish) {
    var run = Optional.ofNullable(wish.get("cancel")).map(Object::toString).flatMap(RunId::parse);
    return run.isPresent()
        ? Checked.valid(new Cancel(run.get(), words(wish, "reason").orElse("no reason given")))
        : Checked.invalid(
            new Problem(
                "cancel",
                "is " + wish.get("cancel") + ", which is no run",
                "Write the run as the history has it, such as hello/20260301T010000Z"));
  }

  private static Checked<JobName> job(Map<String, ?> wish, String field) {
    var job = Optional.ofNullable(wish.get(field)).map(Object::toString).flatMap(JobName::parse);
    return job.isPresent()
        ? Checked.valid(job.get())
        : Checked.invalid(
            new Problem(
                field,
                "is " + wish.get(field) + ", which is no job",
                "Write the job's name, such as nightly-report"));
  }

  private static LaunchInput pause(JobName job, Map<String, ?> wish) {
    return new PauseJob(
        job, words(wish, "by").orElse("somebody"), words(wish, "note").orElse("no note was left"));
  }

  /** A clause, to be put into sentences. */
  private static Optional<String> words(Map<String, ?> wish, String field) {
    return Optional.ofNullable(wish.get(field))
        .map(Object::toString)
        .filter(r -> !r.isBlank())
        .map(r -> r.strip().replaceFirst("[.]+$", ""));
  }

  @SuppressWarnings("unchecked") // the keys of a JSON object are texts
  private static Checked<Map<String, ?>> object(byte[] input) {
    try {
      return Json.read(input) instanceof Map<?, ?> object
          ? Checked.valid((Map<String, ?>) object)
          : Checked.invalid(noJob("The input is no JSON object"));
    } catch (Json.MalformedJson e) {
      return Checked.invalid(noJob("The input is no JSON: " + e.getMessage()));
    }
  }

  private static Problem noJob(String what) {
    return new Problem(
        "",
        what,
        "Give the schedule an Input with the job document, at least {\"job\": …, \"task\":"
            + " {\"definition\": …}}");
  }
}
