package dev.ecsjobs.local.cli;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.ecsjobs.Checked;
import dev.ecsjobs.Document;
import dev.ecsjobs.aws.LaunchInput;
import dev.ecsjobs.job.JobDefaults;
import dev.ecsjobs.job.JobDocument;
import dev.ecsjobs.local.engine.TestTemplate;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** {@code ecsjobs simulate}, on the template as it is deployed. */
class SimulateCommandTest {
  private static final String FIRST = "2027-01-01";

  @TempDir private Path folder;
  private Workplace workplace;

  @BeforeEach
  void setTheTable() {
    workplace = Workplace.in(folder, TestTemplate.real());
  }

  @Test
  void theTemplatesOwnJobsRunThroughTheMonth() {
    var said = workplace.ecsjobs("simulate", "--from", FIRST, "--faults", "none", "--json");
    assertEquals(0, said.exitCode(), said::toString);
    var report = said.json();
    assertEquals(30 * 288 + 30, report.count("expected"));
    assertEquals(report.count("expected"), report.count("accountedFor"));
    assertEquals(
        List.of("hello", "nightly-report"),
        report.objects("jobs").stream().map(job -> job.text("job")).toList());
    assertFalse(Files.exists(folder.resolve(".ecsjobs")), "it leaves nothing behind");
  }

  @Test
  void theSameSeedIsPrintedAlike() {
    var arguments = new String[] {"simulate", "--from", FIRST, "--days", "5", "--seed", "7"};
    var once = workplace.ecsjobs(arguments);
    assertEquals(once.out(), workplace.ecsjobs(arguments).out());
    arguments[arguments.length - 1] = "8";
    assertFalse(once.out().equals(workplace.ecsjobs(arguments).out()));
  }

  @Test
  void aHerdAtMidnightIsShownWithItsPlan() {
    var said = workplace.ecsjobs("simulate", "--from", FIRST, "--days", "1", "--jobs", "1000");
    assertEquals(0, said.exitCode(), said::toString);
    assertTrue(
        said.hasInOrder(
            List.of(
                "herd",
                "1,000",
                "BUSIEST MINUTES",
                "AT BEST",
                "2027-01-01T00:00:00Z",
                "1,001",
                "minute 1 ",
                "#",
                "minute 2 ",
                "SLOWEST CLOSES",
                "Every one of 1,289 occurrences is accounted for.")),
        said::toString);
  }

  @Test
  void whatIsLostIsNamedAndFailsTheCommand() {
    var said =
        workplace.ecsjobs(
            "simulate", "--from", FIRST, "--days", "1", "--faults", "none,undelivered=100%");
    assertEquals(1, said.exitCode(), said::toString);
    assertTrue(
        said.hasInOrder(
            List.of(
                "288 of 289 occurrences came to no end:",
                "hello/20270101T000000Z",
                "is lost: its schedule's event never came",
                "and 268 more")),
        said::toString);
  }

  @Test
  void statedDurationsAreTakenAndSaid() {
    var said =
        workplace.ecsjobs(
            "simulate",
            "--from",
            FIRST,
            "--days",
            "1",
            "--faults",
            "none",
            "--duration",
            "hello=PT8M",
            "--json");
    var hello = said.json().objects("jobs").getFirst();
    assertEquals("PT8M", hello.text("taskDuration"));
    assertEquals(144, hello.count("skipped"));
  }

  @Test
  void durationsRecordedHereAreTakenWhereNoneIsStated() {
    var quick = Workplace.in(folder, TestTemplate.quiet().withJob("quick", "{}", "true"));
    for (int i = 0; i < 3; i++) {
      assertEquals(0, quick.ecsjobs("run", "quick").exitCode());
    }
    Workplace.in(
        folder,
        TestTemplate.real()
            .withJob("quick", "{}", "true")
            .replacing(
                "Name: quick\n            GroupName: !Ref Jobs\n            State: DISABLED",
                "Name: quick\n            GroupName: !Ref Jobs"));
    var said = quick.ecsjobs("simulate", "--from", FIRST, "--days", "1", "--json");
    var durations =
        said.json().objects("jobs").stream()
            .filter(job -> job.text("job").equals("quick"))
            .map(job -> job.text("taskDuration"))
            .toList();
    assertTrue(durations.getFirst().endsWith("of 3 recorded tasks"), durations::toString);
  }

  @Test
  void everyMistakeInTheOptionsIsToldAtOnce() {
    var said =
        workplace.ecsjobs(
            "simulate", "--days", "0", "--faults", "boom=1%", "--duration", "hallo=5 minutes");
    assertEquals(2, said.exitCode());
    assertEquals(4, said.err().lines().count(), said::toString);
    for (var part :
        List.of("--days", "'boom=1%'", "hallo: the template has no such job", "PT40M")) {
      assertTrue(said.err().contains(part), said::toString);
    }
  }

  /** Why each document need be read but once: its deliveries differ in the time alone. */
  @Test
  void aScheduledDocumentReadsAsTheOneWithoutTime() {
    var time = Instant.parse("2027-03-01T01:00:00Z");
    for (var job : TestTemplate.real().catalog(folder).jobs()) {
      var delivered = job.source().input().replace(JobDocument.SCHEDULED_TIME, time.toString());
      var read = LaunchInput.readJob(delivered.getBytes(UTF_8), JobDefaults.NONE);
      var valid = assertInstanceOf(Checked.Valid.class, read).value();
      var document = assertInstanceOf(JobDocument.class, valid);
      assertEquals(job.job(), document.job());
      assertEquals(Optional.of(time), document.scheduledTime());
    }
  }

  @Test
  void theReportForMachinesHasTheHerdsPlan() {
    var said =
        workplace.ecsjobs("simulate", "--from", FIRST, "--days", "1", "--jobs", "300", "--json");
    Document herd = said.json().objects("herds").getFirst();
    assertEquals(301, herd.count("due"));
    assertTrue(herd.fields().get("plan") instanceof List<?> plan && plan.size() > 1);
  }
}
