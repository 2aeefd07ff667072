package dev.ecsjobs.local.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.ecsjobs.Document;
import dev.ecsjobs.local.engine.TestTemplate;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Four runs of three jobs, and what {@code jobs}, {@code history} and {@code logs} say of them. */
class HistoryOptionsTest {
  private static final Instant NOON = Instant.parse("2026-03-29T12:00:00Z");

  @TempDir private static Path folder;
  private static Workplace workplace;
  private static Said flaky;

  @BeforeAll
  static void runThreeJobs() {
    workplace = Workplace.in(folder, TestTemplate.quiet());
    workplace.ecsjobs("run", "always-fails");
    workplace.ecsjobs("run", "hello");
    flaky = workplace.ecsjobs("run", "flaky-import");
    workplace.ecsjobs("run", "always-fails");
  }

  @Test
  void pagesAddUpAndSayHowToGoOn() {
    var jobs = new ArrayList<String>();
    var page = workplace.ecsjobs("history", "--limit", "3", "--json").json();
    page.objects("runs").forEach(run -> jobs.add(run.text("job")));
    page = workplace.ecsjobs("history", "--after", page.text("next"), "--json").json();
    page.objects("runs").forEach(run -> jobs.add(run.text("job")));
    assertFalse(page.has("next"));
    assertEquals(List.of("always-fails", "flaky-import", "hello", "always-fails"), jobs);

    var said = workplace.ecsjobs("history", "always-fails", "--failed", "--limit", "1");
    var more = "More: ecsjobs history always-fails --failed --limit 1 --after '";
    assertTrue(said.out().contains(more), said::toString);
  }

  @Test
  void historyOfFailuresLeavesOutSuccesses() {
    var runs = workplace.ecsjobs("history", "--failed", "--json").json().objects("runs");
    assertEquals(
        List.of("always-fails FAILED", "always-fails FAILED"),
        runs.stream().map(run -> run.text("job") + " " + run.text("result")).toList());
  }

  @Test
  void historySinceLeavesOutWhatIsOlder() {
    assertEquals(
        "No such run.", workplace.ecsjobs("history", "--since", "2999-01-01").out().strip());
    var today = workplace.ecsjobs("history", "--since", "1d", "--json").json();
    assertEquals(4, today.objects("runs").size());
  }

  @Test
  void jobsTellsHowTheyAre() {
    var said = workplace.ecsjobs("jobs");
    var lines = said.out().lines().toList();
    assertTrue(lines.getFirst().startsWith("JOB "), said::toString);
    assertTrue(line(lines, "always-fails").contains("FAILED ×2"), said::toString);
    assertTrue(line(lines, "always-fails").contains("××"), said::toString);
    assertTrue(line(lines, "hello").contains("SUCCEEDED"), said::toString);
    assertTrue(line(lines, "hello").contains("100 %"), said::toString);
    assertTrue(line(lines, "hangs").contains("never ran"), said::toString);
    assertTrue(line(lines, "hangs").contains("disabled"), said::toString);
  }

  /**
   * Each task of a quarter vCPU and half a GiB is paid for a minute. On ARM 0.25 × 0.03238 + 0.5 ×
   * 0.00356 = 0.009875 an hour, a sixtieth of which is 0.000164583…; on x86 0.25 × 0.04048 + 0.5 ×
   * 0.004445 = 0.0123425 and 0.000205708…. Flaky-import makes three, two of them in vain.
   */
  @Test
  void jobsTellsWhatTheyCost() {
    var jobs = workplace.ecsjobs("jobs", "--json").json().objects("jobs");
    var cost = job(jobs, "flaky-import").object("cost");
    boolean onArm = System.getProperty("os.arch").equals("aarch64");
    assertEquals(onArm ? "0.00049375" : "0.000617125", cost.text("dollars"));
    assertEquals(onArm ? "0.000329167" : "0.000411417", cost.text("failures"));
    assertEquals("0", cost.text("overruns"));
    assertTrue(
        line(workplace.ecsjobs("jobs").out().lines().toList(), "flaky-import")
            .contains(" (67 % in vain)"));
  }

  @Test
  void otherPricesTellOtherCosts() throws IOException {
    var prices =
        Files.writeString(
            folder.resolve("prices"),
            """
            fargate.us-east-1.vcpuHour = 240
            fargate.us-east-1.gbHour = 0
            fargate.us-east-1.arm.vcpuHour = 240
            fargate.us-east-1.arm.gbHour = 0
            """);
    var jobs =
        workplace.ecsjobs("jobs", "--json", "--prices", prices.toString()).json().objects("jobs");
    // 0.25 × 240 an hour are 1 a minute
    assertEquals("3", job(jobs, "flaky-import").object("cost").text("dollars"));

    var wrong = Files.writeString(folder.resolve("wrong"), "fargate.spotShare = cheap");
    var said = workplace.ecsjobs("jobs", "--prices", wrong.toString());
    assertEquals(2, said.exitCode());
    assertTrue(said.err().contains("fargate.spotShare: is \"cheap\"."), said::toString);
  }

  @Test
  void logsPrintsAllThatWasWritten() {
    var run = flaky.out().lines().findFirst().orElseThrow().split(" ", 2)[0];
    var said = workplace.ecsjobs("logs", run, "--follow");
    assertEquals(
        List.of(
            "==> attempt 1 <==",
            "import, attempt 1",
            "the source did not answer",
            "==> attempt 2 <==",
            "import, attempt 2",
            "the source did not answer",
            "==> attempt 3 <==",
            "import, attempt 3",
            "imported"),
        said.out().lines().toList());
    assertEquals(
        "import, attempt 3\nimported\n", workplace.ecsjobs("logs", run, "--attempt", "3").out());
    assertEquals("", workplace.ecsjobs("logs", run, "--attempt", "9").out());
  }

  @ParameterizedTest
  @CsvSource({
    "90m, 2026-03-29T10:30:00Z",
    "24h, 2026-03-28T12:00:00Z",
    "7d, 2026-03-22T12:00:00Z",
    "PT36H, 2026-03-28T00:00:00Z",
    "2026-03-29, 2026-03-28T23:00:00Z", // Berlin's midnight, the day its clocks go forward
    "2026-03-01T01:02:03Z, 2026-03-01T01:02:03Z"
  })
  void readsTimesAsPeopleWriteThem(String text, Instant time) {
    assertEquals(time, Since.parse(text, NOON, ZoneId.of("Europe/Berlin")));
  }

  @Test
  void saysWhatIsNoTime() {
    for (var text : List.of("yesterday", "7w", "P1Y", "2026-3-1", "T")) {
      assertThrows(WrongUsage.class, () -> Since.parse(text, NOON, ZoneId.of("UTC")), text);
    }
    assertEquals(2, workplace.ecsjobs("history", "--limit", "0").exitCode());
    assertEquals(2, workplace.ecsjobs("history", "--after", "here").exitCode());
  }

  private static String line(List<String> lines, String job) {
    return lines.stream().filter(line -> line.startsWith(job + " ")).findFirst().orElseThrow();
  }

  private static Document job(List<Document> jobs, String name) {
    return jobs.stream().filter(job -> job.text("job").equals(name)).findFirst().orElseThrow();
  }
}
