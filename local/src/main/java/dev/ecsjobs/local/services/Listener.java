package dev.ecsjobs.local.services;

import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;

/** A port of this machine whose connections go to the targets, one after the other. */
final class Listener implements AutoCloseable {
  private static final int BACKLOG = 128;
  private static final Duration PATIENCE = Duration.ofSeconds(1);
  private static final Duration PAUSE = Duration.ofMillis(50);
  private static final int ROUNDS = 100;

  private final ServerSocket server;
  private final AtomicInteger turn = new AtomicInteger();
  private volatile List<InetSocketAddress> targets = List.of();

  private Listener(ServerSocket server) {
    this.server = server;
  }

  /** On loopback only; port 0 is any free one. */
  static Listener open(int port) throws IOException {
    var address = new InetSocketAddress(InetAddress.getLoopbackAddress(), port);
    var server = new ServerSocket();
    server.setReuseAddress(true);
    try {
      server.bind(address, BACKLOG);
    } catch (IOException e) {
      server.close();
      throw new IOException(address + " cannot be listened on: " + e.getMessage(), e);
    }
    var listener = new Listener(server);
    Thread.ofPlatform().daemon().name("listener-" + server.getLocalPort()).start(listener::accept);
    return listener;
  }

  int port() {
    return server.getLocalPort();
  }

  List<InetSocketAddress> targets() {
    return targets;
  }

  /** For connections from now on; those there are stay where they are. */
  void forwardTo(List<InetSocketAddress> others) {
    targets = List.copyOf(others);
  }

  private void accept() {
    while (!server.isClosed()) {
      try {
        var client = server.accept();
        Thread.ofVirtual().start(() -> forward(client));
      } catch (IOException _) {
        // Closed, or one client that went away: the next one may do better.
      }
    }
  }

  private void forward(Socket client) {
    try (client;
        var target = connected()) {
      var back = Thread.ofVirtual().start(() -> copy(target, client));
      copy(client, target);
      back.join();
    } catch (IOException _) {
      // No target: the client's connection ends.
    } catch (InterruptedException _) {
      Thread.currentThread().interrupt();
    }
  }

  /** The next target that takes a connection: one that died a moment ago is passed over. */
  private Socket connected() throws IOException, InterruptedException {
    for (var round = 0; round < ROUNDS; round++) {
      var all = targets;
      for (var i = 0; i < all.size(); i++) {
        var target = new Socket();
        try {
          target.connect(
              all.get(Math.floorMod(turn.getAndIncrement(), all.size())),
              (int) PATIENCE.toMillis());
          return target;
        } catch (IOException _) {
          target.close();
        }
      }
      Thread.sleep(PAUSE);
    }
    throw new IOException("no target takes connections");
  }

  private static void copy(Socket from, Socket to) {
    try {
      from.getInputStream().transferTo(to.getOutputStream());
      to.shutdownOutput();
    } catch (IOException _) {
      close(from); // one side is gone, so both are
      close(to);
    }
  }

  private static void close(Socket socket) {
    try {
      socket.close();
    } catch (IOException _) {
      // It is closed for us either way.
    }
  }

  @Override
  public void close() throws IOException {
    server.close();
  }
}
