package dev.ecsjobs.local.deployable;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.amazonaws.services.lambda.runtime.Context;
import dev.ecsjobs.aws.Json;
import dev.ecsjobs.engine.Engine;
import dev.ecsjobs.engine.FakeTaskLauncher;
import dev.ecsjobs.engine.InMemoryHistory;
import dev.ecsjobs.engine.InMemoryRunStore;
import dev.ecsjobs.engine.SettableClock;
import dev.ecsjobs.job.JobName;
import dev.ecsjobs.lambda.InMemoryWiring;
import dev.ecsjobs.lambda.LaunchHandler;
import dev.ecsjobs.lambda.WrongJobDocument;
import dev.ecsjobs.run.RunId;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Named;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.mockito.Mockito;

/** What EventBridge Scheduler sends: a job's own Input, or, where it has none, an envelope. */
class ScheduledPayloadsTest {
  private static final String PLACEHOLDER = "<aws.scheduler.scheduled-time>";
  private static final Instant ONE_O_CLOCK = Instant.parse("2026-03-01T01:00:00Z");
  private static final String REQUEST = "6b3d5a8e-0c1f-4a1e-9d57-000000000000";

  private final SettableClock clock = new SettableClock(ONE_O_CLOCK);
  private final InMemoryRunStore runs = new InMemoryRunStore();
  private final FakeTaskLauncher ecs = new FakeTaskLauncher();
  private final LaunchHandler launch =
      new LaunchHandler(
          InMemoryWiring.of(
              "ecsjobs",
              new Engine(runs, ecs, clock, _ -> {}),
              runs,
              runs,
              new InMemoryHistory(),
              clock));

  /** Each job's Input, as the template and the examples have it. */
  static Stream<Named<String>> everyJobsInput() {
    var runner = ProjectTemplates.runner();
    return Stream.concat(
            Stream.of(ProjectTemplates.usual(runner)),
            ProjectTemplates.examples().stream().map(e -> ProjectTemplates.beside(runner, e)))
        .flatMap(
            stack ->
                Schedule.in(stack).stream().filter(schedule -> EdgeRule.isJob(schedule, stack)))
        .map(schedule -> schedule.target().get("Input").text())
        .map(input -> Named.of(jobOf(input), input));
  }

  @ParameterizedTest(name = "{0}")
  @MethodSource("everyJobsInput")
  void startTheRunOfTheirTimeOnce(String input) {
    var fired = input.replace(PLACEHOLDER, "2026-03-01T01:00:00Z");
    var run = RunId.scheduled(new JobName(jobOf(input)), ONE_O_CLOCK);
    assertEquals(run.toString(), handle(fired, REQUEST));
    assertEquals(run.toString(), handle(fired, "another request"));
    assertEquals(1, ecs.tasks().size());
  }

  @ParameterizedTest(name = "{0}")
  @MethodSource("everyJobsInput")
  void startTheRunOfTheRequestOnceWhereNobodyFillsInTheTime(String input) {
    var run = RunId.requested(new JobName(jobOf(input)), REQUEST);
    assertEquals(run.toString(), handle(input, REQUEST));
    assertEquals(run.toString(), handle(input, REQUEST));
    assertEquals(1, ecs.tasks().size());
  }

  /** The detail is a text where the Scheduler sends it, and an object where others play it. */
  @ParameterizedTest
  @ValueSource(strings = {"\"{}\"", "{}"})
  void startNothingWhereTheScheduleHasNoInputAndAskForOne(String detail) {
    var envelope =
        """
        {"version": "0", "id": "c3d1b1a0-0000-0000-0000-000000000000",
         "detail-type": "Scheduled Event", "source": "aws.scheduler", "account": "111122223333",
         "time": "2026-03-01T01:00:00Z", "region": "us-east-1",
         "resources": ["arn:aws:scheduler:us-east-1:111122223333:schedule/ecsjobs-Jobs/hello"],
         "detail": %s}
        """
            .formatted(detail);
    var wrong = assertThrows(WrongJobDocument.class, () -> handle(envelope, REQUEST));
    assertTrue(
        wrong.getMessage().contains("The schedule has no Input of its own. Give the schedule an"),
        wrong.getMessage());
    assertEquals(List.of(), ecs.launches());
    assertEquals(List.of(), runs.due(ONE_O_CLOCK.plus(Duration.ofDays(1)), 10));
  }

  private static String jobOf(String input) {
    return Json.readObject(input).get("job").toString();
  }

  /** The run that the answer names. */
  private String handle(String input, String requestId) {
    var context = Mockito.mock(Context.class);
    Mockito.when(context.getAwsRequestId()).thenReturn(requestId);
    var output = new ByteArrayOutputStream();
    try {
      launch.handleRequest(new ByteArrayInputStream(input.getBytes(UTF_8)), output, context);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return Json.readObject(output.toString(UTF_8)).get("run").toString();
  }
}
