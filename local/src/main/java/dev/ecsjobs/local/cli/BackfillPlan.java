package dev.ecsjobs.local.cli;

import dev.ecsjobs.Document;
import dev.ecsjobs.aws.Json;
import dev.ecsjobs.engine.RunStore;
import dev.ecsjobs.local.request.Backfill;
import dev.ecsjobs.local.request.RunRequest;
import dev.ecsjobs.local.times.Told;
import dev.ecsjobs.run.Run;
import dev.ecsjobs.run.RunId;
import dev.ecsjobs.run.RunState.Finished;
import java.io.IOException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;

/** What a backfill does about each of its times, which depends on what is recorded of it. */
record BackfillPlan(Site site, Backfill backfill, Screen screen) {

  /** What is to be done about one time. */
  sealed interface Step {
    /** There is no run that began: one is asked for. */
    record Ask(RunRequest request, String why) implements Step {}

    /** It is under way already. */
    record Join(RunId run) implements Step {}

    /** It ran. */
    record Leave(Run run, Finished finished) implements Step {}
  }

  Step step(Instant time, RunStore runs) {
    var request = backfill.at(time);
    var recorded = runs.load(request.id());
    if (recorded.isEmpty()) {
      return new Step.Ask(request, "nothing is recorded");
    }
    return recorded
        .flatMap(Run::finished)
        .map(finished -> ended(time, recorded.get(), finished, runs))
        .orElseGet(() -> new Step.Join(request.id()));
  }

  private Step ended(Instant time, Run run, Finished finished, RunStore runs) {
    return switch (finished.result()) {
      case SUCCEEDED, FAILED, CANCELLED -> new Step.Leave(run, finished);
      case SKIPPED, MISSED -> {
        var beside = backfill.beside(time);
        var made = runs.load(beside.id());
        yield made.isEmpty()
            ? new Step.Ask(beside, "was " + finished.result())
            : made.flatMap(Run::finished)
                .<Step>map(end -> new Step.Leave(made.get(), end))
                .orElseGet(() -> new Step.Join(beside.id()));
      }
    };
  }

  /** Shows what would be done, and answers with the exit code. */
  int list(List<Instant> times, boolean json) throws IOException {
    var steps = new ArrayList<Step>();
    try (var session = site.reading()) {
      for (var time : times) {
        steps.add(step(time, session.records().runs()));
        screen.status("  %d of %d looked at".formatted(steps.size(), times.size()));
      }
    }
    if (json) {
      screen.line(Json.write(document(times, steps).fields()));
      return 0;
    }
    var told = Told.of(backfill.schedule());
    var columns =
        new Columns().row(screen.dim("DUE"), screen.dim("RUN"), screen.dim("WHAT WOULD BE DONE"));
    for (int i = 0; i < times.size(); i++) {
      columns.row(told.at(times.get(i)), run(steps.get(i)).toString(), said(steps.get(i)));
    }
    columns.lines().forEach(screen::line);
    long asked = steps.stream().filter(Step.Ask.class::isInstance).count();
    screen.line(
        "%s would be asked for, %d at a time. Nothing is, with --dry-run."
            .formatted(asked == 1 ? "1 run" : asked + " runs", backfill.parallelism()));
    return 0;
  }

  private Document document(List<Instant> times, List<Step> steps) {
    var runs = new ArrayList<Object>();
    for (int i = 0; i < times.size(); i++) {
      runs.add(
          new Document()
              .put("scheduledTime", times.get(i))
              .put("run", run(steps.get(i)))
              .put("step", steps.get(i).getClass().getSimpleName())
              .fields());
    }
    return new Document().put("job", backfill.job()).put("runs", runs);
  }

  private static RunId run(Step step) {
    return switch (step) {
      case Step.Ask ask -> ask.request().id();
      case Step.Join join -> join.run();
      case Step.Leave leave -> leave.run().id();
    };
  }

  static String said(Step step) {
    return switch (step) {
      case Step.Ask ask -> "run it: " + ask.why();
      case Step.Join _ -> "nothing: it is under way";
      case Step.Leave leave -> "nothing: it ran and ended " + leave.finished().result();
    };
  }
}
