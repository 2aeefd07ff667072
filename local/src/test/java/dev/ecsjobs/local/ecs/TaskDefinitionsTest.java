package dev.ecsjobs.local.ecs;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import software.amazon.awssdk.services.ecs.model.RegisterTaskDefinitionRequest;
import software.amazon.awssdk.services.ecs.model.Tag;

class TaskDefinitionsTest {
  private static final String FAMILY = "arn:aws:ecs:us-east-1:000000000000:task-definition/report";

  private TaskDefinitions definitions;

  @BeforeEach
  void open(@TempDir Path folder) {
    definitions = TaskDefinitions.beside(folder.resolve("tasks"));
  }

  private static RegisterTaskDefinitionRequest request(String command) {
    return RegisterTaskDefinitionRequest.builder()
        .family("report")
        .tags(Tag.builder().key("team").value("a").build())
        .containerDefinitions(Bench.container("main", command))
        .build();
  }

  private Revision add(String command) throws IOException {
    return definitions.add(Revision.ofApi(request(command)), FAMILY);
  }

  /** As the template is read, and then taken up by the engine. */
  private int deploy(String command) throws IOException {
    var number = definitions.revisionOf(request(command));
    return definitions.adopt(Revision.ofTemplate(FAMILY + ":" + number, request(command))).number();
  }

  @Test
  void countsTheRevisionsOfAFamily() throws IOException {
    assertEquals(
        List.of(1, 2, 3), List.of(add("a").number(), add("a").number(), add("b").number()));
    assertEquals(FAMILY + ":3", definitions.find("report").orElseThrow().arn());
  }

  @Test
  void keepsAllOfIt() throws IOException {
    var added = add("a");

    var found = definitions.find("report:1").orElseThrow();

    assertEquals(added, found);
    assertTrue(found.saysTheSameAs(Revision.ofApi(request("a"))));
    assertEquals("team", found.tags().getFirst().key());
    assertTrue(found.definition().registeredAt() != null);
  }

  @Test
  void keepsEnvironmentsFromOtherUsersEyes() throws IOException {
    add("a");

    assertEquals(
        "rwx------",
        PosixFilePermissions.toString(
            Files.getPosixFilePermissions(definitions.folder().resolve("report/1"))));
  }

  @Test
  void tenIsMoreThanNine() throws IOException {
    for (int n = 1; n <= 10; n++) {
      add("a");
    }

    assertEquals(10, definitions.find("report").orElseThrow().number());
    assertEquals(11, add("a").number());
  }

  @ParameterizedTest
  @ValueSource(strings = {"report", "report:1", FAMILY, FAMILY + ":1"})
  void findsADefinitionByAllItsNames(String name) throws IOException {
    add("a");

    assertEquals("report:1", definitions.find(name).orElseThrow().name());
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "repor",
        "report:0",
        "report:2",
        "report:01",
        "report:",
        "report:1:1",
        "../report:1",
        "..",
        "arn:aws:ecs:eu-west-1:000000000000:task-definition/report:1"
      })
  void findsNothingElse(String name) throws IOException {
    add("a");

    assertEquals(Optional.empty(), definitions.find(name));
  }

  @Test
  void anInactiveRevisionIsFoundByItsNumberAlone() throws IOException {
    add("a");
    var inactive = definitions.deregister(add("b"));

    assertEquals("INACTIVE", inactive.definition().statusAsString());
    assertTrue(inactive.definition().deregisteredAt() != null);
    assertEquals(1, definitions.find("report").orElseThrow().number());
    assertEquals(inactive, definitions.find("report:2").orElseThrow());
    assertEquals(inactive, definitions.deregister(inactive), "the first time counts");
    assertEquals(3, add("b").number(), "a number is never given twice");
  }

  @Test
  void theTemplatesDefinitionHasOneRevisionUntilItChanges() throws IOException {
    assertEquals(1, deploy("a"));
    assertEquals(1, deploy("a"));
    assertEquals(2, deploy("b"));
    assertEquals(3, deploy("a"));
    assertEquals(3, deploy("a"));
  }

  @Test
  void whatOthersRegisterDoesNotMoveTheTemplates() throws IOException {
    deploy("a");
    add("b");

    assertEquals(1, deploy("a"));
    assertEquals(3, deploy("b"), "theirs is not the template's");
  }

  @Test
  void theTemplatesDefinitionIsRegisteredAnewIfSomebodyDeregisteredIt() throws IOException {
    deploy("a");
    definitions.deregister(definitions.find("report:1").orElseThrow());

    assertEquals(2, deploy("a"));
  }

  @Test
  void aNumberThatIsTakenMeanwhileIsNotTakenAway() throws IOException {
    var number = definitions.revisionOf(request("a"));
    add("somebody else's");

    var adopted = definitions.adopt(Revision.ofTemplate(FAMILY + ":" + number, request("a")));

    assertEquals(2, adopted.number());
    assertEquals(
        List.of("somebody else's"),
        definitions
            .find("report:1")
            .orElseThrow()
            .definition()
            .containerDefinitions()
            .getFirst()
            .command());
  }

  @Test
  void twentyAtOnceGetTwentyNumbers() throws Exception {
    try (var threads = Executors.newFixedThreadPool(20)) {
      Callable<Integer> one = () -> add("a").number();
      var numbers =
          threads.invokeAll(Stream.generate(() -> one).limit(20).toList()).stream()
              .map(TaskDefinitionsTest::result)
              .sorted()
              .toList();

      assertEquals(IntStream.rangeClosed(1, 20).boxed().toList(), numbers);
    }
  }

  @Test
  void whatAKilledProcessLeftHalfDoneIsNoRevision() throws IOException {
    add("a");
    Files.createDirectory(definitions.folder().resolve("report").resolve(".new-123"));

    assertEquals(1, definitions.all().size());
    assertEquals(2, add("a").number());
  }

  private static int result(Future<Integer> future) {
    try {
      return future.get();
    } catch (InterruptedException | ExecutionException e) {
      throw new AssertionError(e);
    }
  }
}
