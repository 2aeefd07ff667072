package dev.ecsjobs.local.deployed;

import dev.ecsjobs.Checked;
import dev.ecsjobs.aws.LaunchInput;
import dev.ecsjobs.job.JobDefaults;
import dev.ecsjobs.job.JobDocument;
import dev.ecsjobs.job.TaskTemplate;
import dev.ecsjobs.local.deployed.LaunchFunction.Answer;
import dev.ecsjobs.local.engine.Found;
import dev.ecsjobs.local.engine.Records;
import dev.ecsjobs.local.engine.TaskLog;
import dev.ecsjobs.local.request.RunRequest;
import dev.ecsjobs.run.Run;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import software.amazon.awssdk.core.exception.SdkException;

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
  public Found find(String job) {
    return new Schedules(account.scheduler(), stack).find(job);
  }

  /** Reads a job's document with the stack's defaults. */
  public Checked<JobDocument> read(String document) {
    return switch (LaunchInput.readDefaults(stack.parameter("JobDefaults").orElse("{}"))) {
      case Checked.Invalid<JobDefaults>(var problems) -> Checked.invalid(problems);
      case Checked.Valid<JobDefaults>(var defaults) ->
          LaunchInput.readJob(document.getBytes(StandardCharsets.UTF_8), defaults);
    };
  }

  /** How long it keeps runs. */
  public Optional<Duration> kept() {
    return stack.parameter("HistoryDays").map(Long::parseLong).map(Duration::ofDays);
  }

  /** Asks for a run; the run as it is recorded then. */
  public Run run(RunRequest request) {
    return switch (invoke(request)) {
      case Answer.Handled handled -> {
        var id = handled.run().orElseThrow();
        yield records
            .runs()
            .load(id)
            .orElseThrow(() -> AwsTrouble.lasting(id + " is not in " + stack.table() + "."));
      }
      // A function that fails after it has recorded a run leaves it to the sweep: it goes on.
      case Answer.Failed failed -> records.runs().load(request.id()).orElseThrow(failed::trouble);
    };
  }

  private Answer invoke(RunRequest request) {
    try {
      return launch().invoke(request.json());
    } catch (SdkException e) {
      throw AwsTrouble.behind(e)
          .filter(AwsTrouble::isPassing)
          .<RuntimeException>map(trouble -> trouble.and(unanswered(request)))
          .orElse(e);
    }
  }

  private static String unanswered(RunRequest request) {
    return "Should the call have arrived, the run goes on as "
        + request.id()
        + "."
        + request
            .request()
            .map(id -> " Ask again with --request '" + id + "', and it is the same run.")
            .orElse("");
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
