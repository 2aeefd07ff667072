package dev.ecsjobs.local.page;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.OptionalInt;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.parallel.Execution;
import org.junit.jupiter.api.parallel.ExecutionMode;
import org.junit.jupiter.api.parallel.ResourceLock;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What somebody sees and does, in a real browser; with -Dupdate=true it makes the screenshots. */
@Execution(ExecutionMode.CONCURRENT)
@ResourceLock("PageInBrowserTest")
class PageInBrowserTest {
  private static final String FAILED = "/runs/invoices/20260303T020000Z";
  private static final String HOSTILE =
      "<img src=x onerror=\"window.hacked=1\"><script>window.hacked=1</script>";
  private static final Path IMAGES = Path.of("..", "docs", "images");

  private static Browser browser;
  private Demo demo;
  private Served served;

  @BeforeAll
  static void start() {
    browser = Browser.start();
  }

  @AfterAll
  static void end() {
    if (browser != null) {
      browser.close();
    }
  }

  @BeforeEach
  void open() {
    demo = Demo.night();
    served = Served.of(demo);
    browser.screen(1280, 900, "light");
  }

  @AfterEach
  void close() {
    var complaints = browser.complaints();
    browser.go("about:blank");
    served.close();
    assertEquals(
        List.of(),
        complaints.stream().filter(c -> !c.toString().contains("CONNECTION_REFUSED")).toList());
  }

  private Browser at(String path) {
    return browser.go(served.at(path));
  }

  @Test
  void theFirstLookTellsWhatFailedWhyAndWhatComesNext() {
    at("/");

    for (var part :
        List.of(
            "1 job failed, 1 is being retried",
            "Nothing more for this run. All 2 attempts are used.",
            "Attempt 3 starts at 03:14:45, in 37 s (2 of 3 attempts used).",
            "ERROR: could not connect to db-2.internal:5432",
            "weekly-cleanup")) {
      assertTrue(browser.text().contains(part), () -> part + " is not in\n" + browser.text());
    }
    assertEquals("✕ 2 · Jobs · ecsjobs", browser.title());
  }

  @Test
  void aRunShowsItsAttemptsTheirWordsAndItsTimeline() {
    at(FAILED);

    assertEquals(
        "2",
        browser.run("return document.querySelectorAll('.attempts .phase.bad').length").toString());
    for (var part :
        List.of(
            "Failed",
            "Attempt 2",
            "EXIT_CODE",
            "no invoice was written",
            "Attempt 2 starts at 03:03:")) {
      assertTrue(browser.text().contains(part), () -> part + " is not in\n" + browser.text());
    }
  }

  @Test
  void keysAreEnough() {
    at("/").type("jj");
    assertEquals("orders-sync", focused());
    browser.type("k");
    assertEquals("invoices", focused());
    browser.type("\uE007").await("Attempts");
    assertTrue(browser.url().endsWith(FAILED), browser::url);
    browser.type("u").await("1 job failed");
    browser.type("2").await("Runs of the last 24 h");
    browser.type("?");
    assertEquals("true", browser.run("return document.getElementById('keys').open").toString());
  }

  private static String focused() {
    return browser.run("return document.activeElement.textContent").toString();
  }

  @Test
  void whatHappensIsShownWithoutLoadingAndTheFocusStays() {
    at("/").type("jjj").run("window.same = true");
    var before = focused();
    var job = Played.job("backup", 1, Duration.ofSeconds(1));

    var run = demo.played().run(job, Demo.NOW.minusSeconds(90)).starts(Duration.ofSeconds(20));
    browser.await("3 under way");
    demo.with(run.task(), "no space left on device");
    run.exits(Duration.ofSeconds(30), 28);
    browser.await("2 jobs failed").await("no space left on device");

    assertEquals(before, focused());
    assertEquals("true", browser.run("return window.same").toString());
    assertEquals("✕ 3 · Jobs · ecsjobs", browser.title());
  }

  @Test
  void saysSoWhenEcsjobsHasEndedAndGoesOnWhenItIsBack() {
    at("/").await("live");
    int port = served.port();

    served.close();
    browser.await("ecsjobs has ended; this was at");
    assertTrue(browser.text().contains("1 job failed"), "what was known stays");

    served = Served.on(port, demo);
    browser.run("document.dispatchEvent(new Event('visibilitychange'))");
    browser.await("live");
  }

  @Test
  void aJobIsRunByItsButton() {
    at("/").click(".card form button").await("Asked for");

    assertEquals(List.of("run invoices"), demo.wishes);
  }

  @Test
  void aJobIsPausedAndResumed() {
    at("/jobs/backup").click(".actions summary").click("input[name=reason]");
    browser.type("moving the disks\uE007").await("paused by somebody").await("moving the disks");
    at("/").await("Paused");
    at("/jobs/backup").click("form[action$='/resume'] button").await("next at");

    assertEquals(List.of("pause backup", "resume backup"), demo.wishes);
  }

  @Test
  void aRunIsCancelledAfterOneMoreQuestion() {
    at("/runs/orders-sync/20260303T021000Z").type("c").type("wrong day\uE007").await("Retrying");

    assertEquals(List.of("cancel orders-sync/20260303T021000Z: wrong day"), demo.wishes);
  }

