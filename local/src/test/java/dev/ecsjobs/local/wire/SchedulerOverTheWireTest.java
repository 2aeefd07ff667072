package dev.ecsjobs.local.wire;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.ecsjobs.local.engine.Eventually;
import dev.ecsjobs.run.RunId;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import software.amazon.awssdk.services.scheduler.model.ConflictException;
import software.amazon.awssdk.services.scheduler.model.CreateScheduleRequest;
import software.amazon.awssdk.services.scheduler.model.ResourceNotFoundException;
import software.amazon.awssdk.services.scheduler.model.ScheduleSummary;
import software.amazon.awssdk.services.scheduler.model.SchedulerException;
import software.amazon.awssdk.services.scheduler.model.ValidationException;

/** The SDK's own client of EventBridge Scheduler, on this machine's schedules. */
class SchedulerOverTheWireTest {
  private static final String GROUP = "ecsjobs-Jobs";
  private static final String LAUNCH =
      "arn:aws:lambda:us-east-1:000000000000:function:ecsjobs-LaunchFunction:live";
  private static final String ROLE = "arn:aws:iam::000000000000:role/any";

  private static WiredStack stack;

  @BeforeAll
  static void start(@TempDir Path folder) {
    stack = new WiredStack(folder);
    stack.engine.fireSchedules(Instant.now());
  }

  @AfterAll
  static void stop() {
    stack.close();
  }

  private static CreateScheduleRequest.Builder request(String name, String expression) {
    return CreateScheduleRequest.builder()
        .name(name)
        .groupName(GROUP)
        .scheduleExpression(expression)
        .flexibleTimeWindow(w -> w.mode("OFF"))
        .target(
            t ->
                t.arn(LAUNCH)
                    .roleArn(ROLE)
                    .input(
                        "{\"job\": \"%s\", \"scheduledTime\": \"<aws.scheduler.scheduled-time>\","
                                .formatted(name)
                            + " \"task\": {\"definition\": \"ecsjobs-hello\"}}"));
  }

  @Test
  void theTemplatesSchedulesAreListedPageByPage() {
    var pages = stack.scheduler.listSchedulesPaginator(r -> r.groupName(GROUP).maxResults(4));

    var names = pages.schedules().stream().map(ScheduleSummary::name).toList();
    assertTrue(names.containsAll(List.of("always-fails", "hello", "nightly-report")), "" + names);
    assertTrue(pages.stream().count() >= 2);
    assertEquals(
        List.of("flaky-import"),
        stack.scheduler.listSchedules(r -> r.namePrefix("flaky")).schedules().stream()
            .map(ScheduleSummary::name)
            .toList());
  }

  @Test
  void theTemplatesScheduleIsTold() {
    var schedule = stack.scheduler.getSchedule(r -> r.groupName(GROUP).name("nightly-report"));

    var here = stack.engine.scheduler().getSchedule(r -> r.groupName(GROUP).name("nightly-report"));
    assertTrue(here.equalsBySdkFields(schedule), () -> here + " is not " + schedule);
    assertEquals("cron(0 2 * * ? *)", schedule.scheduleExpression());
    assertEquals("Europe/Berlin", schedule.scheduleExpressionTimezone());
    assertEquals(LAUNCH, schedule.target().arn());
  }

  @Test
  void theTemplatesScheduleIsChangedInTheTemplate() {
    var refused =
        assertThrows(
            ValidationException.class,
            () -> stack.scheduler.deleteSchedule(r -> r.groupName(GROUP).name("hello")));

    assertEquals(
        "Schedule hello is the template's: change it there, and save the file.",
        refused.awsErrorDetails().errorMessage());
  }

  @Test
  void aScheduleIsCreatedUpdatedAndDeleted() {
    var arn =
        stack.scheduler.createSchedule(
            request("yearly", "cron(0 0 1 1 ? *)")
                .scheduleExpressionTimezone("Asia/Tokyo")
                .startDate(Instant.parse("2030-01-01T00:00:00Z"))
                .state("DISABLED")
                .build());
    assertEquals(
        "arn:aws:scheduler:us-east-1:000000000000:schedule/ecsjobs-Jobs/yearly", arn.scheduleArn());
    var created = stack.scheduler.getSchedule(r -> r.groupName(GROUP).name("yearly"));
    assertEquals(Instant.parse("2030-01-01T00:00:00Z"), created.startDate());
    assertEquals(created.creationDate(), created.lastModificationDate());

    stack.scheduler.updateSchedule(
        r ->
            r.groupName(GROUP)
                .name("yearly")
                .scheduleExpression("cron(0 0 2 1 ? *)")
                .flexibleTimeWindow(w -> w.mode("FLEXIBLE").maximumWindowInMinutes(10))
                .target(created.target()));

    var updated = stack.scheduler.getSchedule(r -> r.groupName(GROUP).name("yearly"));
    assertEquals("cron(0 0 2 1 ? *)", updated.scheduleExpression());
    assertEquals("UTC", updated.scheduleExpressionTimezone(), "what is left out has its default");
    assertEquals("ENABLED", updated.stateAsString());
    assertNull(updated.startDate());
    assertEquals(10, updated.flexibleTimeWindow().maximumWindowInMinutes());
    assertEquals(created.creationDate(), updated.creationDate());
    assertTrue(updated.lastModificationDate().isAfter(created.lastModificationDate()));

    stack.scheduler.deleteSchedule(r -> r.groupName(GROUP).name("yearly"));

    var gone =
        assertThrows(
            ResourceNotFoundException.class,
            () -> stack.scheduler.getSchedule(r -> r.groupName(GROUP).name("yearly")));
    assertEquals("Schedule yearly does not exist.", gone.awsErrorDetails().errorMessage());
    assertEquals(404, gone.statusCode());
  }

