package dev.ecsjobs.local.engine;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assertions.fail;

import dev.ecsjobs.Checked;
import dev.ecsjobs.Problem;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class CatalogTest {
  /** A change that breaks the template, the text in whose line it is, and what is said of it. */
  record Mistake(String right, String wrong, String line, String said) {
    TestTemplate madeIn(TestTemplate template) {
      return template.replacing(right, wrong);
    }
  }

  private static final Mistake SCHEDULE =
      new Mistake("cron(0 1 * * ? *)", "cron(0 25 * * ? *)", "cron(0 25", "25");
  private static final Mistake ATTEMPTS =
      new Mistake("{\"maxAttempts\": 1}", "{\"maxAttempts\": 0}", null, "retry.maxAttempts");
  private static final Mistake PATTERN =
      new Mistake("lastStatus: [RUNNING, STOPPED]", "lastStatus: RUNNING", null, "pattern");
  private static final Mistake REFERENCE =
      new Mistake("!Sub '${AWS::StackName}-import'", "!Ref Imports", "!Ref Imports", "Imports");

  @TempDir Path folder;

  @Test
  void hasTheTemplatesJobsInItsOrder() {
    assertEquals(
        List.of("hello", "nightly-report", "flaky-import", "always-fails", "hangs", "eats-memory"),
        names(TestTemplate.real()));
  }

  @Test
  void hasAJobThatIsAddedToTheTemplateAlone() {
    var template = TestTemplate.real().withJob("new", "{\"maxAttempts\": 2}", "echo new");
    assertEquals(
        List.of(
            "hello",
            "nightly-report",
            "flaky-import",
            "always-fails",
            "hangs",
            "eats-memory",
            "new"),
        names(template));
    var job = template.catalog(folder).job("new").orElseThrow();
    assertEquals(2, job.job().retry().maxAttempts());
    assertTrue(
        template.catalog(folder).template().taskDefinitions().stream()
            .anyMatch(task -> task.arn().equals(job.job().task().definition())),
        () -> "the job runs no task of the template: " + job);
  }

  @Test
  void laysTheStacksDefaultsUnderEveryJob() throws IOException {
    var defaults = Map.of("JobDefaults", "{\"runTimeout\": \"PT7H\"}");
    var read = Catalog.read(Path.of("../template.yaml"), defaults);
    var catalog = assertInstanceOf(Checked.Valid.class, read);
    assertTrue(
        ((Catalog) catalog.value())
            .jobs().stream()
                .allMatch(j -> j.job().limits().run().equals(Optional.of(Duration.ofHours(7)))));
  }

  @Test
  void tellsOnceWhatIsWrongWithTheDefaults() throws IOException {
    var read = Catalog.read(Path.of("../template.yaml"), Map.of("JobDefaults", "{\"cpu\": 256}"));
    var problems = assertInstanceOf(Checked.Invalid.class, read).problems();
    assertEquals(1, problems.size(), problems.toString());
    assertTrue(problems.getFirst().toString().startsWith("JobDefaults.cpu: is not a known field"));
  }

  @ParameterizedTest
  @MethodSource("mistakes")
  void saysWhereTheTemplateIsWrong(Mistake mistake) {
    var template = mistake.madeIn(TestTemplate.real());
    var problems = problems(template);
    assertEquals(1, problems.size(), problems.toString());
    assertSaid(mistake, template, problems.getFirst());
  }

  static List<Mistake> mistakes() {
    return List.of(SCHEDULE, ATTEMPTS, PATTERN, REFERENCE);
  }

  @Test
  void saysWhereEverythingIsWrongThatIsCheckedAtTheSameStep() {
    var mistakes = List.of(SCHEDULE, ATTEMPTS, PATTERN);
    var template = TestTemplate.real();
    for (var mistake : mistakes) {
      template = mistake.madeIn(template);
    }
    var problems = problems(template);
    assertEquals(3, problems.size(), problems.toString());
    for (var mistake : mistakes) {
      var broken = template;
      assertTrue(
          problems.stream().anyMatch(problem -> problem.contains(mistake.said())),
          () -> mistake + " is not among " + problems + " of " + broken);
    }
  }

  @Test
  void tellsEveryMistakeOfAJobDocumentAtOnce() {
    var problems =
        problems(
            TestTemplate.real()
                .replacing("\"attemptTimeout\": \"PT10M\"", "\"attemptTimeout\": \"10 minutes\"")
                .replacing("\"concurrency\": \"FORBID\"", "\"concurency\": \"FORBID\"")
                .replacing("\"container\": \"main\"", "\"container\": 5"));
    assertEquals(3, problems.size(), problems.toString());
    problems.forEach(
        problem ->
            assertTrue(problem.matches("(?s)template\\.yaml:\\d+:\\d+ Input\\..*"), problem));
  }

  private static void assertSaid(Mistake mistake, TestTemplate template, String problem) {
    assertTrue(problem.matches("(?s)template\\.yaml:\\d+:\\d+.*"), problem);
    assertTrue(problem.contains(mistake.said()), problem);
    if (mistake.line() != null) {
      int line = Integer.parseInt(problem.split(":", -1)[1]);
      String there = template.text().lines().toList().get(line - 1);
      assertTrue(there.contains(mistake.line()), () -> problem + " points at: " + there);
    }
  }

  private List<String> names(TestTemplate template) {
    return template.catalog(folder).jobs().stream().map(job -> job.job().name().value()).toList();
  }

  private List<String> problems(TestTemplate template) {
    return switch (template.read(folder)) {
      case Checked.Valid<Catalog> _ -> fail("no problem was found");
      case Checked.Invalid<Catalog>(var problems) ->
          problems.stream().map(Problem::toString).toList();
    };
  }
}
