package dev.ecsjobs.local.cli;

import dev.ecsjobs.Checked;
import dev.ecsjobs.local.copilot.ImportedJob;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** {@code ecsjobs import}. */
@Command(
    name = "import",
    mixinStandardHelpOptions = true,
    description = "Turns other schedulers' jobs into blocks for template.yaml.",
    subcommands = ImportCommand.Copilot.class)
public final class ImportCommand implements Callable<Integer> {
  @Spec private CommandSpec spec;

  @Override
  public Integer call() {
    spec.commandLine().usage(spec.commandLine().getErr());
    return spec.exitCodeOnInvalidInput();
  }

  /** {@code ecsjobs import copilot MANIFEST}. */
  @Command(
      name = "copilot",
      mixinStandardHelpOptions = true,
      description = {
        "Prints an AWS Copilot scheduled job as the two blocks that template.yaml needs.",
        "What cannot be carried over is told on standard error."
      })
  public static final class Copilot implements Callable<Integer> {
    @Parameters(
        index = "0",
        paramLabel = "MANIFEST",
        description = "Such as copilot/report/manifest.yml.")
    private Path manifest;

    @Option(
        names = "--env",
        paramLabel = "NAME",
        description = "As the manifest has it for this environment.")
    private String environment;

    @Spec private CommandSpec spec;

    private final Screen screen = Screen.standard();

    @Override
    public Integer call() throws IOException {
      if (!Files.isRegularFile(manifest)) {
        throw new WrongUsage(
            "There is no file %s. Give the path of a manifest.yml.".formatted(manifest));
      }
      return switch (ImportedJob.read(
          Files.readString(manifest), Optional.ofNullable(environment))) {
        case Checked.Invalid<ImportedJob>(var problems) ->
            throw WrongUsage.manifest(manifest, problems);
        case Checked.Valid<ImportedJob>(var job) -> {
          screen.line(job.text().stripTrailing());
          job.notes().forEach(note -> spec.commandLine().getErr().println("ecsjobs: " + note));
          yield 0;
        }
      };
    }
  }
}
