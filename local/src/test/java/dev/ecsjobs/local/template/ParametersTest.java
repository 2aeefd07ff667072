package dev.ecsjobs.local.template;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ParametersTest {

  private static String template(String declaration, String expression) {
    return """
    Parameters:
      P: %s
    Resources:
      F:
        Type: AWS::Serverless::Function
        Properties: {Handler: a.B, Environment: {Variables: {X: %s}}}
    """
        .formatted(declaration, expression);
  }

  private static String value(String declaration, String expression, Map<String, String> passed) {
    var template = TemplateText.valid(template(declaration, expression), passed);
    return template.functions().getFirst().environment().get("X");
  }

  @ParameterizedTest(name = "{0}: {1} = {2}")
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          List<AWS::EC2::Subnet::Id>               | !Select [0, !Ref P] | subnet-local
          AWS::EC2::Subnet::Id                     | !Ref P              | subnet-local
          List<AWS::EC2::SecurityGroup::Id>        | !Select [0, !Ref P] | local-P
          AWS::EC2::VPC::Id                        | !Ref P              | local-P
          AWS::SSM::Parameter::Value<String>       | !Ref P              | local-P
          AWS::SSM::Parameter::Value<List<String>> | !Select [0, !Ref P] | local-P
          """)
  void standsInForWhatOnlyAnAccountKnows(String type, String expression, String expected) {
    assertEquals(expected, value("{Type: " + type + "}", expression, Map.of()));
  }

  @Test
  void takesTheDefaultWhereThereIsOne() {
    assertEquals("d", value("{Type: String, Default: d}", "!Ref P", Map.of()));
    assertEquals("vpc-1", value("{Type: AWS::EC2::VPC::Id, Default: vpc-1}", "!Ref P", Map.of()));
    assertEquals("", value("{Type: String, Default: ''}", "!Ref P", Map.of()));
  }

  @Test
  void takesWhatIsPassedBeforeTheDefault() {
    var passed = Map.of("P", "2");
    assertEquals("2", value("{Type: String, Default: d}", "!Ref P", passed));
    assertEquals("2", value("{Type: AWS::EC2::VPC::Id}", "!Ref P", passed));
    assertEquals("2", value("{Type: Number, AllowedValues: [1, 2]}", "!Ref P", passed));
  }

  @ParameterizedTest(name = "{0} with {1}")
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      textBlock =
          """
          {Type: String}                           | | template.yaml:2:6: Parameters.P: has no value: it has no Default, and none was passed. Pass --parameter P=VALUE.
          {Type: CommaDelimitedList}               | | template.yaml:2:6: Parameters.P: has no value: it has no Default, and none was passed. Pass --parameter P=VALUE.
          {Default: a}                             | | template.yaml:2:6: Parameters.P.Type: is missing. Add a type, such as Type: String.
          {Type: String, Default: [a]}             | | template.yaml:2:30: Parameters.P.Default: expected text, found a list. Write one value.
          {Type: String, Default: !Ref Q}          | | template.yaml:2:30: Parameters.P.Default: expected text, found Ref. Write one value.
          String                                   | | template.yaml:2:6: Parameters.P: expected a map, found text. Write a map, one Name: value a line.
          {Type: Number, Default: many}            | | template.yaml:2:6: Parameters.P: 'many' is not allowed. Pass a number.
          {Type: String, AllowedValues: [a, b]}    |c| template.yaml:2:6: Parameters.P: 'c' is not allowed. Pass one of a, b.
          {Type: CommaDelimitedList, AllowedValues: [a]} |a,c| template.yaml:2:6: Parameters.P: 'c' is not allowed. Pass one of a.
          {Type: String, Default: a, AllowedValues: a} | | template.yaml:2:48: Parameters.P.AllowedValues: expected a list, found text. Write a list, each element after a dash.
          """)
  void saysWhatIsWrongWithAParameter(String declaration, String passed, String problem) {
    Map<String, String> parameters = passed == null ? Map.of() : Map.of("P", passed);
    assertEquals(
        List.of(problem), TemplateText.problems(template(declaration, "!Ref P"), parameters));
  }

  @Test
  void listsTheParametersToWhoeverPassesAnUnknownOne() {
    assertEquals(
        List.of("--parameter Q: the template has no parameter Q. Use one of P."),
        TemplateText.problems(template("{Type: String, Default: a}", "b"), Map.of("Q", "1")));
    assertEquals(
        List.of(
            "--parameter Q: the template has no parameter Q."
                + " Leave it out, the template has no parameters."),
        TemplateText.problems("Resources: {}", Map.of("Q", "1")));
  }
}
