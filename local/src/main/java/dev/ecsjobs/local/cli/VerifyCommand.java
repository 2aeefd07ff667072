package dev.ecsjobs.local.cli;

import static java.util.stream.Collectors.toMap;

import dev.ecsjobs.Durations;
import dev.ecsjobs.Problem;
import dev.ecsjobs.aws.Json;
import dev.ecsjobs.cost.PriceTable;
import dev.ecsjobs.job.JobName;
import dev.ecsjobs.local.engine.Draft;
import dev.ecsjobs.local.verify.Expectations;
import dev.ecsjobs.local.verify.Expectations.Recorded;
import dev.ecsjobs.local.verify.Finding;
import dev.ecsjobs.local.verify.MonthlyCosts;
import dev.ecsjobs.local.verify.Severity;
import dev.ecsjobs.local.verify.Subject;
import dev.ecsjobs.local.verify.Verification;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.InstantSource;
import java.time.ZonedDateTime;
import java.util.ArrayList;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.function.Function;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** {@code ecsjobs verify [TEMPLATE]}. */
@Command(
    name = "verify",
    mixinStandardHelpOptions = true,
    description = {
      "Says what is wrong with a template and what its schedules will do in the coming year.",
      "Exit code 0: no errors; 1: errors; 2: wrong usage."
    })
public final class VerifyCommand implements Callable<Integer> {
  private static final String INDENT = "  ";

  @Parameters(
      index = "0",
      arity = "0..1",
      paramLabel = "TEMPLATE",
      description = "The same as --template.")
  private Path template;

  @Option(names = "--strict", description = "Warnings count as errors do.")
  private boolean strict;

  @Mixin private Outlook outlook;
  @Mixin private Options options;

  private final Screen screen = Screen.standard();
  private final InstantSource clock = InstantSource.system();

  @Override
  public Integer call() throws IOException {
    if (template != null) {
      options.useTemplate(template);
    }
    var draft = options.draft();
    var stated = stated(draft);
    var prices = outlook.prices();
    screen.status("looking a year ahead");
    var verification =
        withHistory(draft, recorded -> verification(draft, stated, prices, recorded));
    screen.clearStatus();
    if (options.json()) {
      screen.line(Json.write(verification.document().fields()));
    } else {
      print(verification, draft);
    }
    return verification.passes(strict ? Severity.WARNING : Severity.ERROR) ? 0 : 1;
  }

  private Map<JobName, Duration> stated(Draft draft) {
    var problems = new ArrayList<Problem>();
    var stated =
        outlook.durations(draft.jobs().stream().map(job -> job.job().name().value()), problems);
    if (!problems.isEmpty()) {
      throw WrongUsage.of(problems);
    }
    return stated.entrySet().stream()
        .collect(toMap(each -> new JobName(each.getKey()), each -> each.getValue().longest()));
  }

  private Verification verification(
      Draft draft, Map<JobName, Duration> stated, PriceTable prices, Recorded recorded) {
    var start = outlook.from().map(ZonedDateTime::toInstant).orElseGet(clock::instant);
    return Verification.of(
        new Subject(options.template(), draft, start, new Expectations(stated, recorded)),
        prices,
        outlook.region());
  }

  /** With what this machine has recorded, if it has recorded anything. */
  private Verification withHistory(Draft draft, Function<Recorded, Verification> verify)
      throws IOException {
    var data = options.data();
    var hasTable = draft.template().filter(t -> !t.tables().isEmpty()).isPresent();
    if (!hasTable || !draft.problems().isEmpty() || !Files.isDirectory(data.database())) {
      return verify.apply(Recorded.NOTHING);
    }
    try (var session = Session.reading(draft.catalog(), data)) {
      return verify.apply(Expectations.in(session.records().history()));
    }
  }

  private void print(Verification verification, Draft draft) {
    var columns = new Columns();
    for (var finding : verification.findings()) {
      columns.row(severity(finding), finding.problem().where());
    }
    var heads = columns.lines().iterator();
    for (var finding : verification.findings()) {
      screen.line(heads.next());
      screen.line(INDENT + finding.problem().what() + ".");
      screen.line(INDENT + screen.dim(finding.problem().fix() + "."));
    }
    printCosts(verification.costs());
    screen.line(
        "%s: %s, %s, %s, %s."
            .formatted(
                options.template().getFileName(),
                counted(draft.entries().stream().filter(Draft.Entry::isJob).count(), "job"),
                counted(verification.count(Severity.ERROR), "error"),
                counted(verification.count(Severity.WARNING), "warning"),
                counted(verification.count(Severity.NOTE), "note")));
  }

  private void printCosts(MonthlyCosts costs) {
    if (costs.lines().isEmpty()) {
      return;
    }
    var columns =
        new Columns()
            .row(
                screen.dim("COST OF 30 DAYS"),
                screen.dim("RUNS"),
                screen.dim("EACH TAKES"),
                screen.dim("COST"),
                screen.dim("FOR"));
    for (var line : costs.lines()) {
      columns.row(
          line.job().value(),
          Integer.toString(line.runs()),
          Durations.shown(line.takes()),
          line.cost().toString(),
          line.basis());
    }
    columns.row("all", "", "", costs.sum().toString());
    screen.line("");
    columns.lines().forEach(screen::line);
    screen.line(
        screen.dim(
            "Fargate in %s, prices of %s; runs that succeed at once, without logs and traffic."
                .formatted(costs.region(), costs.prices().date())));
    screen.line("");
  }

  private String severity(Finding finding) {
    var word = finding.severity().name().toLowerCase(Locale.ROOT);
    return switch (finding.severity()) {
      case ERROR -> screen.bad(word);
      case WARNING -> screen.strong(word);
      case NOTE -> screen.dim(word);
    };
  }

  private static String counted(long number, String thing) {
    return number + " " + thing + (number == 1 ? "" : "s");
  }
}
