package dev.ecsjobs.local.cli;

import dev.ecsjobs.Checked;
import dev.ecsjobs.NearNames;
import dev.ecsjobs.Problem;
import dev.ecsjobs.cost.PriceTable;
import dev.ecsjobs.local.simulate.TaskDuration;
import java.io.IOException;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.time.ZonedDateTime;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** What commands take that look ahead: from when, how long jobs take, and whose prices count. */
public final class Outlook {
  @Option(
      names = "--from",
      paramLabel = "DATE",
      description = "From the beginning of this day, UTC, such as 2027-01-01; else today.")
  private LocalDate from;

  @Option(
      names = "--duration",
      paramLabel = "JOB=PT40M±20%",
      description =
          "How long a job takes, give or take so much; may be repeated. Else as recorded on this"
              + " machine.")
  private Map<String, String> durations = new LinkedHashMap<>();

  @Option(
      names = "--region",
      paramLabel = "REGION",
      defaultValue = "us-east-1",
      description = "Whose prices count; else ${DEFAULT-VALUE}.")
  private String region;

  @Mixin private Prices prices;

  /** The beginning of the day that was named. */
  Optional<ZonedDateTime> from() {
    return Optional.ofNullable(from).map(day -> day.atStartOfDay(ZoneOffset.UTC));
  }

  String region() {
    return region;
  }

  PriceTable prices() throws IOException {
    return prices.table();
  }

  /**
   * What is stated, by job.
   *
   * @param known the jobs there are, and what else a duration may be stated for
   * @param problems is told what is wrong with it
   */
  Map<String, TaskDuration.Stated> durations(Stream<String> known, List<Problem> problems) {
    var names = known.distinct().toList();
    var stated = new LinkedHashMap<String, TaskDuration.Stated>();
    durations.forEach(
        (job, text) -> {
          if (!names.contains(job)) {
            problems.add(
                new Problem(
                    "--duration " + job,
                    "the template has no such job",
                    NearNames.fix(job, names)));
          }
          switch (TaskDuration.parse(job, text)) {
            case Checked.Valid<TaskDuration.Stated> valid -> stated.put(job, valid.value());
            case Checked.Invalid<TaskDuration.Stated> invalid ->
                problems.addAll(invalid.problems());
          }
        });
    return stated;
  }
}
