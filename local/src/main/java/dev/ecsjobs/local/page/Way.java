package dev.ecsjobs.local.page;

import dev.ecsjobs.job.JobName;
import dev.ecsjobs.page.Target;
import dev.ecsjobs.run.RunId;
import java.util.Optional;

/** Between what can be asked for and its path. */
final class Way {
  private Way() {}

  static String to(Target target) {
    return switch (target) {
      case Target.Jobs _ -> "/";
      case Target.Runs _ -> "/runs";
      case Target.Next _ -> "/next";
      case Target.OneJob one -> "/jobs/" + one.job();
      case Target.OneRun one -> "/runs/" + one.run();
    };
  }

  /** Where a job's button leads: {@code run}, {@code pause} or {@code resume}. */
  static String to(JobName job, String verb) {
    return to(new Target.OneJob(job)) + "/" + verb;
  }

  /** Where a run's button leads. */
  static String toCancel(RunId run) {
    return to(new Target.OneRun(run)) + "/cancel";
  }

  /** Empty if nothing is there. */
  static Optional<Target> from(String path) {
    return switch (path) {
      case "/" -> Optional.of(new Target.Jobs());
      case "/runs" -> Optional.of(new Target.Runs());
      case "/next" -> Optional.of(new Target.Next());
      default ->
          path.startsWith("/jobs/")
              ? JobName.parse(path.substring("/jobs/".length())).map(Target.OneJob::new)
              : path.startsWith("/runs/")
                  ? RunId.parse(path.substring("/runs/".length())).map(Target.OneRun::new)
                  : Optional.empty();
    };
  }

  /** The job that something is to be done with. */
  static Optional<JobName> job(String path, String verb) {
    return before(path, "/" + verb)
        .flatMap(Way::from)
        .flatMap(
            target ->
                target instanceof Target.OneJob one ? Optional.of(one.job()) : Optional.empty());
  }

  /** The run that is to be ended. */
  static Optional<RunId> run(String path) {
    return before(path, "/cancel")
        .flatMap(Way::from)
        .flatMap(
            target ->
                target instanceof Target.OneRun one ? Optional.of(one.run()) : Optional.empty());
  }

  private static Optional<String> before(String path, String verb) {
    return path.endsWith(verb)
        ? Optional.of(path.substring(0, path.length() - verb.length()))
        : Optional.empty();
  }
}
