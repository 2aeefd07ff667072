package dev.ecsjobs.local.calendar;

import dev.ecsjobs.Document;
import dev.ecsjobs.local.engine.LocalJob;
import dev.ecsjobs.schedule.Rate;
import dev.ecsjobs.schedule.Schedule;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.stream.Collectors;

/**
 * What runs when: a row for each job, a column for each stretch of time.
 *
 * @param bounds where columns begin, and where the last one ends
 * @param together for each column, how many launches come within one minute of it at most
 * @param peak the minute with the most launches; empty if nothing is launched
 * @param hasRates whether a schedule counts from its creation, which nobody knows before: here it
 *     is midnight in UTC
 */
public record Calendar(
    ZoneId zone,
    Step step,
    List<Instant> bounds,
    List<Row> rows,
    List<Integer> together,
    Optional<Peak> peak,
    boolean hasRates) {

  static final String RATES =
      "A rate counts from its creation on AWS; here it is drawn as if that had been midnight, UTC";

  /**
   * A job.
   *
   * @param runs how many begin in each column; none of a disabled job
   */
  public record Row(String job, boolean enabled, List<Integer> runs) {
    public Row {
      runs = List.copyOf(runs);
    }
  }

  /** A minute and how many launches come in it. */
  public record Peak(Instant minute, int launches) {}

  public Calendar {
    bounds = List.copyOf(bounds);
    rows = List.copyOf(rows);
    together = List.copyOf(together);
  }

  /**
   * The days from one on.
   *
   * @param mostColumns how many there is room for
   * @param progress is told the first job of each schedule before it is looked at
   */
  public static Calendar of(
      List<LocalJob> jobs,
      LocalDate from,
      int days,
      ZoneId zone,
      int mostColumns,
      Consumer<String> progress) {
    var step = Step.finest(days, mostColumns);
    var bounds = step.bounds(from, days, zone);
    var minutes = new HashMap<Instant, Integer>();
    var runs = new HashMap<Schedule, List<Integer>>(); // a thousand jobs have few schedules
    schedules(jobs)
        .forEach(
            (schedule, alike) -> {
              progress.accept(alike.getFirst().job().name().value());
              runs.put(schedule, runs(schedule, alike.size(), bounds, minutes));
            });
    var none = zeros(bounds.size() - 1).list();
    var rows =
        jobs.stream()
            .map(
                job ->
                    new Row(
                        job.job().name().value(),
                        job.source().enabled(),
                        job.source().enabled() ? runs.get(job.schedule()) : none))
            .toList();
    var together = together(minutes, bounds);
    return new Calendar(zone, step, bounds, rows, together, peak(minutes), hasRates(jobs));
  }

  private static Map<Schedule, List<LocalJob>> schedules(List<LocalJob> jobs) {
    return jobs.stream()
        .filter(job -> job.source().enabled())
        .collect(
            Collectors.groupingBy(LocalJob::schedule, LinkedHashMap::new, Collectors.toList()));
  }

  private static List<Integer> runs(
      Schedule schedule, int jobs, List<Instant> bounds, Map<Instant, Integer> minutes) {
    var runs = zeros(bounds.size() - 1);
    schedule
        .after(bounds.getFirst().minusNanos(1))
        .takeWhile(fire -> fire.isBefore(bounds.getLast()))
        .forEach(
            fire -> {
              runs.add(column(fire, bounds));
              minutes.merge(fire.truncatedTo(ChronoUnit.MINUTES), jobs, Integer::sum);
            });
    return runs.list();
  }

  private static List<Integer> together(Map<Instant, Integer> minutes, List<Instant> bounds) {
    var most = zeros(bounds.size() - 1);
    minutes.forEach((minute, launches) -> most.raise(column(minute, bounds), launches));
    return most.list();
  }

  private static Optional<Peak> peak(Map<Instant, Integer> minutes) {
    return minutes.entrySet().stream()
        .max(
            Map.Entry.<Instant, Integer>comparingByValue()
                .thenComparing(Map.Entry.<Instant, Integer>comparingByKey().reversed()))
        .map(most -> new Peak(most.getKey(), most.getValue()));
  }

  private static boolean hasRates(List<LocalJob> jobs) {
    return jobs.stream().anyMatch(job -> job.source().enabled() && job.schedule() instanceof Rate);
  }

  private static int column(Instant at, List<Instant> bounds) {
    int found = Collections.binarySearch(bounds, at);
    return Math.max(0, found >= 0 ? found : -found - 2);
  }

  private static Counts zeros(int columns) {
    return new Counts(new ArrayList<>(Collections.nCopies(columns, 0)));
  }

  private record Counts(List<Integer> list) {
    void add(int column) {
      list.set(column, list.get(column) + 1);
    }

    void raise(int column, int to) {
      list.set(column, Math.max(list.get(column), to));
    }
  }

  public int columns() {
    return bounds.size() - 1;
  }

  /** The calendar as a JSON object. */
  public Document document() {
    var document =
        new Document()
            .put("zone", zone)
            .put("from", bounds.getFirst())
            .put("until", bounds.getLast())
            .put("column", step.words())
            .put("columns", bounds.subList(0, columns()));
    document.fields().put("jobs", rows.stream().map(Calendar::document).toList());
    return document
        .put("launchesInAMinute", together)
        .put(
            "peak",
            peak.map(
                p ->
                    new Document()
                        .put("minute", p.minute())
                        .put("launches", p.launches())
                        .fields()));
  }

  private static Map<String, Object> document(Row row) {
    return new Document()
        .put("job", row.job())
        .put("enabled", row.enabled())
        .put("runs", row.runs())
        .fields();
  }
}
