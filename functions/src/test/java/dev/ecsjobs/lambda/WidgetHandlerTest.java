package dev.ecsjobs.lambda;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.ecsjobs.aws.EventFiles;
import dev.ecsjobs.aws.Json;
import dev.ecsjobs.engine.Engine;
import dev.ecsjobs.engine.FakeTaskLauncher;
import dev.ecsjobs.engine.InMemoryHistory;
import dev.ecsjobs.engine.InMemoryRunStore;
import dev.ecsjobs.history.RunSummary;
import dev.ecsjobs.retry.RetryPolicy;
import dev.ecsjobs.run.Run;
import dev.ecsjobs.run.RunFixtures;
import dev.ecsjobs.run.RunFixtures.Stage;
import dev.ecsjobs.run.Signal;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import java.util.OptionalInt;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What a CloudWatch dashboard gets for its custom widget. */
class WidgetHandlerTest {
  private static final String CONTEXT =
      """
      , "widgetContext": {"dashboardName": "jobs", "theme": "dark", "locale": "en",
        "timezone": {"label": "Local", "offsetISO": "+05:30", "offsetInMinutes": -330}}
      """;

  private final InMemoryRunStore runs = new InMemoryRunStore();
  private final InMemoryHistory history = new InMemoryHistory();

  private Object answer(String event) throws IOException {
    var clock = InstantSource.fixed(RunFixtures.minute(5));
    var engine = new Engine(runs, new FakeTaskLauncher(), clock, _ -> {});
    var handler =
        new WidgetHandler(
            new Wiring("ecsjobs", "{}", clock, engine, null, runs, runs, history, null));
    var output = new ByteArrayOutputStream();
    handler.handleRequest(
        new ByteArrayInputStream(event.getBytes(StandardCharsets.UTF_8)),
        output,
        new FakeContext("request"));
    return Json.read(output.toByteArray());
  }

  private Run failed(String words) {
    var job = RunFixtures.aJob(new RetryPolicy(1, 1, Duration.ZERO, 1, Duration.ZERO, List.of()));
    var before = RunFixtures.aRunIn(Stage.STARTED, job);
    var run =
        RunFixtures.after(
            before,
            new Signal.TaskStopped(
                RunFixtures.minute(2),
                1,
                RunFixtures.aStoppedTask(1, OptionalInt.of(7), words, words)));
    runs.claim(run);
    history.record(RunSummary.of(run).orElseThrow());
    return run;
  }

  @Test
  void describesItselfToWhoeverAddsIt() throws IOException {
    var described = (Map<?, ?>) answer(EventFiles.text("widget-described"));

    assertEquals(List.of("markdown"), List.copyOf(described.keySet()));
    assertTrue(described.get("markdown").toString().contains("run: nightly-report/"));
  }

  @Test
  void showsWhatFailedAsHtmlInTheDashboardsThemeAndTime() throws IOException {
    failed("EssentialContainerExited");
    var html = answer("{\"title\": \"x\"" + CONTEXT + "}").toString();

    assertTrue(html.contains("<div class=\"ecsjobs dark\">"), html);
    assertTrue(html.contains("1 job failed"), html);
    assertTrue(html.contains("Container main exited with code 7."), html);
    assertTrue(html.contains("title=\"06:32:00\""), html); // 01:02 in UTC
  }

  @Test
  void aNameAsksTheFunctionOnceMore() throws IOException {
    var run = failed("EssentialContainerExited");
    var html = answer("{}").toString();

    assertTrue(
        html.contains(
            "endpoint=\"arn:aws:lambda:us-east-1:111122223333:function:test:live\">{&quot;run&quot;:&quot;"
                + run.id()),
        html);
    assertTrue(answer("{\"run\": \"" + run.id() + "\"}").toString().contains("Attempt 1 failed"));
    assertTrue(
        answer("{\"job\": \"" + run.job().name() + "\"}").toString().contains("Last success"));
  }

  /** CloudWatch takes out scripts, frames and uses, and whatever else it does not trust. */
  @ParameterizedTest
  @ValueSource(
      strings = {
        "{}",
        "{\"job\": \"nightly-report\"}",
        "{\"run\": \"nightly-report/20260301T010000Z\"}"
      })
  void hasNothingThatCloudWatchTakesOut(String event) throws IOException {
    failed("<script>alert(1)</script>");
    var html = answer(event).toString();

    for (var tag :
        List.of("<script", "<iframe", "<use", "<form", "<button", "<img", "javascript:", " on")) {
      assertFalse(
          html.replaceAll("(?s)<style>.*?</style>", "").replaceAll(">[^<]*<", "><").contains(tag),
          tag);
    }
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "{\"run\": \"<b>\"}",
        "{\"job\": \"<b>\"}",
        "{\"run\": \"none/20260301T010000Z\"}"
      })
  void whatIsNotThereIsSaid(String event) throws IOException {
    var html = answer(event).toString();

    assertTrue(html.contains("There is no "), html);
    assertFalse(html.contains("<b>"), html);
  }

  @Test
  void anOddTimezoneIsUtc() throws IOException {
    failed("x");
    var html = answer("{\"widgetContext\": {\"timezone\": {\"offsetISO\": \"odd\"}}}").toString();

    assertTrue(html.contains("title=\"01:02:00\""), html);
    assertTrue(html.contains("<div class=\"ecsjobs light\">"), html);
  }
}
