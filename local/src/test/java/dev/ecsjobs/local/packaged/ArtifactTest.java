package dev.ecsjobs.local.packaged;

import static java.util.stream.Collectors.counting;
import static java.util.stream.Collectors.groupingBy;
import static java.util.stream.Collectors.joining;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.ecsjobs.local.engine.TestTemplate;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What is uploaded. */
class ArtifactTest {
  private static final long MOST_BYTES = 12 * 1024 * 1024;

  @TempDir static Path folder;
  private static Artifact artifact;

  @BeforeAll
  static void layOut() {
    artifact = Artifact.in(folder.resolve("function"));
  }

  @Test
  void holdsTheHandlerOfEveryFunctionInTheTemplate() {
    for (var function : TestTemplate.real().catalog(folder).template().functions()) {
      var file = function.handler().replace('.', '/') + ".class";
      assertTrue(Files.exists(artifact.root().resolve(file)), function + " has no " + file);
    }
  }

  @Test
  void holdsEveryLibraryOnce() {
    var twice =
        artifact.libraries().stream()
            .collect(groupingBy(name -> name.replaceFirst("-\\d[^-]*\\.jar$", ""), counting()))
            .entrySet()
            .stream()
            .filter(library -> library.getValue() > 1)
            .toList();
    assertEquals(List.of(), twice, "left over from an earlier build? mvn -pl functions clean");
  }

  @Test
  void holdsTheRuntimesOwnInterfacesAndNothingElseOfTheRuntime() {
    assertEquals(
        List.of(
            "com.amazonaws.aws-lambda-java-core-1.4.0.jar",
            "com.amazonaws.aws-lambda-java-events-3.16.1.jar"),
        artifact.libraries().stream().filter(name -> name.contains("aws-lambda")).toList());
  }

  @Test
  void isSmall() {
    long size = artifact.zippedSize();
    assertTrue(
        size <= MOST_BYTES,
        () ->
            "zipped it has %,d bytes and should have at most %,d: every cold start loads it. Largest:%n%s"
                .formatted(size, MOST_BYTES, largest()));
  }

  private static String largest() {
    return artifact.files().stream()
        .limit(10)
        .map(file -> "%,12d  %s".formatted(Artifact.size(file), folder.relativize(file)))
        .collect(joining("\n"));
  }
}
