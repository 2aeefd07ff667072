package dev.ecsjobs.bench.cold;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpsConfigurator;
import com.sun.net.httpserver.HttpsServer;
import dev.ecsjobs.aws.Json;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import javax.net.ssl.SSLContext;

/**
 * An AWS service behind TLS that answers at once what a launch or an ending needs to go well.
 *
 * <p>It keeps items while it learns, and afterwards gives each function the same ones again.
 */
final class StubAws implements AutoCloseable {
  private static final String TASK =
      "arn:aws:ecs:us-east-1:111122223333:task/ecsjobs/e92bd83039643b38c6da281f7c3677d4";

  private final ExecutorService threads = Executors.newCachedThreadPool();
  private final Map<String, Object> items = new ConcurrentHashMap<>();
  private final ConcurrentLinkedQueue<String> actions = new ConcurrentLinkedQueue<>();
  private final HttpsServer server;
  private volatile boolean learning;

  StubAws(SSLContext context) throws IOException {
    server = HttpsServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
    server.setHttpsConfigurator(new HttpsConfigurator(context));
    server.setExecutor(threads);
    server.createContext("/", this::handle);
    server.start();
  }

  String address() {
    return "https://127.0.0.1:" + server.getAddress().getPort();
  }

  void learning(boolean learns) {
    learning = learns;
  }

  /** What it was asked for since the last time. */
  List<String> actions() {
    var all = List.copyOf(actions);
    actions.clear();
    return all;
  }

  private void handle(HttpExchange exchange) throws IOException {
    try (exchange) {
      var body = new String(exchange.getRequestBody().readAllBytes(), UTF_8);
      var target = exchange.getRequestHeaders().getFirst("X-Amz-Target");
      var action =
          target == null
              ? exchange.getRequestMethod() + " " + exchange.getRequestURI().getPath()
              : target.substring(target.indexOf('.') + 1);
      actions.add(action);
      var answer = answer(action, body).getBytes(UTF_8);
      exchange.getResponseHeaders().set("Content-Type", "application/x-amz-json-1.0");
      exchange.getResponseHeaders().set("x-amzn-RequestId", "5BEF4DE7AD49B0E87F6EF6C87FC2E700");
      exchange.sendResponseHeaders(200, answer.length);
      exchange.getResponseBody().write(answer);
    }
  }

  private String answer(String action, String body) {
    return switch (action) {
      case "TransactWriteItems" -> {
        for (var part : list(Json.readObject(body).get("TransactItems"))) {
          if (map(part).get("Put") instanceof Map<?, ?> put) {
            keep(put);
          }
        }
        yield "{}";
      }
      case "PutItem" -> {
        keep(Json.readObject(body));
        yield "{}";
      }
      case "GetItem" -> {
        var item = items.get(key(map(Json.readObject(body).get("Key"))));
        yield item == null ? "{}" : Json.write(Map.of("Item", item));
      }
      case "Query" -> "{\"Items\": [], \"Count\": 0, \"ScannedCount\": 0}";
      case "RunTask" ->
          "{\"tasks\": [" + RunTaskAnswer.TASK.formatted(TASK) + "], \"failures\": []}";
      case "PutEvents" -> "{\"FailedEntryCount\": 0, \"Entries\": [{\"EventId\": \"1\"}]}";
      case "GET /schedules" -> "{\"Schedules\": []}";
      default -> "{}";
    };
  }

  private void keep(Map<?, ?> put) {
    if (learning) {
      items.put(key(map(put.get("Item"))), put.get("Item"));
    }
  }

  private static String key(Map<?, ?> item) {
    return item.get("pk") + " " + item.get("sk");
  }

  private static Map<?, ?> map(Object value) {
    return (Map<?, ?>) value;
  }

  private static List<?> list(Object value) {
    return (List<?>) value;
  }

  @Override
  public void close() {
    server.stop(0);
    threads.shutdownNow();
  }
}
