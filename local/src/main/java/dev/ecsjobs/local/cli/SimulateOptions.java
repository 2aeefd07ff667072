package dev.ecsjobs.local.cli;

import dev.ecsjobs.Checked;
import dev.ecsjobs.Problem;
import dev.ecsjobs.lambda.LastCall;
import dev.ecsjobs.local.engine.Catalog;
import dev.ecsjobs.local.simulate.Faults;
import dev.ecsjobs.local.simulate.Scenario;
import dev.ecsjobs.local.simulate.SimulatedJob;
import dev.ecsjobs.local.simulate.TaskDuration;
import dev.ecsjobs.local.template.Function;
import java.io.IOException;
import java.time.Duration;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.stream.Stream;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** What {@code simulate} takes, read into a scenario. */
public final class SimulateOptions {
  private static final int MOST_DAYS = 3660;
  private static final int MOST_JOBS = 99_999;
  private static final Duration USUAL = Duration.ofMinutes(2);

  @Option(names = "--days", paramLabel = "N", description = "So many days (30).")
  private int days = 30;

  @Option(names = "--seed", paramLabel = "N", description = "What all chance is drawn from (1).")
  private long seed = 1;

  @Option(
      names = "--faults",
      paramLabel = "RATES",
      description =
          "How often what goes wrong: none, or exit=2%%,spot=1%%, and the rest as usual; after"
              + " none, as in none,exit=2%%, nothing else. The others are oom, host, pull, eni,"
              + " hang, refused, answer, lost, duplicate, late, undelivered and sweep.")
  private String faults = "usual";

  @Option(
      names = "--concurrent-tasks",
      paramLabel = "N",
      description = "The account's quota of tasks at a time; else any number.")
  private Integer concurrentTasks;

  @Option(
      names = "--jobs",
      paramLabel = "N",
      description = "Adds a herd: so many jobs that are all due at midnight, UTC.")
  private int herd;

  @Mixin private Outlook outlook;

  Scenario scenario(Options options) throws IOException {
    var catalog = options.catalog();
    var problems = new ArrayList<Problem>();
    checkNumbers(problems);
    var faultRates = valid(Faults.parse(faults), problems).orElse(Faults.usual());
    var taskDurations = taskDurations(catalog, options, problems);
    if (!problems.isEmpty()) {
      throw WrongUsage.of(problems);
    }
    var begin =
        outlook.from().orElseGet(() -> LocalDate.now(ZoneOffset.UTC).atStartOfDay(ZoneOffset.UTC));
    var ofHerd =
        SimulatedJob.herd(
            herd,
            taskDurations.getOrDefault(SimulatedJob.HERD.value(), TaskDuration.ASSUMED),
            outlook.region());
    return new Scenario(
        Stream.concat(EnabledJobs.of(catalog, taskDurations, outlook.region()), ofHerd.stream())
            .toList(),
        begin.toInstant(),
        begin.plusDays(days).toInstant(),
        seed,
        faultRates,
        concurrentTasks == null ? OptionalInt.empty() : OptionalInt.of(concurrentTasks),
        outlook.prices(),
        catalog.sweep().map(Function::timeout).orElse(USUAL).minus(LastCall.BEFORE_TIMEOUT));
  }

  private void checkNumbers(List<Problem> problems) {
    check("--days", days, 1, MOST_DAYS, problems);
    check("--jobs", herd, 0, MOST_JOBS, problems);
    if (concurrentTasks != null) {
      check("--concurrent-tasks", concurrentTasks, 1, Integer.MAX_VALUE, problems);
    }
  }

  private static void check(
      String option, int number, int least, int most, List<Problem> problems) {
    if (number < least || number > most) {
      problems.add(
          new Problem(
              option, "is " + number, "Give a number from %d to %d".formatted(least, most)));
    }
  }

  private static <T> Optional<T> valid(Checked<T> checked, List<Problem> problems) {
    return switch (checked) {
      case Checked.Valid<T> valid -> Optional.of(valid.value());
      case Checked.Invalid<T> invalid -> {
        problems.addAll(invalid.problems());
        yield Optional.empty();
      }
    };
  }

  private Map<String, TaskDuration> taskDurations(
      Catalog catalog, Options options, List<Problem> problems) throws IOException {
    var names = catalog.jobs().stream().map(one -> one.job().name().value());
    var stated =
        outlook.durations(Stream.concat(names, Stream.of(SimulatedJob.HERD.value())), problems);
    var known = new HashMap<>(RecordedDurations.of(catalog, options.data()));
    known.putAll(stated);
    return known;
  }
}
