package dev.ecsjobs.local.engine;

import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.ecsjobs.job.JobName;
import dev.ecsjobs.local.engine.Inbox.Request;
import dev.ecsjobs.run.RunId;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class InboxTest {
  private static final JobName HELLO = new JobName("hello");

  @TempDir Path folder;
  private Inbox inbox;

  @BeforeEach
  void open() {
    inbox = new DataFolder(folder).inbox();
  }

  @Test
  void isEmptyBeforeTheFirstRequest() {
    assertEquals(List.of(), inbox.requests());
  }

  @Test
  void saysWhichRunTheRequestWillBe() {
    assertEquals(RunId.requested(HELLO, "b"), inbox.put(HELLO, "{}", "b"));
  }

  @Test
  void keepsRequestsForWhoeverComesNext() {
    inbox.put(HELLO, "{\"job\": \"hello\"}", "b");
    inbox.put(HELLO, "{}", "a");
    var next = new DataFolder(folder).inbox();
    var expected = List.of(new Request("a", "{}"), new Request("b", "{\"job\": \"hello\"}"));
    assertEquals(expected, next.requests());
    assertEquals(expected, next.requests(), "reading takes nothing away");
  }

  @Test
  void forgetsARequestThatIsDoneHoweverOftenThatIsSaid() {
    inbox.put(HELLO, "{}", "a");
    inbox.put(HELLO, "{}", "b");
    inbox.done(new Request("a", "{}"));
    inbox.done(new Request("a", "{}"));
    assertEquals(List.of(new Request("b", "{}")), inbox.requests());
  }

  @Test
  void passesOverARequestThatIsNotWrittenToItsEnd() throws IOException {
    inbox.put(HELLO, "{}", "a");
    Files.writeString(folder.resolve("inbox/b.part"), "{\"jo");
    assertEquals(List.of(new Request("a", "{}")), inbox.requests());
  }
}
