package dev.ecsjobs.local.cli;

import dev.ecsjobs.Checked;
import dev.ecsjobs.Document;
import dev.ecsjobs.job.Job;
import dev.ecsjobs.job.JobDocument;
import dev.ecsjobs.job.JobName;
import dev.ecsjobs.local.engine.Found;
import dev.ecsjobs.local.engine.Happening;
import dev.ecsjobs.local.engine.TaskLog;
import dev.ecsjobs.local.request.RunRequest;
import dev.ecsjobs.page.Planned;
import dev.ecsjobs.run.Run;
import dev.ecsjobs.run.RunId;
import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.Optional;
import java.util.function.Consumer;

/** Where jobs run and their runs are kept: this machine, or a stack deployed to AWS. */
sealed interface Site permits ThisMachine, DeployedSite {
  /** To read, without starting anything. */
  Session reading() throws IOException;

  /** To see a run through to its end. */
  Session running(String doing, Consumer<Happening> watcher) throws IOException;

  /** What there is under a job's name. */
  Found find(String job);

  /** The job of that name; a wrong name is told with those that are near. */
  default Found.Scheduled job(String name) {
    return switch (find(name)) {
      case Found.Scheduled scheduled -> scheduled;
      case Found.Nothing nothing -> throw WrongUsage.noJob(name, place(), nothing.jobs());
    };
  }

  /** Reads a job's document as the functions here do. */
  Checked<JobDocument> read(String document);

  /** A run that was asked for. */
  record Asked(RunId run, Job job) {}

  /** Asks for a run of a job. */
  Asked ask(RunRequest request) throws IOException;

  /** Asks for the end of a run: what the launch function is to be sent. */
  void wish(String wish);

  /** Has a job paused or resumed, and answers what that means. */
  String control(Document wish) throws IOException;

  /** Whose jobs they are, in a few words. */
  String place();

  /** All jobs that have a schedule, by name, and when each fires after an instant. */
  Map<JobName, Planned> planned(Instant after);

  /** Whether a run costs money. */
  boolean isPaidFor();

  /** How often to look at a run that is followed. */
  Duration lookEvery();

  /** How long runs are kept; empty if that is not known. */
  Optional<Duration> kept();

  /** What it takes for a schedule to fire, as a sentence. */
  String firing();

  /** Whether the sweep makes up for times at which nothing fired. */
  boolean makesUp();

  /** Where to find what the tasks wrote, if it is not shown. */
  Optional<String> logs();

  /** What a run's task writes; empty if it is not known where. */
  Optional<TaskLog> log(Run run, String task);

  /** A command for this place, as the user types it. */
  String command(String words);
}
