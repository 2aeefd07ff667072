package dev.ecsjobs.local.cli;

import dev.ecsjobs.Checked;
import dev.ecsjobs.Document;
import dev.ecsjobs.aws.Json;
import dev.ecsjobs.job.JobDocument;
import dev.ecsjobs.job.JobName;
import dev.ecsjobs.local.deployed.Deployment;
import dev.ecsjobs.local.engine.Found;
import dev.ecsjobs.local.engine.Happening;
import dev.ecsjobs.local.engine.TaskLog;
import dev.ecsjobs.local.request.RunRequest;
import dev.ecsjobs.page.Planned;
import dev.ecsjobs.run.Run;
import java.time.Duration;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.function.Consumer;

/** A stack in the user's AWS account: its own functions run it, we ask and look. */
record DeployedSite(Deployment deployment) implements Site {
  @Override
  public Session reading() {
    return new Session.Deployed(deployment.records());
  }

  @Override
  public Session running(String doing, Consumer<Happening> watcher) {
    return reading();
  }

  @Override
  public Found find(String job) {
    return deployment.find(job);
  }

  @Override
  public Checked<JobDocument> read(String document) {
    return deployment.read(document);
  }

  @Override
  public Asked ask(RunRequest request) {
    var run = deployment.run(request);
    return new Asked(run.id(), run.job());
  }

  @Override
  public void wish(String wish) {
    var _ = deployment.send(wish);
  }

  @Override
  public String control(Document wish) {
    return deployment.send(Json.write(wish.fields()));
  }

  @Override
  public String place() {
    return "stack " + deployment.name();
  }

  @Override
  public Map<JobName, Planned> planned(Instant after) {
    var planned = new LinkedHashMap<JobName, Planned>();
    for (var one : deployment.schedules()) {
      JobName.parse(one.job())
          .ifPresent(
              job ->
                  planned.merge(
                      job,
                      Planned.after(
                          after,
                          one.schedule().expression(),
                          one.schedule().zone(),
                          one.schedule().enabled(),
                          one::next),
                      Planned::and));
    }
    return planned;
  }

  @Override
  public boolean isPaidFor() {
    return true;
  }

  /** Each look is a read that costs, and what happens there takes seconds. */
  @Override
  public Duration lookEvery() {
    return Duration.ofSeconds(1);
  }

  @Override
  public Optional<Duration> kept() {
    return deployment.kept();
  }

  @Override
  public String firing() {
    return "What the Scheduler could not deliver is in the stack's dead letters.";
  }

  @Override
  public boolean makesUp() {
    return true;
  }

  @Override
  public Optional<String> logs() {
    return Optional.of(
        "What the tasks wrote is in CloudWatch Logs"
            + deployment.taskLogs().map(g -> ": aws logs tail " + g + " --since 1d").orElse("."));
  }

  @Override
  public Optional<TaskLog> log(Run run, String task) {
    return deployment.log(run, task);
  }

  @Override
  public String command(String words) {
    return "ecsjobs " + words + " --stack " + deployment.name();
  }
}
