package dev.ecsjobs.local.deployable;

import dev.ecsjobs.lambda.LaunchHandler;
import dev.ecsjobs.lambda.TaskStateHandler;
import dev.ecsjobs.local.template.Part;
import dev.ecsjobs.local.template.TemplateTree;
import java.util.List;
import java.util.function.Function;

/** In what the functions are, are told and are sent. */
final class FunctionMistakes {
  private static final Rule HANDLER = new HandlerRule();
  private static final Rule ENVIRONMENT = new EnvironmentRule();
  private static final Rule RESOLVE = new ResolveRule();
  private static final Rule INPUT = new InputRule();
  private static final Rule GROUP = new ScheduleGroupRule();

  static final List<Mistake> ALL =
      List.of(
          Mistake.of(
              "a handler is renamed in the code only",
              HANDLER,
              handler("dev.ecsjobs.lambda.TaskHandler::handleRequest"),
              "'dev.ecsjobs.lambda.TaskHandler', which is not in functions/",
              "Write the handler's present name: ",
              "dev.ecsjobs.lambda.TaskStateHandler::handleRequest"),
          Mistake.of(
              "a handler is a class that is none",
              HANDLER,
              handler("dev.ecsjobs.lambda.Wiring::handleRequest"),
              "is no RequestStreamHandler or RequestHandler",
              "Name a handler: dev.ecsjobs.lambda.LaunchHandler"),
          Mistake.of(
              "a handler is a class that Lambda cannot make",
              HANDLER,
              handler("dev.ecsjobs.local.deployable.HiddenHandler"),
              "Lambda cannot make",
              "Make the class public"),
          Mistake.of(
              "a handler's method is not there",
              HANDLER,
              handler("dev.ecsjobs.lambda.TaskStateHandler::handle"),
              "the method handle, which",
              "Write dev.ecsjobs.lambda.TaskStateHandler::handleRequest"),
          Mistake.of(
              "an older runtime",
              HANDLER,
              bench -> bench.with(launch(bench, "Runtime"), "java21"),
              "'java21'",
              "Write Runtime: java25"),
          Mistake.of(
              "a function is built from elsewhere",
              HANDLER,
              bench -> bench.with(launch(bench, "CodeUri"), "local"),
              "'local'",
              "Write CodeUri: functions"),
          Mistake.of(
              "an alias that not every change reaches",
              HANDLER,
              bench -> bench.without(launch(bench, "AutoPublishAliasAllProperties")),
              "would publish no version",
              "Add AutoPublishAliasAllProperties: true to LaunchFunction"),
          Mistake.of(
              "a variable is taken out",
              ENVIRONMENT,
              bench -> bench.without(bench.variable("TABLE_NAME")),
              "has no TABLE_NAME, which the functions read",
              "Add TABLE_NAME under Globals"),
          Mistake.of(
              "a variable is misspelt",
              ENVIRONMENT,
              bench -> bench.with(bench.variable("TABEL_NAME"), "!Ref Runs"),
              "TABEL_NAME: is read by no function",
              "TABLE_NAME",
              "Mend the name"),
          Mistake.of(
              "a variable's value is of no use",
              ENVIRONMENT,
              bench -> bench.with(bench.variable("HISTORY_DAYS"), "soon"),
              "HISTORY_DAYS: is \"soon\"",
              "Give a whole number of days"),
          Mistake.of(
              "a resource is renamed, but not where it is used",
              RESOLVE,
              bench -> bench.with(bench.variable("TABLE_NAME"), "!Ref Run"),
              "there is no parameter or resource Run",
              "Write Runs instead"),
          Mistake.of(
              "a resource is used that a condition may leave out",
              RESOLVE,
              bench -> bench.with(bench.variable("CLUSTER"), "!GetAtt Cluster.Arn"),
              "a condition leaves Cluster out of the stack",
              "with !If"),
          Mistake.of(
              "the functions look at another group",
              GROUP,
              bench -> bench.with(bench.variable("SCHEDULE_GROUP"), "default"),
              "is no schedule group of the stack",
              "Write !Ref Jobs"),
          Mistake.of(
              "a job's schedule is in another group",
              GROUP,
              bench -> bench.with(bench.event("ScheduleV2").get("GroupName"), "default"),
              "is not the group that the sweep looks at",
              "GroupName: !Ref Jobs"),
          Mistake.of(
              "a job's schedule is in no group",
              GROUP,
              bench -> bench.without(bench.event("ScheduleV2").get("GroupName")),
              "is not the group that the sweep looks at"),
          Mistake.of(
              "every schedule may be read",
              GROUP,
              bench ->
                  bench.with(
                      bench.statement("scheduler:GetSchedule").get("Resource"),
                      "!Sub 'arn:${AWS::Partition}:scheduler:${AWS::Region}:${AWS::AccountId}"
                          + ":schedule/*'"),
              "where scheduler:GetSchedule needs",
              "schedule/${Jobs}/*"),
          Mistake.of(
              "a schedule without Input",
              INPUT,
              bench -> bench.without(bench.event("ScheduleV2").get("Input")),
              "the Scheduler would send an envelope of its own",
              "Give the schedule an Input"),
          Mistake.of(
              "a job without its time",
              INPUT,
              input("{\"job\": \"hello\", \"task\": {\"definition\": \"hello\"}}"),
              "a second delivery could be a second run",
              "\"scheduledTime\": \"<aws.scheduler.scheduled-time>\""),
          Mistake.of(
              "a job's field is misspelt",
              INPUT,
              input("{\"job\": \"hello\", \"task\": {\"definition\": \"a\"}, \"retries\": 3}"),
              "retries"),
          Mistake.of(
              "a job's container is not in its task definition",
              INPUT,
              bench ->
                  bench.with(
                      bench.event("ScheduleV2").get("Input"),
                      "!Sub '{\"job\": \"hello\", \"task\":"
                          + " {\"definition\": \"${HelloTask}\", \"container\": \"web\"}}'"),
              "names the container web",
              "Write main"),
          Mistake.of(
              "defaults that are no jobs' part",
              INPUT,
              bench -> bench.with(bench.variable("JOB_DEFAULTS"), "'{\"job\": \"all\"}'"),
              "JOB_DEFAULTS",
              "Write it in the job's document"));

  private FunctionMistakes() {}

  private static Function<Workbench, TemplateTree> handler(String name) {
    return bench -> bench.with(bench.function(TaskStateHandler.class).get("Handler"), name);
  }

  private static Function<Workbench, TemplateTree> input(String json) {
    return bench -> bench.with(bench.event("ScheduleV2").get("Input"), "'" + json + "'");
  }

  private static Part launch(Workbench bench, String property) {
    return bench.own(bench.function(LaunchHandler.class), property);
  }
}
