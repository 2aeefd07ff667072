package dev.ecsjobs.local.engine;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assertions.fail;

import dev.ecsjobs.Checked;
import dev.ecsjobs.local.dynamodb.DynamoDbLocal;
import java.io.IOException;
import java.nio.file.Path;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A task definition of the template is changed between two runs of its job. */
class ChangedTaskTest {
  @TempDir Path folder;

  private Catalog catalog(String script) throws IOException {
    var template = TestTemplate.quiet().withJob("added", "{\"maxAttempts\": 1}", script);
    var data = new DataFolder(folder);
    return switch (Catalog.read(template.in(folder), Map.of(), data.revisions())) {
      case Checked.Valid<Catalog>(var catalog) -> catalog;
      case Checked.Invalid<Catalog>(var problems) -> fail(problems.toString());
    };
  }

  private static String definition(Catalog catalog) {
    return catalog.job("added").orElseThrow().job().task().definition().replaceFirst(".*/", "");
  }

  @Test
  void eachRunHasTheRevisionThatItWasAskedWith() throws IOException {
    var before = catalog("echo one");
    var data = new DataFolder(folder);
    try (var engine =
        LocalEngine.start(
            before, data, DynamoDbLocal.inMemory(), InstantSource.system(), _ -> {})) {
      assertEquals(List.of("one"), output(engine, before));

      var after = catalog("echo two"); // the engine has not seen it
      assertEquals("added:1", definition(before));
      assertEquals("added:2", definition(after));
      assertEquals(List.of("two"), output(engine, after));

      assertEquals(List.of("one"), output(engine, before));
      assertEquals("added:2", definition(catalog("echo two")));
    }
  }

  /** What the job writes that is asked for as {@code ecsjobs run} does. */
  private List<String> output(LocalEngine engine, Catalog catalog) {
    var data = new DataFolder(folder);
    var job = catalog.job("added").orElseThrow();
    data.register(catalog.template());
    var id = data.inbox().put(job.job().name(), job.source().input(), UUID.randomUUID().toString());
    var history = engine.records().history();
    Eventually.holds(
        "the run " + id,
        () -> history.runs(id.job(), 10).stream().anyMatch(run -> run.run().equals(id)));
    var run =
        history.runs(id.job(), 10).stream()
            .filter(r -> r.run().equals(id))
            .findFirst()
            .orElseThrow();
    var task = run.attempts().getFirst().task();
    assertTrue(task.isPresent(), run::toString);
    return engine.records().logs().lastLines(task.get(), 10);
  }
}
