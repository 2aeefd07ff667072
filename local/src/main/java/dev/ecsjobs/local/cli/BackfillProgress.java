package dev.ecsjobs.local.cli;

import dev.ecsjobs.Document;
import dev.ecsjobs.Durations;
import dev.ecsjobs.aws.Json;
import dev.ecsjobs.local.request.Backfill;
import dev.ecsjobs.run.Run;
import dev.ecsjobs.run.RunId;
import dev.ecsjobs.run.RunResult;
import dev.ecsjobs.run.RunState.Finished;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.EnumMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * A backfill: asks for all its runs, a few at a time, and follows them to their ends. Wherever it
 * is cut off, those that were asked for go on, and the same command finds them.
 */
final class BackfillProgress {
  /** Claims that the functions are busy with at a time. */
  private static final int MOST_UNDER_WAY = 10;

  private final Site site;
  private final Backfill backfill;
  private final BackfillPlan plan;
  private final Screen screen;
  private final boolean json;
  private final boolean away;
  private final Deque<Instant> toDo = new ArrayDeque<>();
  private final Set<RunId> unrecorded = new LinkedHashSet<>();
  private final Set<RunId> followed = new LinkedHashSet<>();
  private final List<Run> ended = new ArrayList<>();
  private int all;
  private int asked;
  private int left;
  private boolean announced;

  BackfillProgress(Site site, Backfill backfill, Screen screen, boolean json, boolean away) {
    this.site = site;
    this.backfill = backfill;
    this.plan = new BackfillPlan(site, backfill, screen);
    this.screen = screen;
    this.json = json;
    this.away = away;
  }

  /** Answers with the exit code. */
  int run(List<Instant> times) throws IOException, InterruptedException {
    toDo.addAll(times);
    all = times.size();
    var onTrouble = "What was asked for goes on. Give the command again: nothing is run twice.";
    return new Watch(site, "backfill " + backfill.job(), onTrouble).until(this::look);
  }

  private Optional<Integer> look(Session session) {
    var runs = session.records().runs();
    unrecorded.removeIf(run -> runs.load(run).isPresent());
    while (!toDo.isEmpty() && unrecorded.size() < MOST_UNDER_WAY) {
      take(plan.step(toDo.getFirst(), runs));
      toDo.removeFirst(); // only now: should it fail, it is tried again
      screen.status(bar(all - toDo.size(), all) + " asked for");
    }
    if (!toDo.isEmpty() || !unrecorded.isEmpty()) {
      return Optional.empty();
    }
    announce();
    return away || follow(session) ? Optional.of(summary(session)) : Optional.empty();
  }

  private void take(BackfillPlan.Step step) {
    switch (step) {
      case BackfillPlan.Step.Ask ask -> {
        try {
          site.ask(ask.request());
        } catch (IOException e) {
          throw new UncheckedIOException(e);
        }
        asked++;
        unrecorded.add(ask.request().id());
        followed.add(ask.request().id());
      }
      case BackfillPlan.Step.Join join -> followed.add(join.run());
      case BackfillPlan.Step.Leave leave -> {
        left++;
        tell("%s  ran already: %s".formatted(leave.run().id(), leave.finished().result()));
      }
    }
  }

  private void announce() {
    if (!announced) {
      announced = true;
      tell(
          "%d of %d asked for, %d at a time; %d ran already, %d were under way."
              .formatted(asked, all, backfill.parallelism(), left, followed.size() - asked));
    }
  }

  /** Whether all have ended. They start in their order, so only the first need be looked at. */
  private boolean follow(Session session) {
    var first = followed.stream().limit(backfill.parallelism() + MOST_UNDER_WAY).toList();
    int running = 0;
    for (var id : first) {
      var run = session.records().runs().load(id);
      if (run.flatMap(Run::finished).isPresent()) {
        end(run.get());
      } else if (run.filter(r -> r.gateAwaited().isEmpty()).isPresent()) {
        running++;
      }
    }
    int total = ended.size() + followed.size();
    screen.status("%s ended, %d running".formatted(bar(ended.size(), total), running));
    return followed.isEmpty();
  }

  private void end(Run run) {
    followed.remove(run.id());
    ended.add(run);
    var finished = run.finished().orElseThrow();
    var took = Durations.shown(Duration.between(run.requestedAt(), finished.at()));
    tell(
        "  %s  %s  %s after %s"
            .formatted(Screen.time(finished.at()), run.id(), coloured(finished.result()), took));
  }

  private String coloured(RunResult result) {
    return result == RunResult.SUCCEEDED ? screen.good(result.name()) : screen.bad(result.name());
  }

  private int summary(Session session) {
    long failed = ended.stream().filter(run -> result(run) != RunResult.SUCCEEDED).count();
    if (json) {
      screen.line(Json.write(document().fields()));
    } else if (away && !followed.isEmpty()) {
      tell(goingOn(session) + " See them: " + command("history " + backfill.job()));
    } else {
      tell(verdict());
      ended.stream()
          .filter(run -> result(run) != RunResult.SUCCEEDED)
          .findFirst()
          .ifPresent(run -> tell("Next: " + command("show " + run.id())));
    }
    return failed == 0 ? 0 : 1;
  }

  private static String goingOn(Session session) {
    return session instanceof Session.Owned
        ? "They go on as soon as an engine runs: ecsjobs up."
        : "They go on without this command.";
  }

  private String verdict() {
    var counts = new EnumMap<RunResult, Integer>(RunResult.class);
    ended.forEach(run -> counts.merge(result(run), 1, Integer::sum));
    var said = new ArrayList<String>();
    counts.forEach((result, count) -> said.add(count + " " + coloured(result)));
    return said.isEmpty() ? "There was nothing to run." : String.join(", ", said) + ".";
  }

  private Document document() {
    return new Document()
        .put("job", backfill.job())
        .put("from", backfill.from())
        .put("to", backfill.to())
        .put("asked", asked)
        .put("ranAlready", left)
        .put("unfinished", List.copyOf(followed))
        .put(
            "runs",
            ended.stream()
                .map(run -> new Document().put("run", run.id()).put("result", result(run)).fields())
                .toList());
  }

  private static RunResult result(Run run) {
    return run.finished().map(Finished::result).orElseThrow();
  }

  private String command(String words) {
    return site.command(words);
  }

  private void tell(String line) {
    if (!json) {
      screen.line(line);
    }
  }

  /** Such as {@code [=====> ] 12 of 48}. */
  private static String bar(int done, int all) {
    int width = 30;
    int full = all == 0 ? width : width * done / all;
    return "  [%s%s] %d of %d".formatted("=".repeat(full), " ".repeat(width - full), done, all);
  }
}
