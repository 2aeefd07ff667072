package dev.ecsjobs.local.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ImportCommandTest {
  @TempDir private Path folder;

  @Test
  void blocksGoToStandardOutputAndNotesToStandardError() throws IOException {
    var said =
        Said.by(
            "import",
            "copilot",
            manifest("{name: tidy, type: Scheduled Job, on: {schedule: '@daily'}}"));
    assertEquals(0, said.exitCode(), said::toString);
    assertTrue(
        said.hasInOrder(
            List.of(
                "# Under Events of LaunchFunction:\n\n        # Imported",
                "\n        Tidy:\n          Type: ScheduleV2\n",
                "\n# Under Resources,",
                "\n  TidyTask:\n    Type: AWS::ECS::TaskDefinition\n")),
        said::toString);
    assertTrue(said.err().startsWith("ecsjobs: on: Copilot lets runs overlap"), said::toString);
    assertTrue(said.err().lines().allMatch(line -> line.startsWith("ecsjobs: ")), said::toString);
  }

  @Test
  void aWrongManifestImportsNothing() throws IOException {
    var said = Said.by("import", "copilot", manifest("{name: web, type: Backend Service}"));
    assertEquals(2, said.exitCode());
    assertEquals("", said.out());
    assertTrue(said.err().contains("has 1 problem; nothing is imported."), said::toString);
    assertEquals(2, Said.by("import", "copilot", "nowhere.yml").exitCode());
    assertEquals(2, Said.by("import").exitCode());
  }

  private String manifest(String yaml) throws IOException {
    return Files.writeString(folder.resolve("manifest.yml"), yaml).toString();
  }
}
