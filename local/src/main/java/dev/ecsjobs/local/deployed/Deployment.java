package dev.ecsjobs.local.deployed;

import dev.ecsjobs.job.JobName;
import dev.ecsjobs.job.TaskTemplate;
import dev.ecsjobs.local.deployed.LaunchFunction.Answer;
import dev.ecsjobs.local.engine.Records;
import dev.ecsjobs.local.engine.TaskLog;
import dev.ecsjobs.run.Run;
import dev.ecsjobs.run.RunId;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * A deployed stack and what can be done with it from here. Everything throws {@link AwsTrouble}.
 */
public final class Deployment {
  private final Account account;
  private final DeployedStack stack;
  private final Records records;

  private Deployment(Account account, DeployedStack stack) {
    this.account = account;
    this.stack = stack;
    this.records = Records.of(account.dynamo(), stack.table(), (_, _) -> List.of());
  }

  /** Finds the stack of that name in the user's account and region. */
  public static Deployment find(String stack, Map<String, String> environment) {
    var account = Account.of(environment);
    return new Deployment(
        account, DeployedStack.find(stack, account.cloudFormation(), account.region()));
  }

  public String name() {
    return stack.name();
  }

  /** Runs and history. What tasks wrote is not among it: that is in CloudWatch Logs. */
  public Records records() {
    return records;
  }

  /** The log group of the sample tasks. */
  public Optional<String> taskLogs() {
    return stack.taskLogs();
  }

  /** When the stack's jobs fire. */
  public List<Schedules.Scheduled> schedules() {
    return new Schedules(account.scheduler(), stack).jobs();
  }

  /** What a run's task writes; empty if it is not to CloudWatch Logs. */
  public Optional<TaskLog> log(Run run, String task) {
    return run.job().work() instanceof TaskTemplate template
        ? DeployedLog.of(account.logs(), template, task)
        : Optional.empty();
  }

  /** What the stack's schedules have under that name. */
  public Schedules.Found find(String job) {
    return new Schedules(account.scheduler(), stack).find(job);
  }

  /** Starts a run with a job's document; the run as it is recorded then. */
  public Run run(Schedules.Found.Document document) {
    return switch (launch().invoke(document.input())) {
      case Answer.Handled handled -> {
        var id = handled.run().orElseThrow();
        yield records
            .runs()
            .load(id)
            .orElseThrow(() -> AwsTrouble.lasting(id + " is not in " + stack.table() + "."));
      }
      case Answer.Failed failed ->
          recordedAllTheSame(document.job(), failed).orElseThrow(failed::trouble);
    };
  }

  /** A function that fails after it has recorded a run leaves it to the sweep: it goes on. */
  private Optional<Run> recordedAllTheSame(String job, Answer.Failed failed) {
    return JobName.parse(job)
        .map(name -> RunId.requested(name, failed.requestId()))
        .flatMap(records.runs()::load);
  }

  /** Sends the launch function a person's wish; what became of it. */
  public String send(String wish) {
    return switch (launch().invoke(wish)) {
      case Answer.Handled handled -> handled.reason();
      case Answer.Failed failed -> throw failed.trouble();
    };
  }

  private LaunchFunction launch() {
    return new LaunchFunction(account.lambda(), stack.launchTarget());
  }
}
