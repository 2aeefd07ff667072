package dev.ecsjobs.aws;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import dev.ecsjobs.Document;
import dev.ecsjobs.history.Letter;
import dev.ecsjobs.history.Message;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import software.amazon.awssdk.auth.credentials.AwsBasicCredentials;
import software.amazon.awssdk.auth.credentials.StaticCredentialsProvider;

/** The calls as they go over the wire, and what becomes of the answers. */
class AwsMessengerTest {
  private record Call(String target, String type, String authorization, String body) {}

  private static final Message FAILED =
      new Message(
          "Job Run Failed",
          Instant.parse("2026-03-01T01:03:00Z"),
          new Document().put("what", "A \"quoted\" § line.").put("tell", true).fields());

  private final List<Call> calls = new ArrayList<>();
  private HttpServer server;
  private int status = 200;
  private String answer = "{}";
  private SignedCalls signed;

  @BeforeEach
  void listen() throws IOException {
    server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
    server.createContext("/", this::answer);
    server.start();
    signed =
        new SignedCalls(
            new HttpWire(Duration.ofSeconds(5)),
            StaticCredentialsProvider.create(AwsBasicCredentials.create("key", "secret")),
            new Endpoints(
                "eu-central-1",
                Map.of(),
                Optional.of(URI.create("http://127.0.0.1:" + server.getAddress().getPort()))),
            InstantSource.system());
  }

  @AfterEach
  void stop() {
    server.stop(0);
  }

  private void answer(HttpExchange exchange) throws IOException {
    try (exchange) {
      var headers = exchange.getRequestHeaders();
      calls.add(
          new Call(
              headers.getFirst("X-Amz-Target"),
              headers.getFirst("Content-Type"),
              headers.getFirst("Authorization"),
              new String(exchange.getRequestBody().readAllBytes(), StandardCharsets.UTF_8)));
      var bytes = answer.getBytes(StandardCharsets.UTF_8);
      exchange.sendResponseHeaders(status, bytes.length);
      exchange.getResponseBody().write(bytes);
    }
  }

  @Test
  void announcesAnEvent() {
    answer = "{\"FailedEntryCount\": 0, \"Entries\": [{\"EventId\": \"1\"}]}";
    new AwsMessenger(signed, "").announce(FAILED);
    var call = calls.getFirst();
    assertEquals("AWSEvents.PutEvents", call.target());
    assertEquals("application/x-amz-json-1.1", call.type());
    assertTrue(call.authorization().startsWith("AWS4-HMAC-SHA256 Credential=key/"), call::toString);
    assertTrue(call.authorization().contains("/eu-central-1/events/aws4_request"), call::toString);
    var entry = Document.reading(Json.readObject(call.body())).objects("Entries").getFirst();
    assertEquals("ecsjobs", entry.text("Source"));
    assertEquals("Job Run Failed", entry.text("DetailType"));
    assertEquals(1772326980, entry.integer("Time"));
    assertEquals(FAILED.detail(), Json.readObject(entry.text("Detail")));
  }

  /** EventBridge says so with HTTP 200. */
  @Test
  void anEventThatWasNotTakenIsAFailure() {
    answer = "{\"FailedEntryCount\": 1, \"Entries\": [{\"ErrorCode\": \"InternalFailure\"}]}";
    var failure =
        assertThrows(
            IllegalStateException.class, () -> new AwsMessenger(signed, "").announce(FAILED));
    assertTrue(failure.getMessage().contains("InternalFailure"), failure::toString);
  }

  @Test
  void anErrorIsAFailureInAwssWords() {
    status = 400;
    answer = "{\"__type\": \"AccessDeniedException\"}";
    var failure =
        assertThrows(CallRefused.class, () -> new AwsMessenger(signed, "").announce(FAILED));
    assertEquals(
        "AWSEvents.PutEvents was answered with 400: {\"__type\": \"AccessDeniedException\"}",
        failure.getMessage());
  }

  @Test
  void writesToPeopleByTheTopic() {
    answer = "<PublishResponse/>";
    new AwsMessenger(signed, "arn:aws:sns:eu-central-1:111122223333:alarms")
        .deliver(new Letter("a & b failed", "line 1\nline=2"));
    var call = calls.getFirst();
    assertTrue(call.authorization().contains("/sns/aws4_request"), call::toString);
    assertEquals(
        Map.of(
            "Action", "Publish",
            "Version", "2010-03-31",
            "TopicArn", "arn:aws:sns:eu-central-1:111122223333:alarms",
            "Subject", "a & b failed",
            "Message", "line 1\nline=2"),
        form(call.body()));
  }

  private static Map<String, String> form(String body) {
    var fields = new TreeMap<String, String>();
    for (var field : body.split("&", -1)) {
      int equals = field.indexOf('=');
      fields.put(
          field.substring(0, equals),
          URLDecoder.decode(field.substring(equals + 1), StandardCharsets.UTF_8));
    }
    return fields;
  }
}
