package dev.ecsjobs.local.engine;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.ecsjobs.aws.EventFiles;
import dev.ecsjobs.lambda.WrongJobDocument;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class WrongJobDocumentTest {
  private static final String FIVE_MISTAKES = EventFiles.text("schedule-fired-five-mistakes");

  @TempDir Path folder;
  private Stage stage;

  @BeforeEach
  void open() {
    stage = new Stage(TestTemplate.quiet(), folder);
  }

  @AfterEach
  void close() {
    stage.close();
  }

  @Test
  void tellsFiveMistakesAtOnceAndStartsAndWritesNothing() {
    var wrong = assertThrows(WrongJobDocument.class, () -> stage.launch(FIVE_MISTAKES, "request"));
    var lines = wrong.getMessage().lines().toList();
    assertEquals("5 problems in the job document; nothing is started.", lines.getFirst());
    assertEquals(6, lines.size(), wrong.getMessage());
    assertNothingHappened();
  }

  @Test
  void isKeptAsADeadLetterAfterThreeInvocations() throws Exception {
    var notes = new ArrayList<String>();
    var settled = new CountDownLatch(1);
    var deadLetters = folder.resolve("dead-letters");
    try (var invocations = new AsyncInvocations(stage.functions, deadLetters, notes::add)) {
      invocations.invoke("LaunchFunction", FIVE_MISTAKES, "request", settled::countDown);
      settled.await();
    }
    assertEquals(
        FIVE_MISTAKES, Files.readString(deadLetters.resolve("LaunchFunction-request.json")));
    assertEquals(3, notes.size(), notes.toString());
    assertTrue(notes.getLast().contains("5 problems"), notes.getLast());
    assertNothingHappened();
  }

  private void assertNothingHappened() {
    assertEquals(List.of(), stage.items());
    assertEquals(0, stage.tasks());
    assertEquals(List.of(), stage.taskEvents);
  }
}
