package dev.ecsjobs.local.engine;

import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import com.sun.net.httpserver.HttpServer;
import dev.ecsjobs.history.Letter;
import dev.ecsjobs.local.dynamodb.DynamoDbLocal;
import dev.ecsjobs.local.ecs.ContainerEngine;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.InstantSource;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CopyOnWriteArrayList;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.api.parallel.ResourceLock;

/** What somebody reads at 3 a.m. is what the page shows: each letter comes of a real failure. */
@ResourceLock("containers")
class LettersTest {
  private static final Path PAGE = Path.of("..", "docs", "history.md");

  private static final String HUNGRY =
      "echo 'reading all orders into memory'\n"
          + "{ head -c 600000000 /dev/zero && sleep 60; } | tail >/dev/null";

  @TempDir Path folder;
  private final List<Letter> letters = new CopyOnWriteArrayList<>();

  /** A registry of our own has no such image; that needs no network. */
  @Test
  void anImageThatDoesNotExist() throws IOException {
    var engine = ContainerEngine.here();
    assumeTrue(engine.isPresent(), "No container engine answers `docker info` here.");
    var registry = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
    registry.createContext("/v2/", LettersTest::answer);
    registry.start();
    try {
      int port = registry.getAddress().getPort();
      var template =
          TestTemplate.quiet()
              .withJob("invoices", "{}", "true")
              .replacing("Image: busybox\n", "Image: localhost:" + port + "/invoices:2026-03\n");
      isOnThePage(template, "invoices", engine);
    } finally {
      registry.stop(0);
    }
  }

  private static void answer(com.sun.net.httpserver.HttpExchange exchange) throws IOException {
    boolean isThere = exchange.getRequestURI().getPath().equals("/v2/");
    var body =
        "{\"errors\": [{\"code\": \"MANIFEST_UNKNOWN\", \"message\": \"manifest unknown\"}]}"
            .getBytes(StandardCharsets.UTF_8);
    exchange.getResponseHeaders().add("Content-Type", "application/json");
    exchange.sendResponseHeaders(isThere ? 200 : 404, body.length);
    try (var out = exchange.getResponseBody()) {
      out.write(body);
    }
  }

  @Test
  void moreMemoryThanThereIs() throws IOException {
    var template = TestTemplate.quiet().withJob("orders", "{\"maxAttempts\": 1}", HUNGRY);
    isOnThePage(template, "orders", Optional.empty());
  }

  @Test
  void aTimeLimit() throws IOException {
    isOnThePage(TestTemplate.quiet(), "hangs", Optional.empty());
  }

  private void isOnThePage(TestTemplate template, String name, Optional<ContainerEngine> containers)
      throws IOException {
    var catalog = template.catalog(folder);
    var data = new DataFolder(folder);
    var dynamo = DynamoDbLocal.on(data.database());
    try (var engine =
        LocalEngine.start(catalog, data, dynamo, InstantSource.system(), this::watch, containers)) {
      var job = catalog.job(name).orElseThrow();
      data.inbox().put(job.job().name(), job.source().input(), "request");
      Eventually.holds(
          "the run in the history",
          () -> !engine.records().history().runs(job.job().name(), 1).isEmpty());
      Eventually.holds("a letter", () -> !letters.isEmpty());
    }
    var letter = plain(letters.getFirst().text().replace(folder.toString(), ".ecsjobs"));
    assertTrue(
        plain(Files.readString(PAGE)).contains("```text\n" + letter + "```"),
        () -> "This is not on " + PAGE + ":\n" + letter);
  }

  /** Names and times differ from run to run. */
  private static String plain(String text) {
    return text.replaceAll("\\b[0-9a-f]{32}\\b", "TASK")
        .replaceAll("/[0-9a-f]{16}\\b", "/RUN")
        .replaceAll("\\d{4}-\\d\\d-\\d\\dT[0-9:]+Z", "WHEN")
        .replaceAll("holds \\d+ MiB", "holds MUCH")
        // Each version of Docker has its own words.
        .replaceAll("Error response from daemon: .*", "Error response from daemon: …")
        .replaceAll("localhost:\\d+", "localhost:PORT");
  }

  private void watch(Happening happening) {
    if (happening instanceof Happening.Told told) {
      letters.add(told.letter());
    }
  }
}
