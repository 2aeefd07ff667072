package dev.ecsjobs.local.calendar;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.ecsjobs.Checked;
import dev.ecsjobs.job.Admission;
import dev.ecsjobs.job.Job;
import dev.ecsjobs.job.JobName;
import dev.ecsjobs.job.Limits;
import dev.ecsjobs.job.ServiceUpdate;
import dev.ecsjobs.local.calendar.TextCalendar.Characters;
import dev.ecsjobs.local.engine.LocalJob;
import dev.ecsjobs.local.template.Place;
import dev.ecsjobs.local.template.ScheduledJob;
import dev.ecsjobs.retry.RetryPolicy;
import dev.ecsjobs.schedule.Schedule;
import java.io.ByteArrayInputStream;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.function.UnaryOperator;
import javax.xml.parsers.DocumentBuilderFactory;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class CalendarTest {
  private static final ZoneId BERLIN = ZoneId.of("Europe/Berlin");
  private static final List<LocalJob> JOBS =
      List.of(
          job("nightly", "cron(0 2 * * ? *)", true),
          job("hourly", "cron(0,30 8-11 * * ? *)", true),
          job("off", "cron(0 * * * ? *)", false));

  @Test
  void drawsARowForEachJobAndAColumnForEachHour() {
    assertEquals(
        """
        Mon 23 Nov 2026, times of Europe/Berlin, a column is 1 hour

                       Mon 23 Nov
                       00 03 06 09 12 15 18 21
        nightly        ··■·····················
        hourly         ········████············
        off            disabled
        in one minute    █     ████

        ■ a run begins, █ more than one; at most 1 launch in one minute, first at Mon 23 Nov 02:00
        """,
        text(calendar(JOBS, "2026-11-23", 1, 24), StandardCharsets.UTF_8));
  }

  @Test
  void drawsInPlainLettersWhereThereAreNoBlocks() {
    assertTrue(
        text(calendar(JOBS, "2026-11-23", 1, 24), StandardCharsets.US_ASCII)
            .contains("hourly         ........####............\n"));
  }

  @ParameterizedTest
  @CsvSource({
    "1, 96, QUARTER_HOUR, 96",
    "1, 95, HALF_HOUR, 48",
    "2, 80, HOUR, 48",
    "7, 84, TWO_HOURS, 84",
    "14, 80, SIX_HOURS, 56",
    "31, 80, DAY, 31",
    "366, 80, WEEK, 53"
  })
  void aColumnIsAsFineAsThereIsRoom(int days, int room, Step step, int columns) {
    var calendar = calendar(JOBS, "2026-11-23", days, room);
    assertEquals(step, calendar.step());
    assertEquals(columns, calendar.columns());
  }

  @Test
  void aDayOf23HoursHas23ColumnsAndTheTimeLeftOutHasNoRun() {
    var calendar = calendar(JOBS, "2027-03-28", 1, 24);
    assertEquals(23, calendar.columns());
    assertEquals(0, calendar.rows().getFirst().runs().stream().mapToInt(r -> r).sum());
    assertEquals(25, calendar(JOBS, "2027-10-31", 1, 30).columns());
  }

  @Test
  void aHerdIsSeenAsThePeak() {
    var jobs = new ArrayList<>(JOBS);
    for (int i = 0; i < 40; i++) {
      jobs.add(job("herd-" + i, "cron(0 10 * * ? *)", true));
    }
    var calendar = calendar(jobs, "2026-11-23", 1, 24);
    assertEquals(
        Optional.of(new Calendar.Peak(Instant.parse("2026-11-23T09:00:00Z"), 41)), calendar.peak());
    assertTrue(
        text(calendar, StandardCharsets.UTF_8).contains("in one minute    ▁     ▁▁█▁\n"),
        () -> text(calendar, StandardCharsets.UTF_8));
  }

  @Test
  void aRateIsSaidToBeginWhenItIsCreated() {
    var rate = List.of(job("often", "rate(5 minutes)", true));
    assertTrue(
        text(calendar(rate, "2026-11-23", 1, 24), StandardCharsets.UTF_8)
            .contains("A rate counts"));
    assertFalse(
        text(calendar(JOBS, "2026-11-23", 1, 24), StandardCharsets.UTF_8)
            .contains("A rate counts"));
  }

  @Test
  void withoutARunNothingIsDrawn() {
    var none = List.of(job("off", "rate(1 hour)", false));
    assertTrue(
        text(calendar(none, "2026-11-23", 1, 24), StandardCharsets.UTF_8)
            .endsWith("Nothing runs in this time\n"));
    assertFalse(
        SvgCalendar.of(calendar(none, "2026-11-23", 1, 24), "none").contains("class=\"bar"));
  }

  @Test
  void theSvgIsWellFormedWhateverTheTitleSaysAndNeedsNothingElse() throws Exception {
    var svg = SvgCalendar.of(calendar(JOBS, "2026-11-23", 2, SvgCalendar.COLUMNS), "<a> & \"b\"");
    var document =
        DocumentBuilderFactory.newInstance()
            .newDocumentBuilder()
            .parse(new ByteArrayInputStream(svg.getBytes(StandardCharsets.UTF_8)));
    assertEquals("<a> & \"b\"", document.getDocumentElement().getAttribute("aria-label"));
    var titles = document.getElementsByTagName("title");
    assertEquals("nightly, from Mon 23 Nov 2026 02:00: 1 run", titles.item(0).getTextContent());
    assertTrue(svg.contains("prefers-color-scheme: dark"));
    assertFalse(svg.replace("http://www.w3.org/2000/svg", "").contains("http"));
  }

  private static String text(Calendar calendar, Charset charset) {
    var lines =
        new TextCalendar(calendar, Characters.in(charset), UnaryOperator.identity()).lines();
    return String.join("\n", lines) + "\n";
  }

  private static Calendar calendar(List<LocalJob> jobs, String from, int days, int columns) {
    return Calendar.of(jobs, LocalDate.parse(from), days, BERLIN, columns, _ -> {});
  }

  private static LocalJob job(String name, String expression, boolean enabled) {
    var schedule =
        ((Checked.Valid<Schedule>) Schedule.parse(expression, BERLIN, Instant.EPOCH)).value();
    var nowhere = new Place(1, 1);
    return new LocalJob(
        new Job(
            new JobName(name),
            new ServiceUpdate("web", OptionalInt.empty(), false),
            RetryPolicy.DEFAULT,
            Limits.NONE,
            Admission.FORBID),
        schedule,
        new ScheduledJob(
            "F",
            "jobs",
            name,
            expression,
            BERLIN,
            ScheduledJob.Span.ALWAYS,
            enabled,
            "arn",
            "{}",
            nowhere,
            nowhere));
  }
}
