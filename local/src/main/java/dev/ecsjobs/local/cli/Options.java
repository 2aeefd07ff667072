package dev.ecsjobs.local.cli;

import dev.ecsjobs.Checked;
import dev.ecsjobs.local.engine.Catalog;
import dev.ecsjobs.local.engine.DataFolder;
import dev.ecsjobs.local.engine.Draft;
import dev.ecsjobs.local.template.Elsewhere;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Objects;
import picocli.CommandLine.Option;

/** What every command takes. */
public final class Options {
  @Option(
      names = "--template",
      paramLabel = "FILE",
      description = "The template; else template.yaml here, or beside the program.")
  private Path template;

  @Option(
      names = "--data",
      paramLabel = "DIR",
      description = "Where runs, history and logs are kept; else .ecsjobs beside the template.")
  private Path data;

  @Option(
      names = "--parameter",
      paramLabel = "NAME=VALUE",
      description = "A parameter of the template; may be repeated.")
  private Map<String, String> parameters = new LinkedHashMap<>();

  @Option(names = "--json", description = "Print JSON, for machines.")
  private boolean json;

  boolean json() {
    return json;
  }

  /** Whether anything was given that means nothing elsewhere. */
  boolean isAboutThisMachine() {
    return template != null || data != null || !parameters.isEmpty();
  }

  /** Another template than the option's; for commands that take one as their argument. */
  void useTemplate(Path file) {
    template = file;
  }

  Path template() {
    if (template != null) {
      return template;
    }
    var here = Path.of("template.yaml");
    return Files.exists(here)
        ? here
        : Path.of(System.getProperty("ecsjobs.home", ".")).resolve(here);
  }

  DataFolder data() {
    var folder =
        data != null
            ? data
            : Objects.requireNonNull(template().toAbsolutePath().getParent()).resolve(".ecsjobs");
    return new DataFolder(folder.toAbsolutePath().normalize());
  }

  /** The template as far as it can be read. */
  Draft draft() throws IOException {
    if (!Files.isRegularFile(template())) {
      throw new WrongUsage(
          "There is no file %s. Give the path of the template.".formatted(template()));
    }
    return Draft.read(template(), parameters, data().revisions(), Elsewhere.STOOD_IN_FOR);
  }

  /** The template, read; if anything is wrong with it, all of that is said and the command ends. */
  Catalog catalog() throws IOException {
    return switch (Catalog.read(template(), parameters, data().revisions())) {
      case Checked.Valid<Catalog> valid -> valid.value();
      case Checked.Invalid<Catalog> invalid -> throw WrongUsage.of(template(), invalid.problems());
    };
  }
}
