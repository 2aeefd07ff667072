package dev.ecsjobs.local.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.ecsjobs.local.engine.TestTemplate;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class TaskOptionsTest {
  @Test
  void saysWhatIsNotKeptApartWhereNoContainerEngineAnswers(@TempDir Path folder) {
    TestTemplate.quiet().in(folder);
    var template = folder.resolve("template.yaml").toString();
    var nowhere = Map.of("DOCKER_HOST", "unix://" + folder.resolve("nobody-listens"));
    try (var up = Child.start(nowhere, "up", "--endpoint-port", "0", "--template", template)) {
      up.awaitLine("No container engine answers (docker info), so tasks run as processes");
      up.awaitLine("always-fails");
      up.interrupt();
    }
  }

  @Test
  void whatRunsTasksOfADeployedStackIsNotForUsToChoose() {
    var said = Said.by("run", "hello", "--stack", "demo", "--processes");

    assertEquals(2, said.exitCode());
    assertEquals(
        "--stack means what is deployed; --template, --data, --parameter and --processes mean"
            + " this machine. Give the one or the others.\n",
        said.err());
  }
}
