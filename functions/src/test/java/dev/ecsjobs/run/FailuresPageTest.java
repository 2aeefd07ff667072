package dev.ecsjobs.run;

import static java.util.stream.Collectors.joining;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.ecsjobs.retry.FailureKind;
import dev.ecsjobs.run.Refusals.Refusal.Deferred;
import dev.ecsjobs.run.Refusals.Refusal.Refused;
import dev.ecsjobs.run.Refusals.Refusal.Unanswered;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** The page for users is written from the tables that decide. */
class FailuresPageTest {
  private static final Path PAGE = Path.of("../docs/failures.md");

  private static final String INTRODUCTION =
      """
      # Failures

      <!-- Written from StopReasons and Refusals by FailuresPageTest; change those, then run
           mvn -pl functions test -Dtest=FailuresPageTest -Dupdate=true -->

      What ECS says when a task fails or cannot be started, what it means, what ecsjobs does, and what you can do. The tables are
      the ones that decide, in the order in which they are asked: the first row that matches counts. `*` stands for any text; upper and
      lower case are the same. What the budgets mean is told in [The job document](job.md).

      A job succeeds when its deciding container exits with code 0. Everything below is about tasks that end otherwise, or that never came
      to be. ECS's own words are kept with the attempt, whatever the tables make of them.

      """;

  private static final String STOPPED =
      """
      ## A task stopped

      Words that tell of a stop from outside outweigh the exit code: the container was killed, it did not fail. Exit code 137 alone is not
      taken for a lack of memory, since a container that ignores SIGTERM ends with it, too.

      """;

  private static final String REFUSED =
      """
      ## RunTask gave no task

      RunTask answers with an exception, or with HTTP status 200 and `failures[]`. A task that never came to be has no event, so this answer is
      all there is.

      """;

  @Test
  void saysWhatTheTablesDecide() throws IOException {
    String page = page();
    if (Boolean.getBoolean("update")) {
      Files.writeString(PAGE, page);
    }
    assertTrue(Files.exists(PAGE), PAGE + " is missing; run this test with -Dupdate=true");
    assertEquals(
        page,
        Files.readString(PAGE),
        PAGE + " is not what the tables say; run this test with -Dupdate=true");
  }

  private static String page() {
    var page = new StringBuilder(INTRODUCTION).append(STOPPED);
    for (var chapter : StopReasons.chapters()) {
      page.append("### ").append(chapter.title()).append("\n\n");
      page.append(head("ECS says", "it means"));
      chapter.rows().forEach(row -> page.append(line(row)));
      page.append("\n");
    }
    page.append(REFUSED).append(head("RunTask says", "it means"));
    Refusals.rows().forEach(row -> page.append(line(row)));
    return page.toString();
  }

  private static String head(String says, String means) {
    return line(says, means, "kind", "what ecsjobs does", "what you can do")
        + line("---", "---", "---", "---", "---");
  }

  private static String line(StopReasons.Row row) {
    String where = row.where().title();
    return line(
        row.where() == StopReasons.Where.ANYTHING ? where : where + " " + wordings(row.patterns()),
        row.what(),
        code(row.kind().name()),
        does(row.kind()),
        fix(row.fix()));
  }

  private static String line(Refusals.Row row) {
    String says = says(row);
    return switch (row.answer()) {
      case Refused(var kind, var what, var fix) ->
          line(says, what, code(kind.name()), does(kind), fix(fix));
      case Deferred(var delay, var why) ->
          line(
              says,
              why,
              "",
              "tries the same attempt again %s; nothing is used up"
                  .formatted(
                      delay.isZero()
                          ? "as soon as the launch rate allows"
                          : "after " + delay.toMinutes() + " min"),
              "");
      case Unanswered(var why) ->
          line(says, why, "", "makes the same call again under the same token", "");
    };
  }

  private static String says(Refusals.Row row) {
    boolean anyCode = row.codes().equals(List.of("*"));
    boolean anyWords = row.words().equals(List.of("*"));
    if (anyCode && anyWords) {
      return "anything else";
    }
    return Stream.of(
            row.where().title(),
            anyCode ? "" : wordings(row.codes()),
            anyWords ? "" : (anyCode ? "" : "with ") + wordings(row.words()))
        .filter(part -> !part.isEmpty())
        .collect(joining(" "));
  }

  private static String does(FailureKind kind) {
    return switch (kind.budget()) {
      case APPLICATION -> "retries within `maxAttempts`";
      case PLATFORM -> "retries within `infrastructureAttempts`";
      case NONE -> "ends the run";
    };
  }

  private static String wordings(List<String> patterns) {
    return patterns.stream().map(FailuresPageTest::code).collect(joining(", "));
  }

  private static String code(String text) {
    return "`" + text + "`";
  }

  private static String fix(Optional<String> fix) {
    return fix.map(how -> how + ".").orElse("");
  }

  private static String line(String... cells) {
    return Stream.of(cells)
        .map(
            cell ->
                cell.replace("{container}", "The container")
                    .replace("{code}", "*n*")
                    .replace("{words}", "*what AWS says*")
                    .replace("|", "\\|"))
        .collect(joining(" | ", "| ", " |\n"));
  }
}
