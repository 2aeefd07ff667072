package dev.ecsjobs.local.wire;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.net.InetAddress;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Who gets in gets the answer of one who does not know what he wants, all others a refusal. */
class GateTest {
  private static final Map<String, String> UNKNOWN = Map.of("X-Amz-Target", "Unknown.Action");
  private static final int LET_IN = 400;
  private static final int REFUSED = 403;

  private Endpoint endpoint;

  @BeforeEach
  void open() {
    endpoint = Open.endpoint(new Served(), Optional::empty);
  }

  @AfterEach
  void close() {
    endpoint.close();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "localhost:4566",
        "localhost",
        "LocalHost:1",
        "127.0.0.1:4566",
        "host.docker.internal:4566"
      })
  void itsOwnNamesLetIn(String host) {
    assertEquals(LET_IN, status(Map.of("Host", host)));
  }

  /** DNS rebinding: the page's own name is made to mean this machine, yet the browser says it. */
  @ParameterizedTest
  @ValueSource(
      strings = {"evil.example:4566", "localhost.evil.example", "127.0.0.1.evil.example:80", ""})
  void anyOtherNameDoesNot(String host) {
    assertEquals(REFUSED, status(Map.of("Host", host)));
  }

  @Test
  void aBrowserThatAsksForAnotherPageIsNotAllowedAnything() {
    var asked =
        send(
            "OPTIONS",
            Map.of(
                "Origin",
                "https://evil.example",
                "Access-Control-Request-Method",
                "POST",
                "Access-Control-Request-Headers",
                "x-amz-target"));

    assertEquals(405, asked.status());
    assertFalse(
        asked.headers().keySet().stream().anyMatch(name -> name.startsWith("access-control")),
        asked::toString);
  }

  /** What a page may send without asking: a form, or text. */
  @ParameterizedTest
  @ValueSource(strings = {"text/plain", "application/x-www-form-urlencoded"})
  void aRequestThatAnyPageMaySendReachesNoService(String type) {
    var answer =
        Raw.post(
            endpoint.address().getPort(),
            Map.of("Origin", "https://evil.example", "Content-Type", type),
            "{\"X-Amz-Target\": \"AmazonEC2ContainerServiceV20141113.RunTask\"}");

    assertEquals("UnknownOperationException", answer.type());
    assertEquals("The request has no X-Amz-Target. " + Target.SERVED, answer.message());
  }

  @ParameterizedTest
  @ValueSource(strings = {"GET", "HEAD", "PUT", "DELETE"})
  void onlyPostIsAnswered(String method) {
    assertEquals(405, send(method, UNKNOWN).status());
  }

  @Test
  void aBodyThatNoServiceTakesIsNotRead() {
    var port = endpoint.address().getPort();

    assertEquals(LET_IN, Raw.post(port, UNKNOWN, "x".repeat(16 * 1024 * 1024)).status());
    assertEquals(413, Raw.post(port, UNKNOWN, "x".repeat(Gate.LONGEST_BODY + 1)).status());
  }

  @ParameterizedTest
  @CsvSource({
    "172.17.0.1,   16, 172.17.255.9, true",
    "172.17.0.1,   16, 172.17.0.1,   true",
    "172.17.0.1,   16, 172.18.0.2,   false",
    "172.17.0.1,   16, 192.168.1.7,  false",
    "192.168.64.1, 20, 192.168.79.1, true",
    "192.168.64.1, 20, 192.168.80.1, false",
    "172.17.0.1,   16, ::1,          false",
    "172.17.0.1,   16, ac11::1,      false"
  })
  void aBridgeReachesItsOwnNetwork(String own, int prefix, String other, boolean reaches) {
    var bridge = new Bridge(InetAddress.ofLiteral(own), prefix);

    assertEquals(reaches, bridge.reaches(InetAddress.ofLiteral(other)));
  }

  @Test
  void theBridgesAddressIsAHostOnTheBridge() {
    var address = InetAddress.ofLiteral("172.17.0.1");
    var gate = Gate.at(address, _ -> true);

    assertTrue(gate.hosts().contains("172.17.0.1"));
    assertTrue(gate.hosts().contains("host.docker.internal"));
    assertFalse(gate.hosts().contains("localhost"));
  }

  private int status(Map<String, String> headers) {
    return send("POST", headers).status();
  }

  private Raw send(String method, Map<String, String> headers) {
    var all = new HashMap<>(UNKNOWN);
    all.putAll(headers);
    return Raw.send("127.0.0.1", endpoint.address().getPort(), method, all, "");
  }
}
