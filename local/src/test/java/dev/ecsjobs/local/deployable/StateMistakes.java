package dev.ecsjobs.local.deployable;

import dev.ecsjobs.lambda.LaunchHandler;
import dev.ecsjobs.local.template.Part;
import java.util.List;

/** In what is kept: runs, history and logs. */
final class StateMistakes {
  private static final Rule TABLE = new TableRule();
  private static final Rule LOG = new LogRule();

  static final List<Mistake> ALL =
      List.of(
          Mistake.of(
              "a table that goes with the stack",
              TABLE,
              bench -> bench.without(table(bench).get("DeletionPolicy")),
              "DeletionPolicy: is not Retain, so the history would go with the stack",
              "Write Retain"),
          Mistake.of(
              "a table that goes when it is replaced",
              TABLE,
              bench -> bench.with(table(bench).get("UpdateReplacePolicy"), "Delete"),
              "UpdateReplacePolicy: is not Retain"),
          Mistake.of(
              "a table in clear",
              TABLE,
              bench -> bench.without(table(bench).get("Properties", "SSESpecification")),
              "in clear",
              "Set it to true"),
          Mistake.of(
              "a table without a way back",
              TABLE,
              bench ->
                  bench.with(
                      table(bench).get("Properties", "PointInTimeRecoverySpecification"),
                      "{PointInTimeRecoveryEnabled: false}"),
              "a mistake could not be taken back"),
          Mistake.of(
              "items expire by an attribute that nobody writes",
              TABLE,
              bench ->
                  bench.with(
                      table(bench).get("Properties", "TimeToLiveSpecification"),
                      "{AttributeName: expiry, Enabled: true}"),
              "does not expire items by [expiresAt], which the code writes",
              "Write {AttributeName: expiresAt, Enabled: true}"),
          Mistake.of(
              "an index of another name",
              TABLE,
              bench -> bench.with(index(bench).get("IndexName"), "dueRuns"),
              "has no index due, which the sweep asks",
              "Name one due"),
          Mistake.of(
              "an index by another key",
              TABLE,
              bench ->
                  bench.with(
                      index(bench).get("KeySchema"), "[{AttributeName: dueAt, KeyType: HASH}]"),
              "has other keys than the code",
              "dueShard"),
          Mistake.of(
              "a key of another name",
              TABLE,
              bench ->
                  bench.with(
                      table(bench).get("Properties", "KeySchema"),
                      "[{AttributeName: pk, KeyType: HASH}, {AttributeName: id, KeyType: RANGE}]"),
              "Use the code's"),
          Mistake.of(
              "a key of another type",
              TABLE,
              bench ->
                  bench.with(
                      table(bench).get("Properties", "AttributeDefinitions"),
                      "[{AttributeName: dueAt, AttributeType: N}]"),
              "is not what the code writes, which is S"),
          Mistake.of(
              "a stream without what was written",
              TABLE,
              bench ->
                  bench.with(
                      table(bench).get("Properties", "StreamSpecification", "StreamViewType"),
                      "KEYS_ONLY"),
              "the history reads the new image",
              "Use NEW_IMAGE"),
          Mistake.of(
              "a table by its name",
              TABLE,
              bench -> bench.with(bench.variable("TABLE_NAME"), "runs"),
              "is no table of the stack",
              "Write !Ref Runs"),
          Mistake.of(
              "every table may be read",
              TABLE,
              bench ->
                  bench.with(
                      bench.statement("dynamodb:GetItem").get("Resource"),
                      "!Sub 'arn:${AWS::Partition}:dynamodb:${AWS::Region}:${AWS::AccountId}:table/*'"),
              "where dynamodb:GetItem needs arn:",
              "Write !GetAtt Runs.Arn"),
          Mistake.of(
              "the whole table may be asked, yet not its index",
              TABLE,
              bench ->
                  bench.with(bench.statement("dynamodb:Query").get("Resource"), "!GetAtt Runs.Arn"),
              "/index/",
              "Write !Sub '${Runs.Arn}/index/due'"),
          Mistake.of(
              "logs for ever",
              LOG,
              bench -> bench.without(bench.resource("AWS::Logs::LogGroup").get("RetentionInDays")),
              "paid for, for ever",
              "Add RetentionInDays: !Ref LogRetentionDays"),
          Mistake.of(
              "functions that log in a group of Lambda's",
              LOG,
              bench -> bench.without(logging(bench).get("LogGroup")),
              "Lambda makes a group whose logs are kept for ever",
              "Name one with !Ref"),
          Mistake.of(
              "functions that log in a group that nobody declares",
              LOG,
              bench -> bench.with(logging(bench).get("LogGroup"), "/aws/lambda/jobs"),
              "is '/aws/lambda/jobs', which is no log group of the stack"),
          Mistake.of(
              "functions that log in plain text",
              LOG,
              bench -> bench.with(logging(bench).get("LogFormat"), "Text"),
              "queries cannot ask for a line's fields",
              "Write LogFormat: JSON under Globals"),
          Mistake.of(
              "a container whose words go nowhere",
              LOG,
              bench -> bench.without(container(bench).get("LogConfiguration")),
              "nobody will know what the container said"),
          Mistake.of(
              "a container that logs in a group that nobody declares",
              LOG,
              bench ->
                  bench.with(
                      container(bench).get("LogConfiguration", "Options", "awslogs-group"),
                      "/ecs/jobs"),
              "is '/ecs/jobs', which is no log group of the stack"));

  private StateMistakes() {}

  private static Part table(Workbench bench) {
    return bench.resource("AWS::DynamoDB::Table").whole();
  }

  private static Part index(Workbench bench) {
    return table(bench).get("Properties", "GlobalSecondaryIndexes").items().getFirst();
  }

  private static Part logging(Workbench bench) {
    return bench.function(LaunchHandler.class).get("LoggingConfig");
  }

  private static Part container(Workbench bench) {
    return bench
        .resource("AWS::ECS::TaskDefinition")
        .get("ContainerDefinitions")
        .items()
        .getFirst();
  }
}
