package dev.ecsjobs.local.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.ecsjobs.local.engine.TestTemplate;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class UpCommandTest {
  @TempDir Path folder;

  @Test
  void takesUpAJobThatIsAddedToTheTemplateAndGoesOnWhenItIsBroken() {
    var workplace = Workplace.in(folder, TestTemplate.quiet());
    try (var up = workplace.child("up")) {
      up.awaitLine("always-fails");
      var template = TestTemplate.quiet().withJob("added-later", "{}", "echo here I am");
      template.in(folder);
      up.awaitLine("added-later");

      var said = workplace.ecsjobs("run", "added-later"); // attached: the other process runs it
      assertEquals(0, said.exitCode(), said::toString);
      up.awaitLine("The run succeeded.");

      template.replacing("cron(0 3 * * ? *)", "cron(0 3 * *)").in(folder);
      up.awaitLine("template.yaml:");
      up.awaitLine("The template as it was goes on.");
      up.interrupt();
      assertEquals(
          "Stopped. Tasks that still run go on; the next start takes them up.",
          up.lines().getLast());
    }
  }
}
