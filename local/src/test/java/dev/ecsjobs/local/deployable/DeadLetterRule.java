package dev.ecsjobs.local.deployable;

import dev.ecsjobs.Problem;
import dev.ecsjobs.local.template.Part;
import java.util.ArrayList;
import java.util.List;

/** Whatever is delivered by and by has a queue for what could not be, and may write to it. */
final class DeadLetterRule implements Rule {
  static final String QUEUE = "AWS::SQS::Queue";
  private static final String SEND = "sqs:SendMessage";

  @Override
  public List<Problem> problems(DeployedStack stack) {
    return new Checking(stack).all();
  }

  private record Checking(DeployedStack stack, List<Problem> problems) {
    Checking(DeployedStack stack) {
      this(stack, new ArrayList<>());
    }

    List<Problem> all() {
      Schedule.in(stack).forEach(this::schedule);
      EventRule.in(stack).forEach(this::rule);
      stack.functions().stream()
          .map(function -> function.get("EventInvokeConfig", "DestinationConfig"))
          .forEach(config -> onFailure(config, "An event that the function fails on"));
      stack.events("DynamoDB", "Kinesis").stream()
          .map(event -> event.properties().get("DestinationConfig"))
          .forEach(config -> onFailure(config, "A record that the function fails on"));
      return problems;
    }

    private void schedule(Schedule schedule) {
      var queue = schedule.target().get("DeadLetterConfig", "Arn");
      if (!isQueue(queue, "An event that cannot be delivered")
          || !schedule.role().exists()) { // SAM's own role may do it all
        return;
      }
      var role = stack.withArn(schedule.role().text(), "AWS::IAM::Role");
      if (role.isEmpty()) {
        add(schedule.role(), "is no role of the stack", "Write RoleArn: !GetAtt SchedulerRole.Arn");
        return;
      }
      var rights = Rights.of(role.get(), stack);
      if (!rights.allow(SEND, queue.text())) {
        add(
            queue,
            "is a queue that %s may not write to".formatted(role.get().id()),
            "Allow %s sqs:SendMessage on it".formatted(role.get().id()));
      }
      if (!rights.allow("lambda:InvokeFunction", schedule.invokes())) {
        add(
            schedule.role(),
            "is %s, which may not invoke %s".formatted(role.get().id(), schedule.invokes()),
            "Allow %s lambda:InvokeFunction on it".formatted(role.get().id()));
      }
      boolean isTrusting =
          Statement.in(role.get().get("AssumeRolePolicyDocument"))
              .anyMatch(statement -> statement.services().contains("scheduler.amazonaws.com"));
      if (!isTrusting) {
        add(
            schedule.role(),
            "is %s, which scheduler.amazonaws.com may not assume".formatted(role.get().id()),
            "Let it, in the AssumeRolePolicyDocument of " + role.get().id());
      }
    }

    private void rule(EventRule rule) {
      var queue = rule.target().get("DeadLetterConfig", "Arn");
      if (!isQueue(queue, "An event that cannot be delivered")) {
        return;
      }
      if (rule.names().isEmpty()) {
        add(
            rule.properties().get("RuleName"),
            "is missing, so no queue's policy can let the rule write",
            "Add RuleName: !Sub '${AWS::StackName}-…'");
      } else if (!mayWrite(rule, queue.text())) {
        add(
            queue,
            "is a queue whose policy does not let the rule write; failed events would vanish",
            "Add an AWS::SQS::QueuePolicy: events.amazonaws.com may sqs:SendMessage where"
                + " aws:SourceArn is "
                + rule.names());
      }
    }

    /** A rule has no role: only the queue's own policy can let it. */
    private boolean mayWrite(EventRule rule, String queue) {
      return stack
          .withRunner("AWS::SQS::QueuePolicy")
          .filter(policy -> policy.get("Queues").texts().stream().anyMatch(q -> isOf(q, queue)))
          .flatMap(policy -> Statement.in(policy.whole()))
          .filter(statement -> statement.services().contains("events.amazonaws.com"))
          .filter(statement -> statement.allows(SEND, queue))
          .flatMap(statement -> statement.equal("aws:SourceArn").stream())
          .anyMatch(arn -> rule.names().stream().anyMatch(name -> Statement.matches(arn, name)));
    }

    private boolean isOf(String url, String arn) {
      return stack.named(url).equals(stack.named(arn));
    }

    /** SAM lets the function write, but only if it is told the type. */
    private void onFailure(Part config, String what) {
      var onFailure = config.get("OnFailure");
      if (isQueue(onFailure.get("Destination"), what)
          && !onFailure.get("Type").text().equals("SQS")) {
        add(
            onFailure.get("Type"),
            "is not SQS, so SAM does not let the function write to the queue",
            "Add Type: SQS");
      }
    }

    private boolean isQueue(Part queue, String what) {
      if (stack.withArn(queue.text(), QUEUE).isPresent()) {
        return true;
      }
      add(
          queue,
          queue.exists()
              ? "is '%s', which is no queue of the stack".formatted(queue.text())
              : "is missing. %s would be lost without a trace".formatted(what),
          "Write !GetAtt DeadLetters.Arn");
      return false;
    }

    private void add(Part part, String what, String fix) {
      problems.add(part.problem(what, fix));
    }
  }
}
