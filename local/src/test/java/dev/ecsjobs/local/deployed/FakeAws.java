package dev.ecsjobs.local.deployed;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.Executors;

/**
 * An endpoint that speaks as AWS does: the real clients send to it, a test says what each action is
 * answered with. While it is open, this process's AWS set-up is one that leads to it.
 */
public final class FakeAws implements AutoCloseable {
  /** A call as it came in. */
  public record Call(String path, Map<String, String> query, String body, String target) {
    /** The last part of the path, as it is meant. */
    public String name() {
      return decoded(path.substring(path.lastIndexOf('/') + 1));
    }
  }

  /** What is sent back. */
  public record Reply(int status, Map<String, String> headers, String body) {
    /** The connection breaks before there is an answer. */
    public static final Reply NONE = new Reply(0, Map.of(), "");
  }

  /** Answers the calls of one action. */
  public interface Answer {
    Reply to(Call call) throws IOException, InterruptedException;
  }

  private static final Map<String, String> USERS =
      Map.of(
          "aws.region", "us-east-1",
          "aws.accessKeyId", "local",
          "aws.secretAccessKey", "local");

  private final Map<String, Answer> answers = new ConcurrentHashMap<>();
  private final List<String> actions = new CopyOnWriteArrayList<>();
  private final HttpServer server;

  private FakeAws(HttpServer server) {
    this.server = server;
    server.createContext("/", this::handle);
    server.setExecutor(Executors.newVirtualThreadPerTaskExecutor());
    server.start();
    USERS.forEach(System::setProperty);
    System.setProperty("aws.endpointUrl", endpoint().toString());
  }

  public static FakeAws open() {
    try {
      return new FakeAws(
          HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  public URI endpoint() {
    return URI.create("http://127.0.0.1:" + server.getAddress().getPort());
  }

  /** The same set-up for another process. */
  public Map<String, String> environment() {
    return Map.of(
        "AWS_ENDPOINT_URL", endpoint().toString(),
        "AWS_REGION", "us-east-1",
        "AWS_ACCESS_KEY_ID", "local",
        "AWS_SECRET_ACCESS_KEY", "local");
  }

  /**
   * Says what is answered from now on.
   *
   * @param action as a policy writes it, such as {@code dynamodb:Query}; {@code dynamodb:} for
   *     every other of that service
   */
  public FakeAws answering(String action, Answer answer) {
    answers.put(action, answer);
    return this;
  }

  /** Everything that was called, in order. */
  public List<String> actions() {
    return List.copyOf(actions);
  }

  private void handle(HttpExchange exchange) throws IOException {
    var reply = reply(exchange);
    if (reply.equals(Reply.NONE)) {
      exchange.close();
      return;
    }
    reply.headers().forEach(exchange.getResponseHeaders()::add);
    byte[] body = reply.body().getBytes(StandardCharsets.UTF_8);
    exchange.sendResponseHeaders(reply.status(), body.length == 0 ? -1 : body.length);
    exchange.getResponseBody().write(body);
    exchange.close();
  }

  private Reply reply(HttpExchange exchange) {
    try {
      var uri = exchange.getRequestURI();
      var call =
          new Call(
              uri.getRawPath(),
              fields(uri.getRawQuery()),
              new String(exchange.getRequestBody().readAllBytes(), StandardCharsets.UTF_8),
              exchange.getRequestHeaders().getFirst("X-Amz-Target"));
      String action = action(call);
      actions.add(action);
      String service = action.substring(0, action.indexOf(':') + 1);
      var unknown = (Answer) _ -> Replies.error(action, 400, "UnknownOperationException", "What?");
      return answers.getOrDefault(action, answers.getOrDefault(service, unknown)).to(call);
    } catch (IOException | InterruptedException | RuntimeException e) {
      return new Reply(500, Map.of(), e.toString());
    }
  }

  private static String action(Call call) {
    if (call.target() != null) {
      return "dynamodb:" + call.target().replaceFirst(".*[.]", "");
    }
    if (call.path().startsWith("/2015-03-31/functions/")) {
      return "lambda:InvokeFunction";
    }
    if (call.path().startsWith("/schedules")) {
      return call.path().equals("/schedules") ? "scheduler:ListSchedules" : "scheduler:GetSchedule";
    }
    return "cloudformation:" + fields(call.body()).get("Action");
  }

  static Map<String, String> fields(String form) {
    var fields = new TreeMap<String, String>();
    for (var field : (form == null ? "" : form).split("&", -1)) {
      int equals = field.indexOf('=');
      if (equals > 0) {
        fields.put(field.substring(0, equals), decoded(field.substring(equals + 1)));
      }
    }
    return fields;
  }

  private static String decoded(String text) {
    return URLDecoder.decode(text, StandardCharsets.UTF_8);
  }

  @Override
  public void close() {
    USERS.keySet().forEach(System::clearProperty);
    System.clearProperty("aws.endpointUrl");
    server.stop(0);
  }
}
