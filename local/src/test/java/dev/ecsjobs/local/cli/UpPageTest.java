package dev.ecsjobs.local.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.ecsjobs.local.deployed.DemoStack;
import dev.ecsjobs.local.engine.Eventually;
import dev.ecsjobs.local.engine.TestTemplate;
import dev.ecsjobs.local.page.Browser;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Path;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * The page of a running engine: a job is run, fails, is retried and fails for good before one's
 * eyes.
 */
class UpPageTest {
  private static final Pattern PAGE = Pattern.compile("Page: (http://127[0-9.]+:\\d+).*");

  private static final Pattern TOKEN = Pattern.compile("name=\"token\" value=\"(\\w+)\"");

  @TempDir Path folder;

  @Test
  void aFailingRunIsSeenLive() {
    try (var browser = Browser.start();
        var up =
            Workplace.in(folder, TestTemplate.quiet())
                .child("up", "--port", "0", "--endpoint-port", "0")) {
      up.awaitLine("Ctrl-C ends it.");
      browser.go(page(up) + "/jobs/always-fails").run("window.same = true");
      browser.click("form[action='/jobs/always-fails/run'] button");
      browser.await("Attempt 1").await("attempt 1: this job always fails");
      browser.await("Failed").await("attempt 2: this job always fails");
      browser.await("The run failed. Container main exited with code 3. All 2 attempts are used.");
      browser.go(page(up) + "/").await("1 job failed");

      up.interrupt();
      browser.await("ecsjobs has ended");
    }
  }

  @Test
  void uiShowsTheHistoryAndRunsJobsWithoutFiringSchedules() throws Exception {
    var workplace = Workplace.in(folder, TestTemplate.quiet());
    try (var ui = workplace.child("ui", "--port", "0")) {
      runsAJob(ui, "Schedules do not fire", "hello from hello");
      ui.interrupt();
    }
  }

  /** In a process that has an AWS set-up and no template. */
  @Test
  void uiOfADeployedStackShowsItsJobsAndRunsThemThere() throws Exception {
    try (var demo = new DemoStack(TestTemplate.quiet(), folder);
        var ui = Child.start(demo.aws().environment(), "ui", "--port", "0", "--stack", "demo")) {
      runsAJob(ui, "stack demo", "The run succeeded.");
      assertFalse(demo.aws().actions().contains("dynamodb:Scan"));
      ui.interrupt();
    }
  }

  private static void runsAJob(Child ui, String said, String inTheEnd) throws Exception {
    try (var http = HttpClient.newHttpClient()) {
      var seen = http.send(get(page(ui) + "/"), BodyHandlers.ofString());
      assertTrue(seen.body().contains(said), seen::body);
      assertTrue(seen.body().contains("always-fails"), seen::body);
      var token = TOKEN.matcher(seen.body());
      assertTrue(token.find(), seen::body);
      var cookie = seen.headers().firstValue("Set-Cookie").orElseThrow().split(";", 2)[0];

      var wish =
          HttpRequest.newBuilder(URI.create(page(ui) + "/jobs/hello/run"))
              .header("Cookie", cookie)
              .POST(BodyPublishers.ofString("token=" + token.group(1)))
              .build();
      var run = http.send(wish, BodyHandlers.ofString()).headers().firstValue("Location");

      var at = get(page(ui) + run.orElseThrow());
      Eventually.holds(
          "the run's end", () -> http.send(at, BodyHandlers.ofString()).body().contains(inTheEnd));
    }
  }

  private static HttpRequest get(String url) {
    return HttpRequest.newBuilder(URI.create(url)).build();
  }

  @Test
  void aPortThatIsNoneIsRefused() {
    var said = Workplace.in(folder, TestTemplate.quiet()).ecsjobs("ui", "--port", "65536");

    assertEquals(2, said.exitCode());
    assertTrue(said.err().contains("--port has to be from 0 to 65535."), said::toString);
  }

  private static String page(Child child) {
    child.awaitLine("Page: ");
    return child.lines().stream()
        .map(PAGE::matcher)
        .filter(Matcher::matches)
        .map(line -> line.group(1))
        .findFirst()
        .orElseThrow();
  }
}
