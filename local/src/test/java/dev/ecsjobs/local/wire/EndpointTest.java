package dev.ecsjobs.local.wire;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertThrows;

import dev.ecsjobs.Checked;
import dev.ecsjobs.local.engine.Eventually;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.NetworkInterface;
import java.net.ServerSocket;
import java.net.Socket;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicReference;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;

class EndpointTest {
  /** Linux takes the whole of 127/8 for itself: another address of this machine, as a bridge's. */
  private static final InetAddress ANOTHER = InetAddress.ofLiteral("127.0.0.2");

  private static final Map<String, String> UNKNOWN = Map.of("X-Amz-Target", "Unknown.Action");

  private final List<String> notes = new CopyOnWriteArrayList<>();

  @Test
  void listensOnLoopbackAndNowhereElse() throws IOException {
    try (var endpoint = Open.endpoint(new Served(), Optional::empty)) {
      int port = endpoint.address().getPort();
      var others =
          NetworkInterface.networkInterfaces()
              .flatMap(NetworkInterface::inetAddresses)
              .filter(address -> !address.getHostAddress().equals("127.0.0.1"))
              .toList();

      connect(InetAddress.ofLiteral("127.0.0.1"), port);
      for (var other : others) {
        assertThrows(IOException.class, () -> connect(other, port), other::toString);
      }
    }
  }

  @Test
  void aPortThatIsTakenIsAProblemWithItsFix() throws IOException {
    try (var taken = new ServerSocket(0, 1, InetAddress.ofLiteral("127.0.0.1"))) {
      int port = taken.getLocalPort();

      var problems =
          assertInstanceOf(
                  Checked.Invalid.class,
                  Endpoint.open(port, new Served(), Optional::empty, notes::add))
              .problems();

      assertEquals(
          "[127.0.0.1:%d: the port cannot be had (Address already in use), so neither the AWS CLI nor sam local reaches this stack. Give another with --endpoint-port.]"
              .formatted(port),
          problems.toString());
    }
  }

  @Test
  void aClosedPortIsFree() {
    var endpoint = Open.endpoint(new Served(), Optional::empty);
    int port = endpoint.address().getPort();
    endpoint.close();

    assertThrows(UncheckedIOException.class, () -> Raw.post(port, UNKNOWN, ""));
    switch (Endpoint.open(port, new Served(), Optional::empty, notes::add)) {
      case Checked.Valid<Endpoint>(var again) -> again.close();
      case Checked.Invalid<Endpoint>(var problems) -> throw new AssertionError(problems);
    }
  }

  @Test
  @EnabledOnOs(OS.LINUX)
  void theBridgeIsServedOnceThereIsOne() {
    var bridge = new AtomicReference<Optional<Bridge>>(Optional.empty());
    try (var endpoint = Open.endpoint(new Served(), bridge::get)) {
      int port = endpoint.address().getPort();
      assertThrows(IOException.class, () -> connect(ANOTHER, port));

      bridge.set(Optional.of(new Bridge(ANOTHER, 8)));

      Eventually.holds("the bridge's port", () -> isOpen(ANOTHER, port));
      assertEquals(400, Raw.send("127.0.0.2", port, "POST", UNKNOWN, "").status(), "let in");
    }
  }

  /** A neighbour of this machine can send to the bridge's address, too. */
  @Test
  @EnabledOnOs(OS.LINUX)
  void onTheBridgeItsOwnNetworkIsAnsweredOnly() {
    var bridge = new Bridge(ANOTHER, 32); // the caller is 127.0.0.1
    try (var endpoint = Open.endpoint(new Served(), () -> Optional.of(bridge))) {
      int port = endpoint.address().getPort();
      Eventually.holds("the bridge's port", () -> isOpen(ANOTHER, port));

      var refused = Raw.send("127.0.0.2", port, "POST", UNKNOWN, "");

      assertEquals(403, refused.status());
      assertEquals("127.0.0.1 is no container of this machine.", refused.message());
    }
  }

  @Test
  @EnabledOnOs(OS.LINUX)
  void aBridgeWhosePortIsTakenIsToldAndTheRestGoesOn() throws IOException {
    try (var taken = new ServerSocket(0, 1, ANOTHER)) {
      int port = taken.getLocalPort();
      var opened =
          Endpoint.open(port, new Served(), () -> Optional.of(new Bridge(ANOTHER, 8)), notes::add);
      try (var _ = ((Checked.Valid<Endpoint>) opened).value()) {
        Eventually.holds("a note", () -> !notes.isEmpty());

        assertEquals(400, Raw.post(port, UNKNOWN, "").status());
        assertEquals(
            "127.0.0.2:%d: the port cannot be had (Address already in use), so containers cannot reach the AWS endpoint. Give another with --endpoint-port."
                .formatted(port),
            notes.getFirst());
      }
    }
  }

  private static boolean isOpen(InetAddress address, int port) {
    try {
      connect(address, port);
      return true;
    } catch (IOException _) {
      return false;
    }
  }

  private static void connect(InetAddress address, int port) throws IOException {
    try (var socket = new Socket()) {
      socket.connect(new InetSocketAddress(address, port), 2000);
    }
  }
}