  @Test
  void aScheduleThatIsCreatedRunsItsJob() {
    var second = Instant.now().plusSeconds(1).getEpochSecond();
    var time = Instant.ofEpochSecond(second + 1);
    stack.scheduler.createSchedule(
        request("once", "at(" + time.toString().replace("Z", "") + ")")
            .actionAfterCompletion("DELETE")
            .build());

    var run = RunId.parse("once/" + time.toString().replaceAll("[-:]", "")).orElseThrow();
    Eventually.holds("the run", () -> stack.engine.records().runs().load(run).isPresent());
    Eventually.holds(
        "the end of the schedule",
        () -> stack.scheduler.listSchedules(r -> r.namePrefix("once")).schedules().isEmpty());
  }

  @Test
  void aNameIsTakenOnce() {
    stack.scheduler.createSchedule(request("twice", "rate(300 days)").state("DISABLED").build());

    var refused =
        assertThrows(
            ConflictException.class,
            () -> stack.scheduler.createSchedule(request("twice", "rate(1 day)").build()));

    assertEquals("Schedule twice already exists.", refused.awsErrorDetails().errorMessage());
    assertEquals(409, refused.statusCode());
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          rate(0 minutes)       | UTC          | Invalid Schedule Expression rate(0 minutes):
          cron(0 2 * * *)       | UTC          | Invalid Schedule Expression cron(0 2 * * *):
          cron(0 2 * * ? *)     | Mars/Olympus | the time zone 'Mars/Olympus' is not known here
          """)
  void anExpressionThatCannotFireIsRefused(String expression, String zone, String message) {
    var asked = request("wrong", expression).scheduleExpressionTimezone(zone).build();

    var refused =
        assertThrows(ValidationException.class, () -> stack.scheduler.createSchedule(asked));

    assertTrue(refused.awsErrorDetails().errorMessage().contains(message), refused.getMessage());
  }

  @Test
  void whatIsRequiredIsMissed() {
    var refused =
        assertThrows(
            ValidationException.class,
            () ->
                stack.scheduler.createSchedule(r -> r.name("x").scheduleExpression("rate(1 day)")));

    assertEquals(
        "2 validation errors detected: Value null at 'flexibleTimeWindow' failed to satisfy"
            + " constraint: Member must not be null; Value null at 'target' failed to satisfy"
            + " constraint: Member must not be null",
        refused.awsErrorDetails().errorMessage());
  }

  @Test
  void whatCannotBeInvokedHereIsNoTarget() {
    var asked =
        request("queue", "rate(1 day)")
            .target(t -> t.arn("arn:aws:sqs:us-east-1:000000000000:q").roleArn(ROLE))
            .build();

    var refused =
        assertThrows(ValidationException.class, () -> stack.scheduler.createSchedule(asked));

    var message = refused.awsErrorDetails().errorMessage();
    assertTrue(
        message.startsWith(
            "arn:aws:sqs:us-east-1:000000000000:q cannot be invoked on this machine. These can: "),
        message);
  }

  @Test
  void groupsAreTold() {
    assertEquals(
        List.of("default", GROUP),
        stack.scheduler.listScheduleGroups(r -> {}).scheduleGroups().stream()
            .map(group -> group.name())
            .toList());
    assertEquals("ACTIVE", stack.scheduler.getScheduleGroup(r -> r.name(GROUP)).stateAsString());
    assertThrows(
        ResourceNotFoundException.class,
        () -> stack.scheduler.listSchedules(r -> r.groupName("elsewhere")));
  }

  @Test
  void anActionThatIsNotServedSaysWhatIs() {
    var refused =
        assertThrows(
            SchedulerException.class, () -> stack.scheduler.createScheduleGroup(r -> r.name("g")));

    assertEquals("UnknownOperationException", refused.awsErrorDetails().errorCode());
    assertEquals(
        "EventBridge Scheduler's CreateScheduleGroup cannot be served on this machine. These can:"
            + " CreateSchedule, DeleteSchedule, GetSchedule, GetScheduleGroup, ListScheduleGroups,"
            + " ListSchedules, UpdateSchedule.",
        refused.awsErrorDetails().errorMessage());
  }

  /** A web page can send it unasked, since it has no header that a page may not set. */
  @ParameterizedTest
  @CsvSource({"GET, 405", "POST, 400", "PUT, 405", "DELETE, 405"})
  void aRequestThatNobodySignedReachesNoSchedule(String method, int status) {
    int port = stack.address().getPort();
    var answer =
        Raw.send("127.0.0.1", port, method, "/schedules/hello", Map.of("Origin", "null"), "{}");

    assertEquals(status, answer.status());
    assertEquals("UnknownOperationException", answer.type());
    assertFalse(answer.body().contains("cron"), answer::body);
  }

  @Test
  void anUnknownPathSaysSo() {
    var signed = "AWS4-HMAC-SHA256 Credential=id/20260301/us-east-1/scheduler/aws4_request, x";
    int port = stack.address().getPort();

    var answer =
        Raw.send("127.0.0.1", port, "GET", "/schedule/hello", Map.of("Authorization", signed), "");

    assertEquals(
        "EventBridge Scheduler has no GET /schedule/hello. " + Target.SERVED, answer.message());
  }
}
