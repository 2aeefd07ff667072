package dev.ecsjobs.local.deployable;

import dev.ecsjobs.Checked;
import dev.ecsjobs.Problem;
import dev.ecsjobs.aws.Json;
import dev.ecsjobs.aws.LaunchInput;
import dev.ecsjobs.job.Job;
import dev.ecsjobs.job.JobDefaults;
import dev.ecsjobs.job.JobDocument;
import dev.ecsjobs.lambda.LaunchHandler;
import dev.ecsjobs.local.template.Deployment.Resource;
import dev.ecsjobs.local.template.Part;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Every schedule sends what its function reads: a job's a job document with the time in it. */
final class InputRule implements Rule {
  private static final String TIME = "<aws.scheduler.scheduled-time>";

  @Override
  public List<Problem> problems(DeployedStack stack) {
    var problems = new ArrayList<Problem>();
    for (var schedule : Schedule.in(stack)) {
      var input = schedule.target().get("Input");
      var function = stack.withArn(schedule.invokes(), DeployedStack.FUNCTION);
      if (!input.exists()) {
        problems.add(
            input.problem(
                "is missing, so the Scheduler would send an envelope of its own",
                "Give the schedule an Input, as the other jobs have one"));
      } else if (function.filter(InputRule::launches).isPresent()) {
        job(input, function.get(), stack, problems);
      } else {
        json(input, problems);
      }
    }
    return problems;
  }

  static boolean launches(Resource function) {
    return function.get("Handler").text().startsWith(LaunchHandler.class.getName());
  }

  private static void job(
      Part input, Resource function, DeployedStack stack, List<Problem> problems) {
    if (!input.text().contains(TIME)) {
      problems.add(
          input.problem(
              "has no scheduled time: a second delivery could be a second run",
              "Add \"scheduledTime\": \"" + TIME + "\""));
    }
    var bytes = input.text().getBytes(StandardCharsets.UTF_8);
    switch (LaunchInput.readJob(bytes, defaults(function, problems))) {
      case Checked.Valid<JobDocument> valid ->
          container(valid.value().job(), input, stack).ifPresent(problems::add);
      case Checked.Invalid<JobDocument> invalid ->
          invalid
              .problems()
              .forEach(p -> problems.add(input.problem(p.where() + " " + p.what(), p.fix())));
    }
  }

  private static JobDefaults defaults(Resource function, List<Problem> problems) {
    var defaults = function.get("Environment", "Variables", "JOB_DEFAULTS");
    return switch (LaunchInput.readDefaults(defaults.exists() ? defaults.text() : "{}")) {
      case Checked.Valid<JobDefaults> valid -> valid.value();
      case Checked.Invalid<JobDefaults> invalid -> {
        invalid.problems().forEach(p -> problems.add(defaults.problem(p.what(), p.fix())));
        yield JobDefaults.NONE;
      }
    };
  }

  /** A job may run any task definition; if it is one of the stack's, its container is there. */
  private static Optional<Problem> container(Job job, Part input, DeployedStack stack) {
    return stack
        .withArn(job.task().definition(), "AWS::ECS::TaskDefinition")
        .map(task -> task.get("ContainerDefinitions").items().stream())
        .map(containers -> containers.map(c -> c.get("Name").text()).toList())
        .filter(names -> job.task().container().filter(c -> !names.contains(c)).isPresent())
        .map(
            names ->
                input.problem(
                    "names the container %s, which its task definition does not have"
                        .formatted(job.task().container().orElseThrow()),
                    "Write " + String.join(" or ", names)));
  }

  private static void json(Part input, List<Problem> problems) {
    try {
      var _ = Json.readObject(input.text());
    } catch (Json.MalformedJson e) {
      problems.add(input.problem("is no JSON object: " + e.getMessage(), "Mend it"));
    }
  }
}
