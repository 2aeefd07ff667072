package dev.ecsjobs.local.deployable;

import dev.ecsjobs.Document;
import dev.ecsjobs.Problem;
import dev.ecsjobs.aws.EventFiles;
import dev.ecsjobs.aws.Json;
import dev.ecsjobs.lambda.TaskStateHandler;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;

/** By AWS's own matcher, rules take the sample events they are for, and nothing like them. */
final class PatternRule implements Rule {
  private static final String SAMPLES_CLUSTER =
      "arn:aws:ecs:us-east-1:111122223333:cluster/ecsjobs";
  private static final String SAMPLES_STACK = "\"startedBy\": \"ecsjobs/";

  /** An event of ours made into one that is not. */
  private record NearMiss(String what, Consumer<Map<String, Object>> change, String fix) {
    static NearMiss in(String what, String field, String value, String fix) {
      return new NearMiss(what, event -> event.put(field, value), fix);
    }

    static NearMiss inDetail(String what, String field, String value, String fix) {
      return new NearMiss(
          what, event -> Document.reading(event.get("detail")).fields().put(field, value), fix);
    }
  }

  @Override
  public List<Problem> problems(DeployedStack stack) {
    var problems = new ArrayList<Problem>();
    for (var rule : EventRule.in(stack)) {
      var complaint = Matcher.complaint(json(rule));
      if (complaint.isPresent()) {
        problems.add(
            rule.pattern()
                .problem("is refused by EventBridge: " + complaint.get(), "Mend the pattern"));
      } else {
        check(rule, stack, problems);
      }
    }
    return problems;
  }

  private static void check(EventRule rule, DeployedStack stack, List<Problem> problems) {
    boolean isForTasks = isForTasks(rule, stack);
    var missed = new ArrayList<String>();
    var foreign = new ArrayList<String>();
    boolean takesAny = false;
    for (var name : EventFiles.names("")) {
      var event = adapted(EventFiles.text(name), stack);
      boolean takes = matches(event, rule);
      takesAny |= takes;
      if (isForTasks && takes != name.startsWith("task-")) {
        (takes ? foreign : missed).add("events/" + name + ".json");
      } else if (takes) {
        nearMisses(rule, name, event, problems);
      }
    }
    if (!missed.isEmpty()) {
      problems.add(
          rule.pattern()
              .problem(
                  "does not take " + String.join(", ", missed),
                  "Widen the pattern: the function has to be told of it"));
    }
    if (!foreign.isEmpty()) {
      problems.add(
          rule.pattern()
              .problem(
                  "takes " + String.join(", ", foreign),
                  "Narrow the pattern, or begin the sample's name with task-"));
    }
    if (!isForTasks && !takesAny) {
      problems.add(
          rule.pattern()
              .problem("takes no sample in events/", "Add a sample of what the rule is for"));
    }
  }

  private static boolean isForTasks(EventRule rule, DeployedStack stack) {
    return rule.pattern().get("source").texts().contains("aws.ecs")
        || stack
            .withArn(rule.invokes(), DeployedStack.FUNCTION)
            .filter(f -> f.get("Handler").text().startsWith(TaskStateHandler.class.getName()))
            .isPresent();
  }

  private static void nearMisses(
      EventRule rule, String name, String sample, List<Problem> problems) {
    boolean isTask = name.startsWith("task-");
    for (var miss : isTask ? almostOurTask(sample) : almost()) {
      var event = Json.readObject(sample);
      miss.change().accept(event);
      if (matches(Json.write(event), rule)) {
        problems.add(
            rule.pattern().problem("takes %s (%s)".formatted(miss.what(), name), miss.fix()));
        return; // the next samples would say the same
      }
    }
  }

  private static List<NearMiss> almost() {
    return List.of(
        NearMiss.in("another source's event", "source", "aws.ecs2", "Name the source"),
        NearMiss.in("another type of event", "detail-type", "Other", "Name the detail-type"));
  }

  private static List<NearMiss> almostOurTask(String sample) {
    var startedBy = Document.reading(Json.readObject(sample).get("detail")).text("startedBy");
    var cluster = Document.reading(Json.readObject(sample).get("detail")).text("clusterArn");
    var status = "Write lastStatus: [RUNNING, STOPPED]";
    var ours = "Write startedBy: [{prefix: !Sub '${AWS::StackName}/'}]";
    var misses = new ArrayList<>(almost());
    misses.addAll(
        List.of(
            NearMiss.inDetail(
                "another cluster's task", "clusterArn", cluster + "-2", "Name the clusterArn"),
            NearMiss.inDetail("a task being provisioned", "lastStatus", "PROVISIONING", status),
            NearMiss.inDetail("a task being stopped", "lastStatus", "DEPROVISIONING", status),
            NearMiss.inDetail(
                "the task of a stack with a longer name",
                "startedBy",
                startedBy.replaceFirst("/", "-2/"),
                ours),
            NearMiss.inDetail("another stack's task", "startedBy", "my-" + startedBy, ours),
            NearMiss.inDetail("a service's task", "startedBy", "ecs-svc/1234567890", ours),
            new NearMiss(
                "a task that nobody says to have started",
                event -> Document.reading(event.get("detail")).fields().remove("startedBy"),
                ours)));
    return misses;
  }

  /** The samples are of a stack named ecsjobs, on its own cluster. */
  private static String adapted(String sample, DeployedStack stack) {
    var cluster =
        stack.functions().stream()
            .map(function -> function.get("Environment", "Variables", "CLUSTER").text())
            .findFirst()
            .orElse("");
    return sample
        .replace(SAMPLES_CLUSTER, cluster)
        .replace(SAMPLES_STACK, "\"startedBy\": \"" + stack.deployment().stackName() + "/")
        .replace("\"stack\": \"ecsjobs\"", "\"stack\": \"" + stack.deployment().stackName() + "\"");
  }

  private static boolean matches(String event, EventRule rule) {
    return Matcher.matches(event, json(rule));
  }

  private static String json(EventRule rule) {
    return rule.pattern().text().isEmpty()
        ? Json.write(rule.pattern().tree())
        : rule.pattern().text();
  }
}
