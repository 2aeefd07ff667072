package dev.ecsjobs.aws;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.ecsjobs.Checked;
import dev.ecsjobs.Problem;
import dev.ecsjobs.job.Admission;
import dev.ecsjobs.job.JobDefaults;
import dev.ecsjobs.job.JobDocument;
import dev.ecsjobs.retry.ExitCodes;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class LaunchInputTest {

  @ParameterizedTest
  @CsvSource({
    "schedule-fired,              nightly-report, 2026-03-01T01:00:00Z",
    "schedule-fired-without-time, nightly-report,",
    "schedule-fired-flaky-import, flaky-import,   2026-03-01T01:00:00Z",
  })
  void readsWhatAScheduleSends(String file, String job, Instant scheduledTime) {
    var document = valid(EventFiles.text(file));
    assertEquals(job, document.job().name().value());
    assertEquals(Optional.ofNullable(scheduledTime), document.scheduledTime());
  }

  @Test
  void readsTheWholeOfIt() {
    var job = valid(EventFiles.text("schedule-fired")).job();
    assertEquals(Optional.of("main"), job.task().container());
    assertEquals(Optional.of("FARGATE_SPOT"), job.task().capacity());
    assertEquals(3, job.retry().maxAttempts());
    assertEquals(List.of(ExitCodes.of(78)), job.retry().rules().getFirst().exitCodes());
    assertEquals(Optional.of(Duration.ofMinutes(10)), job.limits().attempt());
    assertEquals(Admission.FORBID, job.admission());
  }

  @Test
  void tellsEveryMistakeAtOnce() {
    var problems = problems(EventFiles.text("schedule-fired-five-mistakes"));
    assertEquals(
        List.of("attemptTimeout", "concurency", "job", "retry.maxAttempts", "task.definition"),
        problems.stream().map(Problem::where).sorted().toList());
  }

  @Test
  void asksForAnInputWhenTheSchedulerSendsItsOwnEnvelope() {
    var problems =
        problems(
            """
            {"version": "0", "id": "c3d1b1a0-0000-0000-0000-000000000000",
             "detail-type": "Scheduled Event", "source": "aws.scheduler", "account": "111122223333",
             "time": "2026-03-01T01:00:00Z", "region": "us-east-1", "resources": [], "detail": "{}"}
            """);
    assertEquals(1, problems.size(), problems.toString());
    assertEquals("The schedule has no Input of its own", problems.getFirst().what());
  }

  @ParameterizedTest
  @ValueSource(strings = {"[]", "[{\"job\": \"a\"}]", "\"nightly-report\"", "7", "null"})
  void asksForAnObject(String input) {
    var problems = problems(input);
    assertEquals("The input is no JSON object", problems.getFirst().what());
    assertTrue(problems.getFirst().fix().contains("definition"), problems.toString());
  }

  @ParameterizedTest
  @ValueSource(strings = {"nightly-report", "{\"job\": }", "{\"job\": \"a\"", ""})
  void tellsWhereTheJsonEnds(String input) {
    var what = problems(input).getFirst().what();
    assertTrue(what.startsWith("The input is no JSON: "), what);
    assertTrue(!what.endsWith("null"), what);
  }

  @Test
  void laysTheStacksDefaultsUnderTheDocument() {
    var input = "{\"job\": \"a\", \"task\": {\"definition\": \"b\"}}".getBytes(UTF_8);
    var read = LaunchInput.read(input, "{\"attemptTimeout\": \"PT1H\"}");
    if (!(read instanceof Checked.Valid<LaunchInput>(LaunchInput.Launch launch))) {
      throw new AssertionError(read.toString());
    }
    assertEquals(Optional.of(Duration.ofHours(1)), launch.document().job().limits().attempt());
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "[]                   | JobDefaults: is no JSON object. Write {} for no defaults.",
        "{                    | JobDefaults: is no JSON object. Write {} for no defaults.",
        "{\"retry\": 1}         | JobDefaults.retry: is 1. Give an object, in { }.",
      })
  void tellsWhatIsWrongWithTheDefaults(String defaults, String problem) {
    var input = "{\"job\": \"a\", \"task\": {\"definition\": \"b\"}}".getBytes(UTF_8);
    if (!(LaunchInput.read(input, defaults) instanceof Checked.Invalid<LaunchInput> invalid)) {
      throw new AssertionError("read");
    }
    assertEquals(List.of(problem), invalid.problems().stream().map(Problem::toString).toList());
  }

  private static JobDocument valid(String input) {
    return switch (LaunchInput.readJob(input.getBytes(UTF_8), JobDefaults.NONE)) {
      case Checked.Valid<JobDocument> valid -> valid.value();
      case Checked.Invalid<JobDocument> invalid ->
          throw new AssertionError(invalid.problems().toString());
    };
  }

  private static List<Problem> problems(String input) {
    return switch (LaunchInput.readJob(input.getBytes(UTF_8), JobDefaults.NONE)) {
      case Checked.Invalid<JobDocument> invalid -> invalid.problems();
      case Checked.Valid<JobDocument> valid -> throw new AssertionError("read as " + valid);
    };
  }
}
