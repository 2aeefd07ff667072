package dev.ecsjobs.local.template;

import static dev.ecsjobs.local.template.TemplateText.broken;
import static dev.ecsjobs.local.template.TemplateText.function;
import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

class BrokenNamesTest {

  private static String variable(String expression) {
    return function("Environment: {Variables: {X: " + expression + "}}");
  }

  static Stream<Arguments> names() {
    return Stream.of(
        broken(
            "a misspelt name",
            variable("!Ref AWS::StackNam"),
            "template.yaml:6:36: Resources.F.Properties.Environment.Variables.X: "
                + "there is no parameter or resource AWS::StackNam. Write AWS::StackName "
                + "instead."),
        broken(
            "a name like none",
            variable("!Ref Quux"),
            "template.yaml:6:36: Resources.F.Properties.Environment.Variables.X: "
                + "there is no parameter or resource Quux. Use one of F."),
        broken(
            "two names in one text",
            variable("!Sub '${Fn}/${F.Arm}/${Quux}'"),
            "template.yaml:6:36: Resources.F.Properties.Environment.Variables.X: "
                + "there is no parameter or resource Fn. Write F instead.",
            "template.yaml:6:36: Resources.F.Properties.Environment.Variables.X: "
                + "what F.Arm would be is not known on one machine. Use Arn, or a "
                + "parameter with a Default.",
            "template.yaml:6:36: Resources.F.Properties.Environment.Variables.X: "
                + "there is no parameter or resource Quux. Use one of F."),
        broken(
            "an attribute of nothing",
            variable("!GetAtt Quux.Arn"),
            "template.yaml:6:36: Resources.F.Properties.Environment.Variables.X: "
                + "there is no resource Quux. Use one of F."),
        broken(
            "a half attribute",
            variable("!GetAtt F"),
            "template.yaml:6:36: Resources.F.Properties.Environment.Variables.X: "
                + "names no attribute. Write !GetAtt Resource.Attribute."),
        broken(
            "no alias",
            variable("!Ref F.Alias"),
            "template.yaml:6:36: Resources.F.Properties.Environment.Variables.X: F "
                + "has no alias. Add AutoPublishAlias to it, or use !GetAtt F.Arn."),
        broken(
            "an unknown function",
            variable("!Subs x"),
            "template.yaml:6:36: Resources.F.Properties.Environment.Variables.X: "
                + "there is no function Fn::Subs. Write Fn::Sub instead."),
        broken(
            "what another stack exports",
            variable("!ImportValue x"),
            "template.yaml:6:36: Resources.F.Properties.Environment.Variables.X: "
                + "what another stack exports is not known on one machine. Use a parameter "
                + "with a Default instead of Fn::ImportValue."),
        broken(
            "a condition as a value",
            variable("!Equals [a, b]"),
            "template.yaml:6:36: Resources.F.Properties.Environment.Variables.X: "
                + "Fn::Equals gives no value. Put it in the section Conditions and ask "
                + "with !If [Name, then, else]."),
        broken(
            "an unknown condition",
            variable("!If [Prod, a, b]"),
            "template.yaml:6:41: Resources.F.Properties.Environment.Variables.X: "
                + "there is no condition Prod. Declare it, there are none yet."),
        broken(
            "too few arguments",
            variable("!If [Prod, a]"),
            "template.yaml:6:36: Resources.F.Properties.Environment.Variables.X: "
                + "Fn::If takes a list of 3 arguments. Write it as AWS documents it."),
        broken(
            "a short list",
            variable("!Select [1, [a]]"),
            "template.yaml:6:36: Resources.F.Properties.Environment.Variables.X: "
                + "there is no element 1 in a list of 1. Count from 0, and make sure that "
                + "the list is long enough."),
        broken(
            "no mapping",
            variable("!FindInMap [A, b, c]"),
            "template.yaml:6:36: Resources.F.Properties.Environment.Variables.X: "
                + "Mappings has no A. Declare it, there are none yet."),
        broken(
            "no key",
            "Mappings: {A: {b: {c: 1}}}\n" + variable("!FindInMap [A, b, d]"),
            "template.yaml:7:36: Resources.F.Properties.Environment.Variables.X: "
                + "Mappings.A.b has no d. Write c instead."),
        broken(
            "a Sub of a list",
            variable("!Sub [a, b]"),
            "template.yaml:6:36: Resources.F.Properties.Environment.Variables.X: "
                + "Fn::Sub takes a text, or a list of a text and a map. Write !Sub text, "
                + "or !Sub [text, {Name: value}]."),
        broken(
            "a list in a text",
            variable("!Sub '${AWS::NotificationARNs}'"),
            "template.yaml:6:36: Resources.F.Properties.Environment.Variables.X: "
                + "expected text, found a list. Write one value."),
        broken(
            "conditions in a circle",
            "Conditions: {A: !Not [!Condition B], B: !Not [!Condition A]}\n"
                + variable("!If [A, b, c]"),
            "template.yaml:1:47: Conditions.B: the names go in a circle: condition A "
                + "-> condition B -> condition A. Take one of these references out."),
        broken(
            "no condition",
            "Conditions: {A: !Ref B}\n" + variable("!If [A, b, c]"),
            "template.yaml:1:17: Conditions.A: expected a condition, found Ref. "
                + "Write !Equals [a, b], !Not [c], !And [c, d], !Or [c, d] or !Condition "
                + "Name."),
        broken(
            "names in a circle",
            """
            Resources:
              A: {Type: AWS::ECS::TaskDefinition, Properties: {Family: !Ref B, ContainerDefinitions: [{Name: a, Image: b, Memory: 32}]}}
              B: {Type: AWS::SQS::Queue, Properties: {QueueName: !Sub "${A}-queue"}}
            """,
            "template.yaml:3:54: Resources.B.Properties.QueueName: the names go in a "
                + "circle: A -> B -> A. Take one of these references out."),
        broken(
            "a resource left out",
            "Conditions: {No: !Equals [a, b]}\n"
                + variable("!Ref Q")
                + "  Q: {Type: AWS::SQS::Queue, Condition: No}\n",
            "template.yaml:7:36: Resources.F.Properties.Environment.Variables.X: a "
                + "condition leaves Q out of the stack. Put the reference under the same "
                + "condition with !If."));
  }

  @ParameterizedTest(name = "{0}")
  @MethodSource("names")
  void saysWhereWhatAndHowToMendIt(String what, String template, List<String> problems) {
    assertEquals(problems, TemplateText.problems(template), what);
  }
}
