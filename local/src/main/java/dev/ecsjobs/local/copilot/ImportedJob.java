package dev.ecsjobs.local.copilot;

import dev.ecsjobs.Checked;
import dev.ecsjobs.Problem;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.snakeyaml.engine.v2.api.Load;
import org.snakeyaml.engine.v2.api.LoadSettings;
import org.snakeyaml.engine.v2.exceptions.YamlEngineException;
import org.snakeyaml.engine.v2.schema.CoreSchema;

/**
 * A Copilot scheduled job as the two blocks that {@code template.yaml} needs.
 *
 * @param event goes under Events of LaunchFunction
 * @param taskDefinition goes under Resources
 * @param notes what is not carried over, or not as it was
 */
public record ImportedJob(String event, String taskDefinition, List<Problem> notes) {
  private static final String TYPE = "Scheduled Job";

  /** What is often there and has a better place here than a guess would find. */
  private static final Map<String, String> INSTEAD =
      Map.of(
          "environments", "Pass --env NAME to import the job as one of them has it",
          "env_file", "Write its variables as Environment of the task definition",
          "sidecars",
              "Add them to ContainerDefinitions; \"container\": \"main\" stays the one that"
                  + " decides",
          "storage.volumes", "Add Volumes and MountPoints to the task definition",
          "logging", "Change LogConfiguration of the task definition",
          "publish", "Add the topics to the template, and a policy to TaskRole",
          "taskdef_overrides", "Change the task definition itself");

  public ImportedJob {
    notes = List.copyOf(notes);
  }

  /**
   * Reads a manifest.
   *
   * @param environment whose values to take where the manifest has some for it
   */
  public static Checked<ImportedJob> read(String yaml, Optional<String> environment) {
    Object document;
    try {
      var settings = LoadSettings.builder().setSchema(new CoreSchema()).build();
      document = new Load(settings).loadFromString(yaml);
    } catch (YamlEngineException e) {
      return Checked.invalid(
          new Problem(
              "",
              "the YAML cannot be read: " + e.getMessage().replaceAll("\\s+", " ").strip(),
              "Mend it; what begins with @ or * has to be quoted"));
    }
    if (!(document instanceof Map<?, ?> fields)) {
      return Checked.invalid(new Problem("", "this is no manifest", "Pass a manifest.yml"));
    }
    var manifest = Manifest.of(fields, environment);
    var type = manifest.text("type").orElse("");
    if (!type.equals(TYPE)) {
      manifest.problem(
          "type",
          "is '" + type + "'",
          "Pass the manifest of a '" + TYPE + "'; services stay services");
      return Checked.invalid(manifest.problems());
    }
    var job = of(manifest);
    return manifest.problems().isEmpty()
        ? Checked.valid(job)
        : Checked.invalid(manifest.problems());
  }

  private static ImportedJob of(Manifest manifest) {
    var name = manifest.text("name").orElse("");
    var event = Event.lines(manifest, name);
    var task = Task.lines(manifest, name);
    var notes = new ArrayList<>(manifest.notes());
    for (var path : manifest.leftOver()) {
      notes.add(
          new Problem(
              path,
              "is not carried over",
              INSTEAD.getOrDefault(path, "Add by hand what is still needed of it")));
    }
    notes.add(Container.ownVariables());
    return new ImportedJob(indented(event, 8), indented(task, 2), notes);
  }

  private static String indented(List<String> lines, int by) {
    return String.join("\n", lines).indent(by);
  }

  /** Both blocks, each with the place it goes to. */
  public String text() {
    return "# Under Events of LaunchFunction:\n\n%s\n# Under Resources, beside the other task definitions:\n\n%s"
        .formatted(event, taskDefinition);
  }
}
