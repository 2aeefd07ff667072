package dev.ecsjobs.local.cli;

import dev.ecsjobs.local.engine.TestTemplate;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;

/** A folder with a template and its data, to call commands in. */
record Workplace(Path folder) {
  private static final Set<String> STARTING =
      Set.of("ui", "up", "run", "rerun", "backfill", "cancel");

  static Workplace in(Path folder, TestTemplate template) {
    template.in(folder);
    return new Workplace(folder);
  }

  /** In this process. */
  Said ecsjobs(String... arguments) {
    return Said.by(withTemplate(arguments));
  }

  /** In a process of its own. */
  Child child(String... arguments) {
    return Child.start(withTemplate(arguments));
  }

  private String[] withTemplate(String... arguments) {
    var template = List.of("--template", folder.resolve("template.yaml").toString());
    // The same everywhere, and fast: what is tested here is not what runs the tasks.
    var processes = STARTING.contains(arguments[0]) ? List.of("--processes") : List.<String>of();
    return Stream.of(List.of(arguments), template, processes)
        .flatMap(List::stream)
        .toArray(String[]::new);
  }
}
