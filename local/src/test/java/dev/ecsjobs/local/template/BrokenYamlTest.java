package dev.ecsjobs.local.template;

import static dev.ecsjobs.local.template.TemplateText.broken;
import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

class BrokenYamlTest {

  static Stream<Arguments> yaml() {
    return Stream.of(
        broken(
            "nothing", "", "template.yaml:1:1: the template is empty. Add the section Resources."),
        broken(
            "a list",
            "- a",
            "template.yaml:1:1: expected a map, found a list. Write a map, one Name: "
                + "value a line."),
        broken(
            "a value too many",
            "Resources:\n  A: b: c",
            "template.yaml:2:7: the YAML cannot be read: mapping values are not "
                + "allowed here. Mend the YAML here or just above."),
        broken(
            "an open quote",
            "Resources: 'x\n",
            "template.yaml:2:1: the YAML cannot be read: while scanning a quoted "
                + "scalar from line 1 on, found unexpected end of stream. Mend the YAML "
                + "here or just above."),
        broken(
            "a tab",
            "Resources:\n\tA: b",
            "template.yaml:2:1: the YAML cannot be read: found character '\\t(TAB)' "
                + "that cannot start any token. (Do not use \\t(TAB) for indentation). Mend "
                + "the YAML here or just above."),
        broken(
            "two documents",
            "Resources: {}\n---\nResources: {}\n",
            "template.yaml:2:1: the YAML cannot be read: expected a single document "
                + "in the stream from line 1 on, but found another document. Mend the YAML "
                + "here or just above."),
        broken(
            "an unknown alias",
            "Resources: *nope",
            "template.yaml:1:12: the YAML cannot be read: found undefined alias "
                + "nope. Mend the YAML here or just above."),
        broken(
            "a list as a key",
            "? [a]\n: b",
            "template.yaml:1:1: Resources: is missing. Add the section Resources.",
            "template.yaml:1:3: a key has to be text. Write Name: value."),
        broken(
            "itself",
            "Resources:\n  A: &a {B: *a}",
            "template.yaml:2:6: Resources.A: contains itself. Take the alias out."),
        broken(
            "a key twice",
            "Resources:\n  A: {Type: B}\n  A: {Type: B}\n",
            "template.yaml:3:3: Resources.A: is there twice. Keep one of the two."),
        broken(
            "no resources",
            "Parameters: {}",
            "template.yaml:1:1: Resources: is missing. Add the section Resources."),
        broken(
            "a list of resources",
            "Resources:\n  - A",
            "template.yaml:2:3: Resources: expected a map, found a list. Write a "
                + "map, one Name: value a line."),
        broken(
            "a resource without type",
            "Resources:\n  A: {Properties: {}}",
            "template.yaml:2:6: Resources.A.Type: is missing. Add the type, such as "
                + "Type: AWS::Serverless::Function."),
        broken(
            "a resource that is text",
            "Resources: {A: b}",
            "template.yaml:1:16: Resources.A: expected a map, found text. Write a "
                + "map, one Name: value a line."));
  }

  @ParameterizedTest(name = "{0}")
  @MethodSource("yaml")
  void saysWhereWhatAndHowToMendIt(String what, String template, List<String> problems) {
    assertEquals(problems, TemplateText.problems(template), what);
  }
}
