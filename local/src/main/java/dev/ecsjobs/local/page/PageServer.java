package dev.ecsjobs.local.page;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import dev.ecsjobs.Checked;
import dev.ecsjobs.Problem;
import dev.ecsjobs.local.wire.Current;
import dev.ecsjobs.local.wire.Gate;
import java.io.Closeable;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.InstantSource;
import java.time.ZoneId;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;

/** The page's server, on this machine's loopback address: nobody else's machine reaches it. */
public final class PageServer implements Closeable {
  public static final int PORT = 8080;

  private static final InetAddress LOOPBACK = InetAddress.ofLiteral("127.0.0.1");
  private static final int BACKLOG = 0; // the system's own

  private final ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor();
  private final Gate gate = Gate.onThisMachine();
  private final HttpServer server;
  private final Current<Desk> current;
  private final Token token;
  private final Views views;

  private PageServer(HttpServer server, Current<Desk> current, InstantSource clock, ZoneId zone) {
    this.server = server;
    this.current = current;
    this.token = Token.forPort(server.getAddress().getPort());
    this.views = new Views(clock, zone, token);
    server.setExecutor(threads);
    server.createContext("/", this::handle);
    server.start();
  }

  /**
   * Opens the port.
   *
   * @param port 0 for any that is free
   * @param current what to show, which may change
   * @param zone of whoever looks
   */
  public static Checked<PageServer> open(
      int port, Current<Desk> current, InstantSource clock, ZoneId zone) {
    try {
      var server = HttpServer.create(new InetSocketAddress(LOOPBACK, port), BACKLOG);
      return Checked.valid(new PageServer(server, current, clock, zone));
    } catch (IOException e) {
      return Checked.invalid(
          new Problem(
              LOOPBACK.getHostAddress() + ":" + port,
              "the port cannot be had (%s), so there is no page".formatted(e.getMessage()),
              "Give another with --port"));
    }
  }

  public URI address() {
    return URI.create("http://127.0.0.1:" + server.getAddress().getPort());
  }

  private void handle(HttpExchange exchange) throws IOException {
    try (exchange) {
      var reply = reply(exchange);
      var headers = exchange.getResponseHeaders();
      reply.headers().forEach(headers::set);
      headers.set("Cache-Control", "no-store");
      headers.set("X-Content-Type-Options", "nosniff");
      // Not no-referrer: with that a browser would not say where our own forms come from.
      headers.set("Referrer-Policy", "same-origin");
      headers.set("Set-Cookie", token.setCookie());
      byte[] body = reply.body().getBytes(StandardCharsets.UTF_8);
      boolean isSilent = body.length == 0 || exchange.getRequestMethod().equals("HEAD");
      exchange.sendResponseHeaders(reply.status(), isSilent ? -1 : body.length);
      if (!isSilent) {
        exchange.getResponseBody().write(body);
      }
    }
  }

  private Reply reply(HttpExchange exchange) {
    var refusal = gate.whyNot(exchange);
    if (refusal.isPresent()) {
      return Reply.text(403, refusal.get());
    }
    try {
      return current
          .ask(desk -> reply(exchange, desk))
          .orElseGet(() -> Reply.text(503, "ecsjobs is starting or ending; try again."));
    } catch (InterruptedException _) {
      Thread.currentThread().interrupt();
      return Reply.text(503, "ecsjobs is ending.");
    }
  }

  private Reply reply(HttpExchange exchange, Desk desk) {
    try {
      return switch (exchange.getRequestMethod()) {
        case "GET", "HEAD" -> shown(exchange.getRequestURI(), desk);
        case "POST" -> new Wishes(token).taken(exchange, desk);
        default -> Reply.text(405, "The page knows GET and POST.");
      };
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    } catch (RuntimeException e) { // told, and the next look tries again
      return views.words(500, "This could not be done", String.valueOf(e.getMessage()), desk);
    }
  }

  private Reply shown(URI uri, Desk desk) {
    return Way.from(uri.getPath())
        .map(target -> views.shown(target, Query.parse(uri.getRawQuery()), desk))
        .orElseGet(
            () ->
                views.words(
                    404, "Nothing here", "There is nothing at " + uri.getPath() + ".", desk));
  }

  @Override
  public void close() {
    threads.shutdownNow();
    server.stop(0);
  }
}