  @Test
  void hostileWordsAreShownAsWords() {
    var run = demo.played().run(Played.job("hostile", 1, Duration.ZERO), Demo.NOW.minusSeconds(60));
    run.starts(Duration.ofSeconds(5))
        .stops(Duration.ofSeconds(5), OptionalInt.of(1), HOSTILE, HOSTILE);
    demo.with(run.task(), HOSTILE);

    for (var path : List.of("/", "/runs", "/jobs/hostile", "/runs/" + run.id())) {
      at(path).await("hostile");
      assertEquals("0", browser.run("return document.querySelectorAll('img').length").toString());
    }
    browser.await(HOSTILE);
    assertEquals("1", browser.run("return document.scripts.length").toString());
    assertEquals("", browser.run("return window.hacked").toString());
  }

  /** And what somebody might smuggle in all the same would not run. */
  @Test
  void noOtherScriptRuns() {
    at("/")
        .run(
            "const s = document.createElement('script'); s.textContent = 'window.hacked = 1';"
                + " document.body.append(s)");

    assertEquals("", browser.run("return window.hacked").toString());
    assertTrue(browser.complaints().toString().contains("Content Security Policy"));
  }

  @Test
  void tenThousandRunsMakeNoLongPage() {
    var job = Played.job("orders-sync", 3, Duration.ofMinutes(1));
    for (int i = 1; i <= 10_000; i++) {
      var time = Demo.NOW.minus(Duration.ofMinutes(2000 + 5L * i)).plusSeconds(7);
      demo.played().run(job, time).starts(Duration.ofSeconds(9)).exits(Duration.ofSeconds(20), 0);
    }

    for (var path : List.of("/", "/runs?hours=168", "/jobs/orders-sync")) {
      at(path).await("orders-sync");
      int elements =
          Integer.parseInt(browser.run("return document.querySelectorAll('*').length").toString());
      assertTrue(elements < 5000, path + " has " + elements + " elements");
    }
    browser.click(".pages a").await("Older runs").await("Latest");
    assertEquals(
        "50", browser.run("return document.querySelectorAll('.runs tbody tr').length").toString());
  }

  @ParameterizedTest
  @ValueSource(strings = {"/", "/runs", "/next", "/jobs/orders-sync", FAILED})
  void aPhoneShowsItAllWithoutScrollingSideways(String path) {
    browser.screen(360, 740, "dark");
    at(path);

    assertEquals("360", browser.run("return document.documentElement.scrollWidth").toString());
    assertEquals(
        "[]",
        browser
            .run(
                "return [...document.querySelectorAll('td, dd, h1, h3')].filter(e => e.scrollWidth"
                    + " > e.clientWidth + 1 && e.clientWidth).map(e => e.outerHTML)")
            .toString());
  }

  @ParameterizedTest
  @CsvSource({
    "light, /",
    "dark, /",
    "light, " + FAILED,
    "dark, " + FAILED,
    "light, /runs",
    "dark, /runs"
  })
  void allTextCanBeRead(String scheme, String path) {
    browser.screen(1280, 900, scheme);
    at(path);

    assertEquals("[]", browser.run(CONTRAST).toString());
  }

  /** What has less than WCAG's 4.5 : 1. */
  private static final String CONTRAST =
      """
      const channel = c => (c /= 255) <= 0.03928 ? c / 12.92 : ((c + 0.055) / 1.055) ** 2.4;
      const parts = text => text.match(/[\\d.]+/g).map(Number);
      const light = ([r, g, b]) => 0.2126 * channel(r) + 0.7152 * channel(g) + 0.0722 * channel(b);
      const behind = e => {
        for (; e; e = e.parentElement) {
          const colour = getComputedStyle(e).backgroundColor;
          if (colour.startsWith('rgb(')) return parts(colour);
        }
        return [255, 255, 255];
      };
      const found = new Set();
      const texts = document.createTreeWalker(document.body, NodeFilter.SHOW_TEXT);
      while (texts.nextNode()) {
        const e = texts.currentNode.parentElement;
        if (!texts.currentNode.textContent.trim() || !e.checkVisibility() || e.closest('script, svg, .unseen')) continue;
        const [a, b] = [light(parts(getComputedStyle(e).color)), light(behind(e))];
        const ratio = (Math.max(a, b) + 0.05) / (Math.min(a, b) + 0.05);
        if (ratio < 4.5) found.add(`${ratio.toFixed(2)} ${e.tagName}.${e.className}: ${texts.currentNode.textContent}`);
      }
      return [...found];
      """;

  @Test
  void theScreenshotsAreOfThisPage() throws IOException {
    keep("jobs", "/", 1200, 900, "light");
    keep("run", FAILED, 1200, 1000, "dark");
    keep("runs", "/runs?hours=6", 1200, 620, "light");
    keep("phone", "/", 360, 740, "dark");
  }

  private void keep(String name, String path, int width, int height, String scheme)
      throws IOException {
    browser.screen(width, height, scheme);
    at(path).await("live");
    var picture = browser.picture();
    assertTrue(picture.length > 10_000, "a picture of something");
    if (Boolean.getBoolean("update")) {
      Files.createDirectories(IMAGES);
      Files.write(IMAGES.resolve(name + ".png"), picture);
    }
    assertFalse(browser.text().contains("could not be done"));
  }
}
