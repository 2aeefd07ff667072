package dev.ecsjobs.local.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.ecsjobs.local.engine.TestTemplate;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class VerifyCommandTest {
  @TempDir private Path folder;
  private Workplace workplace;

  @BeforeEach
  void takeTheTemplateAsItIsDeployed() {
    workplace = Workplace.in(folder, TestTemplate.real());
  }

  @Test
  void theSampleTemplateHasAWarningAndNoErrors() {
    var said = workplace.ecsjobs("verify", "--from", "2026-11-23");
    assertEquals(0, said.exitCode(), said::toString);
    assertTrue(
        said.hasInOrder(
            List.of(
                "warning  template.yaml:",
                "\n  nightly-report: 2027-03-28 02:00 in Europe/Berlin does not exist",
                "\n  Run it before 02:00 or from 03:00 on, or in UTC.\n",
                "note     template.yaml\n",
                "COST OF 30 DAYS",
                "hello ",
                "nightly-report ",
                "\ntemplate.yaml: 6 jobs, 0 errors, 1 warning, 2 notes.\n")),
        said::toString);
    assertFalse(said.out().contains("\u001b"), said::toString);
    assertEquals("", said.err());
    assertFalse(Files.exists(folder.resolve(".ecsjobs")));
  }

  @Test
  void strictMakesWarningsFail() {
    assertEquals(1, workplace.ecsjobs("verify", "--from", "2026-11-23", "--strict").exitCode());
  }

  @Test
  void errorsFailAndAreToldAllAtOnceForMachinesToo() {
    var broken =
        Workplace.in(
            folder,
            TestTemplate.real()
                .replacing("cron(0 2 * * ? *)", "cron(0 2 * * 1-5)")
                .replacing("\"container\": \"main\"", "\"container\": \"mian\"")
                .replacing("{\"maxAttempts\": 1}", "{\"maxAttempts\": 0}"));
    var said = broken.ecsjobs("verify", "--json");
    assertEquals(1, said.exitCode(), said::toString);
    assertEquals(
        List.of("Add a year and ?: cron(0 2 ? * MON-FRI *)", "Give a whole number from 1 to 100"),
        said.json().objects("findings").stream()
            .filter(finding -> finding.text("severity").equals("error"))
            .map(finding -> finding.text("fix"))
            .toList());
    assertEquals("2", said.json().text("errors"));
  }

  @Test
  void aStatedDurationIsTakenAndAnUnknownJobRefused() {
    var said = workplace.ecsjobs("verify", "--duration", "hello=PT7M");
    assertTrue(said.out().contains("hello: a run takes 7 min (as stated)"), said::toString);
    var wrong = workplace.ecsjobs("verify", "--duration", "hullo=PT7M");
    assertEquals(2, wrong.exitCode());
    assertTrue(
        wrong.err().startsWith("--duration hullo: the template has no such job. Write hello"),
        wrong::toString);
  }

  @Test
  void otherPricesMayBeGiven() throws Exception {
    var prices = folder.resolve("prices");
    var region = "fargate.us-east-1.";
    var free =
        Stream.of("vcpuHour", "gbHour", "arm.vcpuHour", "arm.gbHour")
            .map(price -> region + price + "=0\n")
            .reduce("date=2026-11-01\n", String::concat);
    Files.writeString(prices, free);
    var costs =
        workplace
            .ecsjobs("verify", "--json", "--prices", prices.toString())
            .json()
            .object("monthlyCost");
    assertEquals("2026-11-01", costs.text("pricesOf"));
    assertEquals(0, Double.parseDouble(costs.text("dollars")), costs::toString);
    Files.writeString(prices, region + "vcpuHour=cheap\n");
    var wrong = workplace.ecsjobs("verify", "--prices", prices.toString());
    assertEquals(2, wrong.exitCode());
    assertTrue(wrong.err().contains("is no list of prices"), wrong::toString);
  }

  @Test
  void whatThisMachineHasRecordedIsTaken() {
    Workplace.in(folder, TestTemplate.quiet()).ecsjobs("run", "hello");
    var line =
        Workplace.in(folder, TestTemplate.real())
            .ecsjobs("verify", "--json")
            .json()
            .object("monthlyCost")
            .objects("jobs")
            .stream()
            .filter(job -> job.text("job").equals("hello"))
            .findFirst();
    assertEquals("as 95 % of the recorded runs", line.orElseThrow().text("basis"));
  }

  @Test
  void theTemplateMayBeTheArgument() {
    var other = Path.of("..", "examples", "other-team.yaml").toString();
    var said = Said.by("verify", other, "--from", "2026-11-23");
    assertEquals(0, said.exitCode(), said::toString);
    assertTrue(said.out().contains("\nother-team.yaml: 1 job, 0 errors,"), said::toString);
    assertEquals(2, Said.by("verify", "nowhere.yaml").exitCode());
  }
}
