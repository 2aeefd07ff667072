package dev.ecsjobs.local.template;

import dev.ecsjobs.Checked;
import dev.ecsjobs.Problem;
import dev.ecsjobs.local.ecs.Revision;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * A {@code template.yaml} with its parameters, conditions and intrinsic functions resolved for this
 * machine.
 */
public record Template(
    Path file,
    String stackName,
    List<Function> functions,
    List<ScheduledJob> schedules,
    List<EventRule> rules,
    List<StreamSource> streams,
    List<Revision> taskDefinitions,
    List<Table> tables) {

  public Template {
    functions = List.copyOf(functions);
    schedules = List.copyOf(schedules);
    rules = List.copyOf(rules);
    streams = List.copyOf(streams);
    taskDefinitions = List.copyOf(taskDefinitions);
    tables = List.copyOf(tables);
  }

  /** Reads the file as if its task definitions had never been registered before. */
  public static Checked<Template> read(Path file, String stackName, Map<String, String> parameters)
      throws IOException {
    return read(file, stackName, parameters, Revisions.FIRST);
  }

  /** Reads the file; {@code parameters} win over the template's defaults. */
  public static Checked<Template> read(
      Path file, String stackName, Map<String, String> parameters, Revisions revisions)
      throws IOException {
    var reading = reading(file, stackName, parameters, revisions, Elsewhere.REFUSED);
    return reading.problems().isEmpty()
        ? Checked.valid(reading.template().orElseThrow())
        : Checked.invalid(reading.problems());
  }

  /** Reads as much of the file as can be read, whatever is wrong with the rest. */
  public static Reading reading(
      Path file,
      String stackName,
      Map<String, String> parameters,
      Revisions revisions,
      Elsewhere elsewhere)
      throws IOException {
    if (!Files.isRegularFile(file)) {
      var missing =
          new Problem(file.toString(), "there is no such file", "Pass the path of the template");
      return new Reading(Optional.empty(), List.of(missing));
    }
    var problems = new Problems(file);
    var template =
        YamlText.read(Files.readString(file), problems)
            .map(
                document ->
                    Stack.read(document, stackName, parameters, problems, revisions, elsewhere))
            .map(stack -> of(stack, file, stackName));
    return new Reading(template, problems.inOrderOfTheText());
  }

  private static Template of(Stack stack, Path file, String stackName) {
    // First: what refers to a task definition reads it, and would note its problems before.
    var taskDefinitions = TaskDefinitionReader.read(stack);
    var tables = TableReader.read(stack);
    return new Template(
        file,
        stackName,
        FunctionReader.read(stack),
        ScheduleReader.read(stack, file),
        RuleReader.read(stack),
        StreamReader.read(stack, tables),
        taskDefinitions,
        tables);
  }
}
