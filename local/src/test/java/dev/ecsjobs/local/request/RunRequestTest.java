package dev.ecsjobs.local.request;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.fail;

import dev.ecsjobs.Checked;
import dev.ecsjobs.aws.LaunchInput;
import dev.ecsjobs.job.JobDefaults;
import dev.ecsjobs.job.JobDocument;
import dev.ecsjobs.run.RunId;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/** What is asked for, read as the launch function reads it. */
class RunRequestTest {
  private static final Instant TIME = Instant.parse("2026-03-01T01:00:00Z");

  @Test
  void aRunByHandIsTheJobWithoutATimeNamedByItsRequest() {
    var request = RunRequest.of(Nightly.JOB, Nightly.INPUT, "mine");

    var read = read(request);
    assertEquals(Optional.empty(), read.scheduledTime());
    assertEquals(Optional.of("mine"), read.request());
    assertEquals(RunId.requested(Nightly.JOB, "mine"), request.id());
    assertEquals(Optional.of(Duration.ofHours(1)), read.job().limits().startingDeadline());
  }

  @Test
  void aRunForATimeIsToldItEverywhereAndIsNotTheSchedulesOwn() {
    var request = RunRequest.at(TIME, Nightly.JOB, Nightly.INPUT, "mine");

    var read = read(request);
    assertEquals(Optional.of(TIME), read.scheduledTime());
    assertEquals(List.of("--date", TIME.toString()), read.job().task().command());
    assertNotEquals(RunId.scheduled(Nightly.JOB, TIME), request.id());
    assertEquals(RunId.requested(Nightly.JOB, "mine"), request.id());
  }

  @Test
  void whatWouldKeepItFromStartingNowIsLeftOutWhateverTheDefaultsSay() {
    var read =
        read(
            RunRequest.at(TIME, Nightly.JOB, Nightly.INPUT, "mine"),
            Map.of("startingDeadline", "PT5M", "attemptTimeout", "PT30M"));

    assertEquals(Optional.empty(), read.job().limits().startingDeadline());
    assertEquals(List.of(), read.job().admission().after());
    assertEquals(Optional.of(Duration.ofMinutes(30)), read.job().limits().attempt());
  }

  @Test
  void moreEnvironmentIsLaidOverTheJobsOwn() {
    var request = RunRequest.of(Nightly.JOB, Nightly.INPUT, "mine");

    var changed = valid(request.withEnvironment(Map.of("B", "changed", "C", "c=d")));

    assertEquals(
        Map.of("A", "a", "B", "changed", "C", "c=d"), read(changed).job().task().environment());
    assertEquals(request.id(), changed.id());
    assertEquals(Map.of("A", "a", "B", "b"), read(request).job().task().environment());
  }

  @Test
  void aServiceHasNoEnvironmentToAddTo() {
    var request =
        RunRequest.of(Nightly.JOB, "{\"job\": \"nightly\", \"service\": {\"name\": \"web\"}}", "x");

    var problems =
        assertInstanceOf(Checked.Invalid.class, request.withEnvironment(Map.of("A", "a")))
            .problems();
    assertEquals(
        "[--env: is given, and nightly runs no container: it changes a service. Leave --env out.]",
        problems.toString());
  }

  @Test
  void aBackfillsRunIsNamedByItsTimeAndWaitsForItsTurnInAGroupOfItsOwn() {
    var backfill =
        new Backfill(
            Nightly.JOB, Nightly.schedule("cron(0 2 * * ? *)"), TIME, TIME.plusSeconds(1), 3);

    var request = backfill.at(TIME);
    var read = read(request, Map.of("concurrency", "QUEUE", "queueLimit", 7L));

    assertEquals(RunId.scheduled(Nightly.JOB, TIME), request.id());
    assertEquals(Optional.of(TIME), read.scheduledTime());
    assertEquals(Optional.empty(), read.request());
    var admission = read.job().admission();
    assertEquals("ALLOW", admission.concurrency().name());
    assertEquals(
        "backfill-nightly-20260301T010000Z", admission.group().orElseThrow().name().value());
    assertEquals(3, admission.group().orElseThrow().limit());
    assertEquals(List.of(), admission.after());
    assertEquals(Optional.empty(), read.job().limits().startingDeadline());
  }

  @Test
  void besideASkippedRunABackfillsRunHasAnotherNameThatIsTheSameEachTime() {
    var backfill =
        new Backfill(
            Nightly.JOB, Nightly.schedule("cron(0 2 * * ? *)"), TIME, TIME.plusSeconds(1), 3);

    assertEquals(backfill.beside(TIME).id(), backfill.beside(TIME).id());
    assertFalse(backfill.beside(TIME).id().isScheduled());
    assertEquals(Optional.of(TIME), read(backfill.beside(TIME)).scheduledTime());
  }

  private static JobDocument read(RunRequest request) {
    return read(request, Map.of());
  }

  private static JobDocument read(RunRequest request, Map<String, ?> defaults) {
    byte[] input = request.json().getBytes(StandardCharsets.UTF_8);
    return valid(LaunchInput.readJob(input, new JobDefaults(defaults)));
  }

  private static <T> T valid(Checked<T> checked) {
    return switch (checked) {
      case Checked.Valid<T>(var value) -> value;
      case Checked.Invalid<T>(var problems) -> fail(problems.toString());
    };
  }
}
