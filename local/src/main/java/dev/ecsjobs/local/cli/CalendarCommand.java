package dev.ecsjobs.local.cli;

import dev.ecsjobs.aws.Json;
import dev.ecsjobs.local.calendar.Calendar;
import dev.ecsjobs.local.calendar.SvgCalendar;
import dev.ecsjobs.local.calendar.TextCalendar;
import dev.ecsjobs.local.calendar.TextCalendar.Characters;
import dev.ecsjobs.local.engine.LocalJob;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.DateTimeException;
import java.time.InstantSource;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.List;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** {@code ecsjobs calendar}. */
@Command(
    name = "calendar",
    mixinStandardHelpOptions = true,
    description = "Draws what runs when, by the schedules alone.")
public final class CalendarCommand implements Callable<Integer> {
  private static final int MOST_DAYS = 366;
  private static final int LEAST_WIDTH = 40;
  private static final int MOST_WIDTH = 1000;

  @Option(names = "--days", paramLabel = "N", description = "So many days (1).")
  private int days = 1;

  @Option(
      names = "--from",
      paramLabel = "DATE",
      description = "The first day, such as 2026-11-23; else today.")
  private LocalDate from;

  @Option(
      names = "--zone",
      paramLabel = "ZONE",
      description = "Whose time is shown, such as Europe/Berlin; else this machine's.")
  private String zone;

  @Option(
      names = "--width",
      paramLabel = "N",
      description = "So many characters a line; else as wide as the terminal, or 100.")
  private int width;

  @Option(names = "--svg", paramLabel = "FILE", description = "Draw it into this file instead.")
  private Path svg;

  @Mixin private Options options;

  private final Screen screen = Screen.standard();
  private final InstantSource clock = InstantSource.system();

  @Override
  public Integer call() throws IOException {
    if (days < 1 || days > MOST_DAYS) {
      throw new WrongUsage("--days has to be from 1 to " + MOST_DAYS + ".");
    }
    if (width != 0 && (width < LEAST_WIDTH || width > MOST_WIDTH)) {
      throw new WrongUsage("--width has to be from %d to %d.".formatted(LEAST_WIDTH, MOST_WIDTH));
    }
    var draft = options.draft();
    if (!draft.problems().isEmpty()) {
      throw WrongUsage.of(options.template(), draft.problems());
    }
    if (svg != null) {
      draw(draft.jobs());
    } else {
      print(draft.jobs());
    }
    return 0;
  }

  private void print(List<LocalJob> jobs) {
    var names = jobs.stream().map(job -> job.job().name().value()).toList();
    var room = TextCalendar.room(width == 0 ? screen.width() : width, names);
    var calendar = calendar(jobs, room);
    if (options.json()) {
      screen.line(Json.write(calendar.document().fields()));
      return;
    }
    var characters = Characters.in(System.out.charset());
    new TextCalendar(calendar, characters, screen::dim).lines().forEach(screen::line);
  }

  private void draw(List<LocalJob> jobs) throws IOException {
    var calendar = calendar(jobs, SvgCalendar.COLUMNS);
    var title = options.template().getFileName() + " from " + first();
    Files.writeString(svg, SvgCalendar.of(calendar, title));
    if (!options.json()) {
      screen.line("Drawn into %s: %d jobs, %d days.".formatted(svg, jobs.size(), days));
    }
  }

  private Calendar calendar(List<LocalJob> jobs, int columns) {
    var calendar =
        Calendar.of(
            jobs, first(), days, zone(), columns, job -> screen.status("looking ahead: " + job));
    screen.clearStatus();
    return calendar;
  }

  private LocalDate first() {
    return from != null ? from : LocalDate.ofInstant(clock.instant(), zone());
  }

  private ZoneId zone() {
    try {
      return zone == null ? ZoneId.systemDefault() : ZoneId.of(zone);
    } catch (DateTimeException e) {
      throw new WrongUsage(
          "There is no time zone %s. Write it like Europe/Berlin or UTC.".formatted(zone));
    }
  }
}
