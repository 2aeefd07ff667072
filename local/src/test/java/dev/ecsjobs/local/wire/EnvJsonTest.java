package dev.ecsjobs.local.wire;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.ecsjobs.aws.Json;
import dev.ecsjobs.local.engine.TestTemplate;
import dev.ecsjobs.local.template.Function;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** {@code env.json} and {@code samconfig.toml}: {@code sam local invoke} on the stack of up. */
class EnvJsonTest {
  private static final Path ROOT = Path.of("..");

  /** Plain parameters: SAM gets them right, and --parameter-overrides has its say. */
  private static final Set<String> LEFT_TO_SAM =
      Set.of("ASSIGN_PUBLIC_IP", "HISTORY_DAYS", "JOB_DEFAULTS", "LAUNCHES_PER_SECOND");

  private Map<String, Object> set;
  private List<Function> functions;

  @BeforeEach
  @SuppressWarnings("unchecked") // a map in a map
  void read(@TempDir Path folder) throws IOException {
    var file = Json.readObject(Files.readString(ROOT.resolve("env.json")));
    assertEquals(Set.of("Parameters"), file.keySet(), "one block for all functions");
    set = new TreeMap<>((Map<String, Object>) file.get("Parameters"));
    functions = TestTemplate.real().catalog(folder).template().functions();
  }

  /**
   * Of what the resources are called SAM only guesses; and what a function does not declare it
   * leaves out in silence.
   */
  @Test
  void whatTheTemplateDeclaresHasTheLocalEnginesValues() {
    for (var function : functions) {
      var expected = new TreeMap<String, Object>(function.environment());
      expected.keySet().removeAll(LEFT_TO_SAM);
      expected.replace("ENDPOINT_URL", "http://host.docker.internal:" + Endpoint.PORT);

      assertEquals(expected, set, () -> "env.json is not what %s has".formatted(function));
    }
  }

  @Test
  void nothingButTheEventHasToBeTyped() throws IOException {
    var config = Files.readString(ROOT.resolve("samconfig.toml"));
    var invoke = config.split("\\[default\\.local_invoke\\.parameters]", 2)[1].split("\n\\[", 2)[0];

    assertTrue(invoke.contains("\nenv_vars = \"env.json\"\n"), invoke);
    assertTrue(invoke.contains("\nadd_host = [\"host.docker.internal:host-gateway\"]\n"), invoke);
    assertTrue(invoke.contains("\nparameter_overrides = \"Architecture=x86_64\"\n"), invoke);
  }
}
