package dev.ecsjobs.local.deployable;

import dev.ecsjobs.local.template.Part;
import dev.ecsjobs.local.template.TemplateTree;
import java.util.List;
import java.util.function.Function;

/** In what wakes a function: too much, too little. */
final class EventMistakes {
  private static final Rule PATTERN = new PatternRule();
  private static final Rule FILTER = new StreamFilterRule();

  static final List<Mistake> ALL =
      List.of(
          Mistake.of(
              "a pattern that EventBridge refuses",
              PATTERN,
              bench -> bench.with(detail(bench, "lastStatus"), "STOPPED"),
              "is refused by EventBridge",
              "Mend the pattern"),
          Mistake.of(
              "a pattern for stopped tasks only",
              PATTERN,
              bench -> bench.with(detail(bench, "lastStatus"), "[STOPPED]"),
              "does not take events/",
              "events/task-running.json",
              "Widen the pattern"),
          Mistake.of(
              "a pattern for whatever status",
              PATTERN,
              bench -> bench.without(detail(bench, "lastStatus")),
              "takes a task being provisioned",
              "Write lastStatus: [RUNNING, STOPPED]"),
          Mistake.of(
              "a pattern for stopped tasks by a misspelt field",
              PATTERN,
              bench -> bench.with(detail(bench, "laststatus"), "[STOPPED]"),
              "does not take events/",
              "events/task-stopped-exit-0.json"),
          Mistake.of(
              "a pattern for every cluster",
              PATTERN,
              bench -> bench.without(detail(bench, "clusterArn")),
              "takes another cluster's task",
              "Name the clusterArn"),
          Mistake.of(
              "a pattern for the stack's own cluster, though another may be given",
              PATTERN,
              bench -> bench.with(detail(bench, "clusterArn"), "[!Sub 'arn:aws:ecs:…:cluster/a']"),
              "does not take events/",
              "events/task-running.json"),
          Mistake.of(
              "a pattern for every stack's tasks",
              PATTERN,
              bench -> bench.with(detail(bench, "startedBy"), "[{exists: true}]"),
              "takes the task of a stack with a longer name",
              "Write startedBy: [{prefix: !Sub '${AWS::StackName}/'}]"),
          Mistake.of(
              "a prefix without its slash",
              PATTERN,
              bench -> bench.with(detail(bench, "startedBy"), "[{prefix: !Ref AWS::StackName}]"),
              "takes the task of a stack with a longer name"),
          Mistake.of(
              "a pattern for tasks that nobody started",
              PATTERN,
              bench ->
                  bench.with(
                      detail(bench, "startedBy"),
                      "[{prefix: !Sub '${AWS::StackName}/'}, {exists: false}]"),
              "takes a task that nobody says to have started"),
          Mistake.of(
              "a pattern for a stack of one name",
              PATTERN,
              bench -> bench.with(detail(bench, "startedBy"), "[{prefix: ecsjobs/}]"),
              "does not take events/",
              "events/task-running.json"),
          Mistake.of(
              "a pattern for services too",
              PATTERN,
              bench ->
                  bench.with(
                      detail(bench, "startedBy"),
                      "[{prefix: !Sub '${AWS::StackName}/'}, {prefix: ecs-svc/}]"),
              "takes events/other-service.json",
              "Narrow the pattern"),
          Mistake.of(
              "a pattern for every source",
              PATTERN,
              bench -> bench.without(pattern(bench).get("source")),
              "takes another source's event",
              "Name the source"),
          Mistake.of(
              "a pattern for every type of event",
              PATTERN,
              bench -> bench.without(pattern(bench).get("detail-type")),
              "takes another type of event",
              "Name the detail-type"),
          Mistake.of(
              "every record of the table",
              FILTER,
              bench -> bench.without(bench.event("DynamoDB").get("FilterCriteria")),
              "a run that has not finished",
              "costs an invocation for nothing"),
          Mistake.of(
              "a filter that lets history through",
              FILTER,
              filter(
                  "{\"eventName\": [\"INSERT\", \"MODIFY\"], \"dynamodb\": {\"NewImage\":"
                      + " {\"result\": {\"S\": [{\"exists\": true}]}}}}"),
              "let what is no run (kind history) through"),
          Mistake.of(
              "a filter that lets unfinished runs through",
              FILTER,
              filter("{\"dynamodb\": {\"NewImage\": {\"kind\": {\"S\": [\"run\"]}}}}"),
              "let a run that has not finished through",
              "that result or news exists"),
          Mistake.of(
              "a filter that lets removals through",
              FILTER,
              filter(
                  "{\"dynamodb\": {\"NewImage\": {\"kind\": {\"S\": [\"run\"]}, \"result\":"
                      + " {\"S\": [{\"exists\": true}]}}}}"),
              "let a removal with its image through"),
          Mistake.of(
              "a filter for runs that took some time only",
              FILTER,
              filter(
                  "{\"eventName\": [\"MODIFY\"], \"dynamodb\": {\"NewImage\": {\"kind\":"
                      + " {\"S\": [\"run\"]}, \"result\": {\"S\": [{\"exists\": true}]}}}}"),
              "keep back a run that finished at once",
              "Let INSERT and MODIFY"),
          Mistake.of(
              "a filter for finished runs only",
              FILTER,
              filter(
                  "{\"eventName\": [\"INSERT\", \"MODIFY\"], \"dynamodb\": {\"NewImage\":"
                      + " {\"kind\": {\"S\": [\"run\"]}, \"result\": {\"S\": [{\"exists\":"
                      + " true}]}}}}"),
              "keep back a run that goes on, with news",
              "MODIFY with news"),
          Mistake.of(
              "a filter that asks for a type that is never written",
              FILTER,
              filter("{\"dynamodb\": {\"NewImage\": {\"kind\": {\"N\": [\"run\"]}}}}"),
              "keep back a run that finished later"),
          Mistake.of(
              "a filter that Lambda refuses",
              FILTER,
              filter("{\"eventName\": \"MODIFY\"}"),
              "is refused by Lambda"));

  private EventMistakes() {}

  private static Function<Workbench, TemplateTree> filter(String json) {
    return bench ->
        bench.with(
            bench.event("DynamoDB").get("FilterCriteria", "Filters"),
            "[{Pattern: '" + json + "'}]");
  }

  private static Part pattern(Workbench bench) {
    return bench.event("EventBridgeRule").get("Pattern");
  }

  private static Part detail(Workbench bench, String field) {
    return pattern(bench).get("detail", field);
  }
}
