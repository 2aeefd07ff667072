package dev.ecsjobs.local.wire;

import com.sun.net.httpserver.HttpServer;
import dev.ecsjobs.Checked;
import dev.ecsjobs.Problem;
import java.io.Closeable;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.function.Consumer;
import java.util.function.Supplier;

/**
 * Where the AWS CLI and the SDKs reach what of AWS is on this machine: one port, on loopback and,
 * once there is one, on the bridge of the container engine.
 */
public final class Endpoint implements Closeable {
  /** The port that emulators of AWS have, and that {@code env.json} names. */
  public static final int PORT = 4566;

  private static final InetAddress LOOPBACK = InetAddress.ofLiteral("127.0.0.1");
  private static final Duration LOOK_FOR_BRIDGE_EVERY = Duration.ofSeconds(2);
  private static final int BACKLOG = 0; // the system's own

  private final Served served;
  private final ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor();
  private final DynamoDb dynamoDb = new DynamoDb(threads);
  private final List<HttpServer> servers = new CopyOnWriteArrayList<>();

  private Endpoint(Served served) {
    this.served = served;
  }

  /**
   * Opens the port; the problem is one that the rest can live with.
   *
   * @param port 0 for any that is free
   * @param notes gets a sentence about what is found later
   */
  public static Checked<Endpoint> open(int port, Served served, Consumer<String> notes) {
    return open(port, served, Bridge::here, notes);
  }

  static Checked<Endpoint> open(
      int port, Served served, Supplier<Optional<Bridge>> bridge, Consumer<String> notes) {
    var endpoint = new Endpoint(served);
    try {
      endpoint.listen(port, Gate.at(LOOPBACK, InetAddress::isLoopbackAddress), LOOPBACK);
    } catch (IOException e) {
      endpoint.close();
      return Checked.invalid(
          cannotHave(LOOPBACK, port, "neither the AWS CLI nor sam local reaches this stack", e));
    }
    endpoint.threads.execute(() -> endpoint.awaitBridge(bridge, notes));
    return Checked.valid(endpoint);
  }

  public URI address() {
    return URI.create("http://127.0.0.1:" + port());
  }

  /** What {@code env.json} tells functions in containers. */
  public URI addressInContainers() {
    return URI.create("http://" + Gate.IN_CONTAINERS + ":" + port());
  }

  private int port() {
    return servers.getFirst().getAddress().getPort();
  }

  private synchronized void listen(int port, Gate gate, InetAddress address) throws IOException {
    if (threads.isShutdown()) {
      return;
    }
    var server = HttpServer.create(new InetSocketAddress(address, port), BACKLOG);
    server.setExecutor(threads);
    server.createContext("/", new Requests(gate, served, dynamoDb));
    server.start();
    servers.add(server);
  }

  /** The container engine may be started at any time. */
  private void awaitBridge(Supplier<Optional<Bridge>> bridge, Consumer<String> notes) {
    try {
      var found = bridge.get();
      while (found.isEmpty()) {
        Thread.sleep(LOOK_FOR_BRIDGE_EVERY);
        found = bridge.get();
      }
      listenOn(found.get(), notes);
    } catch (InterruptedException _) {
      Thread.currentThread().interrupt(); // closing
    }
  }

  private void listenOn(Bridge bridge, Consumer<String> notes) {
    var address = bridge.address();
    try {
      listen(port(), Gate.at(address, bridge::reaches), address);
    } catch (IOException e) {
      notes.accept(
          cannotHave(address, port(), "containers cannot reach the AWS endpoint", e).toString());
    }
  }

  private static Problem cannotHave(
      InetAddress address, int port, String consequence, IOException e) {
    return new Problem(
        address.getHostAddress() + ":" + port,
        "the port cannot be had (%s), so %s".formatted(e.getMessage(), consequence),
        "Give another with --endpoint-port");
  }

  @Override
  public synchronized void close() {
    threads.shutdownNow();
    servers.forEach(server -> server.stop(0));
    dynamoDb.close();
  }
}
