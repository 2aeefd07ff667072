package dev.ecsjobs.local.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.ecsjobs.local.engine.TestTemplate;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class CalendarCommandTest {
  @TempDir private Path folder;
  private Workplace workplace;

  @BeforeEach
  void takeTheTemplateAsItIsDeployed() {
    workplace = Workplace.in(folder, TestTemplate.real());
  }

  @Test
  void drawsTheTemplatesJobsWithoutColourWhereThereIsNoTerminal() {
    var said = workplace.ecsjobs("calendar", "--from", "2026-11-23", "--zone", "Europe/Berlin");
    assertEquals(0, said.exitCode(), said::toString);
    assertTrue(
        said.hasInOrder(
            List.of(
                "Mon 23 Nov 2026, times of Europe/Berlin, a column is 30 minutes\n",
                "00  02  04",
                "hello           ████",
                "nightly-report  ····■···",
                "flaky-import    disabled",
                "in one minute   ▄▄▄▄█▄")),
        said::toString);
    assertFalse(said.out().contains("\u001b"));
  }

  @Test
  void drawsIntoAFile() throws Exception {
    var file = folder.resolve("calendar.svg");
    var said = workplace.ecsjobs("calendar", "--days", "7", "--svg", file.toString());
    assertEquals(0, said.exitCode(), said::toString);
    assertTrue(Files.readString(file).contains(">nightly-report</text>"));
  }

  @Test
  void machinesGetTheCounts() {
    var json =
        workplace
            .ecsjobs("calendar", "--from", "2026-11-23", "--zone", "UTC", "--width", "50", "--json")
            .json();
    assertEquals("1 hour", json.text("column"));
    assertEquals("2026-11-23T01:00:00Z", json.object("peak").text("minute"));
    assertEquals("hello", json.objects("jobs").getFirst().text("job"));
    assertEquals("12", json.objects("jobs").getFirst().texts("runs").getFirst());
  }

  @Test
  void aBrokenTemplateOrOptionIsRefusedWithTheFix() {
    var broken =
        Workplace.in(folder, TestTemplate.real().replacing("cron(0 2 * * ? *)", "cron(0 2 * *)"));
    assertEquals(2, broken.ecsjobs("calendar").exitCode());
    for (var wrong :
        List.of(
            List.of("--days", "0"), List.of("--zone", "Europe/Bärlin"), List.of("--width", "7"))) {
      var said = workplace.ecsjobs("calendar", wrong.getFirst(), wrong.getLast());
      assertEquals(2, said.exitCode(), said::toString);
      assertEquals("", said.out());
    }
  }
}
