package dev.ecsjobs.local.template;

import static dev.ecsjobs.local.template.TemplateText.broken;
import static dev.ecsjobs.local.template.TemplateText.function;
import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

class BrokenFunctionsTest {

  private static String event(String event) {
    return function("Events:\n  E:\n" + event.indent(4));
  }

  private static String variable(String expression) {
    return function("Environment: {Variables: {X: " + expression + "}}");
  }

  static Stream<Arguments> functions() {
    return Stream.of(
        broken(
            "no handler",
            "Resources: {F: {Type: AWS::Serverless::Function, Properties: {Timeout: soon}}}",
            "template.yaml:1:62: Resources.F.Properties.Handler: is missing. Add the "
                + "class name of the handler.",
            "template.yaml:1:72: Resources.F.Properties.Timeout: 'soon' is not a "
                + "whole number from 1. Write one."),
        broken(
            "a list of variables",
            function("Environment: {Variables: [a]}"),
            "template.yaml:6:32: Resources.F.Properties.Environment.Variables: "
                + "expected a map, found a list. Write a map, one Name: value a line."),
        broken(
            "an empty variable",
            variable(""),
            "template.yaml:6:35: Resources.F.Properties.Environment.Variables.X: "
                + "expected text, found nothing. Write one value."),
        broken(
            "an unknown event type",
            event("Type: ScheduleV3"),
            "template.yaml:8:17: Resources.F.Properties.Events.E.Type: there is no "
                + "event type ScheduleV3. Write ScheduleV2 or Schedule instead."),
        broken(
            "no expression",
            event("Type: ScheduleV2\nProperties: {Input: '{}'}"),
            "template.yaml:9:23: "
                + "Resources.F.Properties.Events.E.Properties.ScheduleExpression: is "
                + "missing. Add a schedule, such as ScheduleExpression: rate(1 hour)."),
        broken(
            "no properties",
            event("Type: ScheduleV2"),
            "template.yaml:8:11: "
                + "Resources.F.Properties.Events.E.Properties.ScheduleExpression: is "
                + "missing. Add a schedule, such as ScheduleExpression: rate(1 hour)."),
        broken(
            "an unknown time zone",
            event(
                """
                Type: ScheduleV2
                Properties:
                  ScheduleExpression: rate(1 hour)
                  ScheduleExpressionTimezone: Europe/Berln
                  State: OFF
                """),
            "template.yaml:11:41: "
                + "Resources.F.Properties.Events.E.Properties.ScheduleExpressionTimezone: "
                + "there is no time zone Europe/Berln. Write Europe/Berlin instead.",
            "template.yaml:12:20: Resources.F.Properties.Events.E.Properties.State: "
                + "'OFF' is not known. Use ENABLED or DISABLED."),
        broken(
            "Input that is not JSON",
            event(
                """
                Type: ScheduleV2
                Properties:
                  ScheduleExpression: rate(1 hour)
                  Input: !Sub '{"job": ${AWS::StackName}}'
                """),
            "template.yaml:11:20: Resources.F.Properties.Events.E.Properties.Input: "
                + "is not JSON: expected a value at character 9, not: d. Mend the JSON."),
        broken(
            "Input as a map",
            event(
                """
                Type: ScheduleV2
                Properties:
                  ScheduleExpression: rate(1 hour)
                  Input: {job: a}
                """),
            "template.yaml:11:20: Resources.F.Properties.Events.E.Properties.Input: "
                + "expected text, found a map. Write one value."),
        broken(
            "two schedules of one name",
            event(
                    """
                    Type: ScheduleV2
                    Properties: {Name: a, ScheduleExpression: rate(1 hour), Input: ''}
                    """)
                + "  S:\n"
                + "    Type: AWS::Scheduler::Schedule\n"
                + "    Properties:\n"
                + "      Name: a\n"
                + "      ScheduleExpression: rate(1 hour)\n"
                + "      Target: {Arn: !GetAtt F.Arn}\n",
            "template.yaml:9:74: Resources.F.Properties.Events.E.Properties.Input: "
                + "is empty, where JSON is expected. Write a JSON object.",
            "template.yaml:13:13: Resources.S.Properties.Name: the schedule at "
                + "template.yaml:9:53 is named 'a' as well. Give each schedule a name of "
                + "its own."),
        broken(
            "a start that is no instant",
            event(
                "Type: ScheduleV2\n"
                    + "Properties: {ScheduleExpression: rate(1 hour), StartDate: tomorrow}"),
            "template.yaml:9:69: Resources.F.Properties.Events.E.Properties.StartDate: "
                + "'tomorrow' is no instant. Write one in UTC and in quotes, such as "
                + "'2030-01-31T10:00:00Z'."),
        broken(
            "no pattern",
            event("Type: EventBridgeRule\nProperties: {}"),
            "template.yaml:9:23: Resources.F.Properties.Events.E.Properties.Pattern: "
                + "is missing. Add the pattern of the events to match."),
        broken(
            "a pattern as text",
            event("Type: EventBridgeRule\nProperties: {Pattern: '{}'}"),
            "template.yaml:9:33: Resources.F.Properties.Events.E.Properties.Pattern: "
                + "expected a map, found text. Write a map, one Name: value a line."),
        broken(
            "a stream of no table",
            event("Type: DynamoDB\nProperties: {Stream: 'arn:x:table/T/stream/1', BatchSize: 0}"),
            "template.yaml:9:32: Resources.F.Properties.Events.E.Properties.Stream: "
                + "'arn:x:table/T/stream/1' is not the stream of a table in this template. "
                + "Use !GetAtt TABLE.StreamArn.",
            "template.yaml:9:69: "
                + "Resources.F.Properties.Events.E.Properties.BatchSize: '0' is not a "
                + "whole number from 1. Write one."),
        broken(
            "no stream, and a filter that is not JSON",
            event(
                """
                Type: DynamoDB
                Properties: {FilterCriteria: {Filters: [{Pattern: '{a}'}]}}
                """),
            "template.yaml:9:23: Resources.F.Properties.Events.E.Properties.Stream: "
                + "is missing. Add !GetAtt TABLE.StreamArn.",
            "template.yaml:9:61: "
                + "Resources.F.Properties.Events.E.Properties.FilterCriteria.Filters[0].Pattern: "
                + "is not JSON: expected a field's name in quotes at character 2, not: a. "
                + "Mend the JSON."),
        broken(
            "a table without a stream",
            event("Type: DynamoDB\nProperties: {Stream: !GetAtt T.StreamArn}")
                + """
                  T:
                    Type: AWS::DynamoDB::Table
                    Properties:
                      AttributeDefinitions: [{AttributeName: k, AttributeType: S}]
                      KeySchema: [{AttributeName: k, KeyType: HASH}]
                """,
            "template.yaml:9:32: Resources.F.Properties.Events.E.Properties.Stream: "
                + "the table demo-T has no stream. Add StreamSpecification with a "
                + "StreamViewType to the table."));
  }

  @ParameterizedTest(name = "{0}")
  @MethodSource("functions")
  void saysWhereWhatAndHowToMendIt(String what, String template, List<String> problems) {
    assertEquals(problems, TemplateText.problems(template), what);
  }
}
