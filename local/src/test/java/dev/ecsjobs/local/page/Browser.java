package dev.ecsjobs.local.page;

import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import dev.ecsjobs.Document;
import dev.ecsjobs.aws.Json;
import dev.ecsjobs.local.engine.Eventually;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.ServerSocket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;

/** A real Chromium without a screen, driven over the W3C WebDriver protocol. */
public final class Browser implements AutoCloseable {
  private final HttpClient http = HttpClient.newHttpClient();
  private final Process driver;
  private final URI address;
  private String session = "";

  private Browser(Process driver, int port) {
    this.driver = driver;
    this.address = URI.create("http://127.0.0.1:" + port);
  }

  /** Starts one; where there is none the test is skipped, and that is said. */
  public static Browser start() {
    var driver = onPath("chromedriver");
    var chromium = onPath("chromium", "chromium-browser", "google-chrome");
    boolean isThere = driver.isPresent() && chromium.isPresent();
    if (!isThere) {
      System.out.println(
          "!!! The page is not tested in a browser: install chromium and chromium-driver.");
    }
    assumeTrue(isThere, "no chromium with chromedriver on the PATH");
    try {
      int port = freePort();
      var process =
          new ProcessBuilder(driver.get().toString(), "--port=" + port)
              .redirectErrorStream(true)
              .redirectOutput(ProcessBuilder.Redirect.DISCARD)
              .start();
      var browser = new Browser(process, port);
      browser.open(chromium.get());
      return browser;
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static Optional<Path> onPath(String... names) {
    return Stream.of(System.getenv("PATH").split(":"))
        .flatMap(folder -> Stream.of(names).map(Path.of(folder)::resolve))
        .filter(Files::isExecutable)
        .findFirst();
  }

  private static int freePort() throws IOException {
    try (var socket = new ServerSocket(0)) {
      return socket.getLocalPort();
    }
  }

  private void open(Path chromium) {
    Eventually.holds("chromedriver", () -> isUp());
    var options =
        Map.of(
            "binary",
            chromium.toString(),
            "args",
            List.of(
                "--headless=new",
                "--no-sandbox",
                "--disable-gpu",
                "--disable-dev-shm-usage",
                "--hide-scrollbars"));
    var wanted =
        Map.of("goog:chromeOptions", options, "goog:loggingPrefs", Map.of("browser", "ALL"));
    var answer = call("POST", "/session", Map.of("capabilities", Map.of("alwaysMatch", wanted)));
    session = "/session/" + Document.reading(answer).text("sessionId");
  }

  private boolean isUp() {
    try {
      call("GET", "/status", null);
      return true;
    } catch (UncheckedIOException e) {
      return false;
    }
  }

  /** Loads a page. */
  public Browser go(String url) {
    call("POST", session + "/url", Map.of("url", url));
    return this;
  }

  public String url() {
    return call("GET", session + "/url", null).toString();
  }

  public String title() {
    return call("GET", session + "/title", null).toString();
  }

  /** What a function with that body returns. */
  public Object run(String script) {
    return call("POST", session + "/execute/sync", Map.of("script", script, "args", List.of()));
  }

  /** What can be read on the page. */
  public String text() {
    return run("return document.body.innerText").toString();
  }

  /** Waits until it can be read there, without loading the page anew. */
  public Browser await(String part) {
    try {
      Eventually.holds(part, () -> has(part));
    } finally {
      assertTrue(text().contains(part), () -> "no '" + part + "' on the page:\n" + text());
    }
    return this;
  }

  /** On the way from one page to the next there is none to ask. */
  private boolean has(String part) {
    try {
      return text().contains(part);
    } catch (AssertionError e) {
      return false;
    }
  }

  /** Clicks what the selector finds first. */
  public Browser click(String selector) {
    var found =
        Document.reading(
            call("POST", session + "/element", Map.of("using", "css selector", "value", selector)));
    var element = found.fields().values().iterator().next();
    call("POST", session + "/element/" + element + "/click", Map.of());
    return this;
  }

  /** Types into whatever has the focus. */
  public Browser type(String keys) {
    for (var key : keys.codePoints().mapToObj(Character::toString).toList()) {
      var presses =
          List.of(Map.of("type", "keyDown", "value", key), Map.of("type", "keyUp", "value", key));
      call(
          "POST",
          session + "/actions",
          Map.of("actions", List.of(Map.of("type", "key", "id", "keys", "actions", presses))));
    }
    return this;
  }

  /** As a screen of that size and preference shows it. */
  public Browser screen(int width, int height, String scheme) {
    boolean isPhone = width < 600;
    tools(
        "Emulation.setDeviceMetricsOverride",
        Map.of(
            "width",
            width,
            "height",
            height,
            "deviceScaleFactor",
            isPhone ? 2 : 1,
            "mobile",
            isPhone));
    tools(
        "Emulation.setEmulatedMedia",
        Map.of("features", List.of(Map.of("name", "prefers-color-scheme", "value", scheme))));
    return this;
  }

  /** What is to be seen now, as PNG. */
  public byte[] picture() {
    return Base64.getDecoder().decode(call("GET", session + "/screenshot", null).toString());
  }

  /** What the browser complained of since it was asked last. */
  public List<?> complaints() {
    return ((List<?>) call("POST", session + "/se/log", Map.of("type", "browser")))
        .stream().filter(line -> line.toString().contains("SEVERE")).toList();
  }

  private void tools(String command, Map<String, ?> parameters) {
    call("POST", session + "/goog/cdp/execute", Map.of("cmd", command, "params", parameters));
  }

  private Object call(String method, String path, Map<String, ?> body) {
    var publisher =
        body == null ? BodyPublishers.noBody() : BodyPublishers.ofString(Json.write(body));
    var request = HttpRequest.newBuilder(address.resolve(path)).method(method, publisher).build();
    try {
      var answer =
          Document.reading(Json.readObject(http.send(request, BodyHandlers.ofString()).body()));
      var value = answer.fields().get("value");
      if (value instanceof Map<?, ?> map && map.containsKey("error")) {
        throw new AssertionError(path + ": " + map.get("error") + ": " + map.get("message"));
      }
      return value == null ? "" : value;
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException(e);
    }
  }

  @Override
  public void close() {
    if (!session.isEmpty()) {
      call("DELETE", session, null);
    }
    driver.destroy();
    http.close();
  }
}
