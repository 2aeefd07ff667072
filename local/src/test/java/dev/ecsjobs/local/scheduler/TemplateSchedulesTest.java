package dev.ecsjobs.local.scheduler;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNull;

import dev.ecsjobs.engine.SettableClock;
import dev.ecsjobs.local.template.Place;
import dev.ecsjobs.local.template.ScheduledJob;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import software.amazon.awssdk.services.scheduler.model.GetScheduleResponse;
import software.amazon.awssdk.services.scheduler.model.ScheduleSummary;

/** The template's schedules after a deployment on this machine. */
class TemplateSchedulesTest {
  private static final Instant FIRST = Instant.parse("2026-03-01T12:03:07.250Z");
  private static final Instant LATER = Instant.parse("2026-03-02T00:00:00Z");

  @TempDir Path folder;
  private final SettableClock clock = new SettableClock(FIRST);

  private LocalScheduler deployed(ScheduledJob... schedules) {
    return LocalScheduler.open(
        folder.resolve("schedules.json"),
        new LocalScheduler.Home(
            "arn:aws:scheduler:us-east-1:000000000000:", "ecsjobs-Jobs", Set.of()),
        List.of(schedules),
        clock);
  }

  private static ScheduledJob schedule(String name, String expression) {
    return new ScheduledJob(
        "LaunchFunction",
        "ecsjobs-Jobs",
        name,
        expression,
        ZoneId.of("Europe/Berlin"),
        new ScheduledJob.Span(Optional.empty(), Optional.empty(), Duration.ofMinutes(5)),
        true,
        "arn:aws:lambda:us-east-1:000000000000:function:ecsjobs-LaunchFunction:live",
        "{}",
        new Place(1, 1),
        new Place(1, 1));
  }

  private static GetScheduleResponse get(LocalScheduler scheduler, String name) {
    return scheduler.getSchedule(r -> r.groupName("ecsjobs-Jobs").name(name));
  }

  @Test
  void areToldInFull() {
    var nightly = get(deployed(schedule("nightly", "cron(0 2 * * ? *)")), "nightly");

    assertEquals(
        "arn:aws:scheduler:us-east-1:000000000000:schedule/ecsjobs-Jobs/nightly", nightly.arn());
    assertEquals("cron(0 2 * * ? *)", nightly.scheduleExpression());
    assertEquals("Europe/Berlin", nightly.scheduleExpressionTimezone());
    assertEquals("ENABLED", nightly.stateAsString());
    assertEquals(5, nightly.flexibleTimeWindow().maximumWindowInMinutes());
    assertEquals("{}", nightly.target().input());
    assertEquals(FIRST, nightly.creationDate());
    assertEquals(FIRST, nightly.lastModificationDate());
    assertNull(nightly.startDate());
  }

  @Test
  void keepTheirDatesWhileTheyAreUnchanged() {
    deployed(schedule("a", "rate(1 hour)"), schedule("b", "rate(1 hour)"));
    clock.set(LATER);

    var again = deployed(schedule("a", "rate(1 hour)"), schedule("b", "rate(2 hours)"));

    assertEquals(FIRST, get(again, "a").lastModificationDate());
    assertEquals(LATER, get(again, "b").lastModificationDate());
    assertEquals(FIRST, get(again, "b").creationDate());
  }

  @Test
  void areGoneWithTheTemplates() {
    deployed(schedule("a", "rate(1 hour)"), schedule("b", "rate(1 hour)"));

    var left = deployed(schedule("b", "rate(1 hour)")).listSchedules(r -> {}).schedules();

    assertEquals(List.of("b"), left.stream().map(ScheduleSummary::name).toList());
  }

  /** So that whoever reads the schedule finds the times that are fired here. */
  @Test
  void tellARatesPhaseAsItsStart() {
    var scheduler = deployed(schedule("five", "rate(5 minutes)"), schedule("day", "rate(1 day)"));

    assertEquals(Instant.parse("2026-03-01T12:05:00Z"), get(scheduler, "five").startDate());
    assertEquals(LATER, get(scheduler, "day").startDate());
  }

  @Test
  void areListedPageByPage() {
    var scheduler =
        deployed(
            schedule("hello", "rate(1 hour)"),
            schedule("help", "rate(1 hour)"),
            schedule("hell", "rate(1 hour)"),
            schedule("other", "rate(1 hour)"));

    var pages = scheduler.listSchedulesPaginator(r -> r.namePrefix("hel").maxResults(2));

    assertEquals(
        List.of("hell", "hello", "help"),
        pages.schedules().stream().map(ScheduleSummary::name).toList());
    assertEquals(2, pages.stream().count());
    assertEquals(0, scheduler.listSchedules(r -> r.groupName("default")).schedules().size());
    assertEquals(0, scheduler.listSchedules(r -> r.state("DISABLED")).schedules().size());
  }

  @Test
  void areInTheirGroupAndEveryMachineHasTheDefaultOne() {
    var scheduler = deployed(schedule("hello", "rate(1 hour)"));

    assertEquals(
        List.of("default", "ecsjobs-Jobs"),
        scheduler.listScheduleGroups(r -> {}).scheduleGroups().stream()
            .map(g -> g.name())
            .toList());
    assertEquals(FIRST, scheduler.getScheduleGroup(r -> r.name("ecsjobs-Jobs")).creationDate());
  }
}
