package dev.ecsjobs.local.packaged;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import dev.ecsjobs.aws.Json;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;

/**
 * Lambda's side of its Runtime API: gives events to one function, one at a time, and takes what
 * becomes of them. A function that has no answer when its time is over is cut off.
 */
public final class StubRuntimeApi implements AutoCloseable {
  /** What the function says of an event, or of its own start. */
  public sealed interface Answer {
    record Response(String body) implements Answer {}

    record Failure(String type, String message) implements Answer {}
  }

  private record Invocation(
      String requestId, String event, Duration timeout, CompletableFuture<Answer> answer) {}

  private static final String PATH = "/2018-06-01/runtime/";

  private final BlockingQueue<Invocation> waiting = new LinkedBlockingQueue<>();
  private final Map<String, Invocation> underWay = new ConcurrentHashMap<>();
  private final CompletableFuture<Answer.Failure> initError = new CompletableFuture<>();
  private final CompletableFuture<Void> ready = new CompletableFuture<>();
  private final ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor();
  private final HttpServer server;
  private final String arn;

  public StubRuntimeApi(String function) {
    arn = "arn:aws:lambda:us-east-1:000000000000:function:" + function + ":live";
    try {
      server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    server.setExecutor(threads);
    server.createContext(PATH, this::handle);
    server.start();
  }

  /** As {@code AWS_LAMBDA_RUNTIME_API} has it. */
  public String address() {
    return server.getAddress().getHostString() + ":" + server.getAddress().getPort();
  }

  /** Gives the event as soon as the function asks for the next one. */
  public CompletableFuture<Answer> invoke(String requestId, String event, Duration timeout) {
    var invocation = new Invocation(requestId, event, timeout, new CompletableFuture<>());
    waiting.add(invocation);
    return invocation.answer();
  }

  /** The function has started, and asks for its first event. */
  public CompletableFuture<Void> ready() {
    return ready;
  }

  /** What the function says when it cannot even start. */
  public CompletableFuture<Answer.Failure> initError() {
    return initError;
  }

  private void handle(HttpExchange exchange) throws IOException {
    try (exchange) {
      var body = new String(exchange.getRequestBody().readAllBytes(), UTF_8);
      var path = exchange.getRequestURI().getPath().substring(PATH.length()).split("/", -1);
      switch (String.join("/", path[0], path[path.length - 1])) {
        case "invocation/next" -> {
          ready.complete(null);
          next(exchange);
        }
        case "invocation/response" -> ended(path[1], new Answer.Response(body), exchange);
        case "invocation/error" -> ended(path[1], failure(body), exchange);
        case "init/error" -> {
          initError.complete(failure(body));
          exchange.sendResponseHeaders(202, -1);
        }
        default -> exchange.sendResponseHeaders(404, -1);
      }
    }
  }

  private void next(HttpExchange exchange) throws IOException {
    try {
      var invocation = waiting.take();
      underWay.put(invocation.requestId(), invocation);
      var deadline = Instant.now().plus(invocation.timeout());
      invocation.answer().orTimeout(invocation.timeout().toMillis(), TimeUnit.MILLISECONDS);
      var headers = exchange.getResponseHeaders();
      headers.set(
          "Content-Type", "application/json"); // without it the client's native part crashes
      headers.set("Lambda-Runtime-Aws-Request-Id", invocation.requestId());
      headers.set("Lambda-Runtime-Deadline-Ms", Long.toString(deadline.toEpochMilli()));
      headers.set("Lambda-Runtime-Invoked-Function-Arn", arn);
      headers.set("Lambda-Runtime-Trace-Id", "Root=1-5bef4de7-ad49b0e87f6ef6c87fc2e700;Sampled=0");
      var event = invocation.event().getBytes(UTF_8);
      exchange.sendResponseHeaders(200, event.length);
      exchange.getResponseBody().write(event);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt(); // nothing more will come
    }
  }

  private void ended(String requestId, Answer answer, HttpExchange exchange) throws IOException {
    var invocation = Optional.ofNullable(underWay.remove(requestId));
    invocation.ifPresent(i -> i.answer().complete(answer));
    exchange.sendResponseHeaders(invocation.isPresent() ? 202 : 400, -1);
  }

  private static Answer.Failure failure(String body) {
    var error = Json.readObject(body);
    return new Answer.Failure(
        String.valueOf(error.get("errorType")), String.valueOf(error.get("errorMessage")));
  }

  @Override
  public void close() {
    threads.shutdownNow();
    server.stop(0);
  }
}
