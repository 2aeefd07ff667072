package dev.ecsjobs.local.template;

import static org.junit.jupiter.api.Assertions.fail;

import dev.ecsjobs.Checked;
import dev.ecsjobs.Problem;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.params.provider.Arguments;

/** Template texts read as files named {@code template.yaml}, for a stack named {@code demo}. */
final class TemplateText {
  private TemplateText() {}

  static Checked<Template> read(String text, Map<String, String> parameters) {
    return read(text, parameters, Revisions.FIRST);
  }

  private static Checked<Template> read(
      String text, Map<String, String> parameters, Revisions revisions) {
    try {
      var folder = Files.createTempDirectory("template");
      var file = folder.resolve("template.yaml");
      try {
        Files.writeString(file, text);
        return Template.read(file, "demo", parameters, revisions);
      } finally {
        Files.deleteIfExists(file);
        Files.delete(folder);
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  static Template valid(String text) {
    return valid(text, Map.of());
  }

  static Template valid(String text, Map<String, String> parameters) {
    return switch (read(text, parameters)) {
      case Checked.Valid<Template>(var template) -> template;
      case Checked.Invalid<Template>(var problems) -> fail(problems.toString());
    };
  }

  static List<String> problems(String text, Map<String, String> parameters) {
    return problems(text, parameters, Revisions.FIRST);
  }

  static List<String> problems(String text, Map<String, String> parameters, Revisions revisions) {
    return switch (read(text, parameters, revisions)) {
      case Checked.Valid<Template> valid -> fail("no problem was found in " + valid);
      case Checked.Invalid<Template>(var problems) ->
          problems.stream().map(Problem::toString).toList();
    };
  }

  static List<String> problems(String text) {
    return problems(text, Map.of());
  }

  /** A row of a table: a template, and every problem with it. */
  static Arguments broken(String what, String template, String... problems) {
    return Arguments.of(what, template, List.of(problems));
  }

  /** A template with these properties in one function. */
  static String function(String properties) {
    return """
    Resources:
      F:
        Type: AWS::Serverless::Function
        Properties:
          Handler: a.B
    """
        + properties.indent(6);
  }
}
