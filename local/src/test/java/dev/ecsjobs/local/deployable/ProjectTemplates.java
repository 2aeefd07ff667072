package dev.ecsjobs.local.deployable;

import dev.ecsjobs.local.engine.Catalog;
import dev.ecsjobs.local.template.Choices;
import dev.ecsjobs.local.template.TemplateTree;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** The templates that the project ships, as stacks. */
final class ProjectTemplates {
  private static final Path HOME =
      Path.of(System.getProperty("basedir", "")).toAbsolutePath().getParent();

  /** Nobody would write this into a template by mistake. */
  private static final String UNUSUAL = "night-shift";

  private ProjectTemplates() {}

  static TemplateTree runner() {
    return TemplateTree.read(HOME.resolve("template.yaml"));
  }

  /** Templates of others, which use what the runner's stack exports. */
  static List<TemplateTree> examples() {
    var folder = HOME.resolve("examples");
    if (!Files.isDirectory(folder)) {
      return List.of();
    }
    try (var files = Files.list(folder)) {
      return files
          .filter(file -> file.toString().endsWith(".yaml"))
          .sorted()
          .map(TemplateTree::read)
          .toList();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** The runner with no parameters but those that have no default. */
  static DeployedStack usual(TemplateTree runner) {
    return new DeployedStack(runner.deploy(UNUSUAL, Map.of(), Map.of()), Optional.empty());
  }

  /** The runner with every choice of parameters that makes a difference. */
  static List<DeployedStack> everyChoice(TemplateTree runner) {
    return Choices.of(runner).stream()
        .map(
            choice -> new DeployedStack(runner.deploy(UNUSUAL, choice, Map.of()), Optional.empty()))
        .toList();
  }

  /** Another team's stack beside a runner that has the name its parameter says by default. */
  static DeployedStack beside(TemplateTree runner, TemplateTree example) {
    var deployment = runner.deploy(Catalog.STACK, Map.of(), Map.of());
    var exports = new LinkedHashMap<String, String>();
    deployment
        .outputs()
        .forEach(
            output -> exports.put(output.get("Export", "Name").text(), output.get("Value").text()));
    return new DeployedStack(
        example.deploy(UNUSUAL, Map.of(), exports),
        Optional.of(new DeployedStack(deployment, Optional.empty())));
  }

  /** What was resolved here, as a template writes it. */
  static String asWritten(String text) {
    return text.replace(UNUSUAL, "${AWS::StackName}")
        .replace("us-east-1", "${AWS::Region}")
        .replace("000000000000", "${AWS::AccountId}");
  }
}
