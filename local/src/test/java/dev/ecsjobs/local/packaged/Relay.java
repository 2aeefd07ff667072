package dev.ecsjobs.local.packaged;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import dev.ecsjobs.aws.Json;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse.BodyHandlers;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;

/**
 * Stands between the packaged functions and the endpoint that plays AWS: remembers what was asked,
 * and keeps from them the answers that a test wants lost.
 */
final class Relay implements AutoCloseable {
  private record Call(String action, Map<String, Object> request) {}

  private final HttpClient client =
      HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();
  private final ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor();
  private final CountDownLatch closing = new CountDownLatch(1);
  private final List<Call> calls = new CopyOnWriteArrayList<>();
  private final URI to;
  private volatile Set<String> unanswered;
  private final HttpServer server;

  /**
   * @param unanswered the actions, such as {@code RunTask}, that get no answer, ever
   */
  Relay(URI to, Set<String> unanswered) {
    this.to = to;
    this.unanswered = unanswered;
    try {
      server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    server.setExecutor(threads);
    server.createContext("/", this::handle);
    server.start();
  }

  String address() {
    return "http://127.0.0.1:" + server.getAddress().getPort();
  }

  /** What was asked for by this action so far. */
  List<Map<String, Object>> requests(String action) {
    return calls.stream().filter(call -> call.action().equals(action)).map(Call::request).toList();
  }

  void answerEverythingFromNowOn() {
    unanswered = Set.of();
  }

  private void handle(HttpExchange exchange) throws IOException {
    try (exchange) {
      var action = action(exchange);
      var body = exchange.getRequestBody().readAllBytes();
      calls.add(
          new Call(action, body.length == 0 ? Map.of() : Json.readObject(new String(body, UTF_8))));
      if (unanswered.contains(action)) {
        closing.await();
      } else {
        passOn(exchange, body);
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt(); // nobody waits for the answer any more
    }
  }

  /** By its header, or, as EventBridge Scheduler's have none, by its method and path. */
  private static String action(HttpExchange exchange) {
    var target = exchange.getRequestHeaders().getFirst("X-Amz-Target");
    return target == null
        ? exchange.getRequestMethod() + " " + exchange.getRequestURI().getPath()
        : target.substring(target.indexOf('.') + 1);
  }

  private void passOn(HttpExchange exchange, byte[] body) throws IOException, InterruptedException {
    var request =
        HttpRequest.newBuilder(to.resolve(exchange.getRequestURI()))
            .method(exchange.getRequestMethod(), BodyPublishers.ofByteArray(body));
    for (var name : List.of("X-Amz-Target", "X-Amz-Date", "Authorization", "Content-Type")) {
      exchange
          .getRequestHeaders()
          .getOrDefault(name, List.of())
          .forEach(v -> request.header(name, v));
    }
    var answer = client.send(request.build(), BodyHandlers.ofByteArray());
    var type = answer.headers().firstValue("Content-Type").orElseThrow();
    exchange.getResponseHeaders().set("Content-Type", type);
    exchange.sendResponseHeaders(answer.statusCode(), answer.body().length);
    exchange.getResponseBody().write(answer.body());
  }

  @Override
  public void close() {
    closing.countDown();
    threads.shutdownNow();
    server.stop(0);
    client.shutdownNow();
  }
}
