package dev.ecsjobs.local.dynamodb;

import java.lang.reflect.InvocationTargetException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.FutureTask;

/**
 * The HTTP server of DynamoDB Local, reached by reflection because its classes are not ours.
 *
 * <p>Assembled from its parts, not by its own {@code ServerRunner}: that one listens on all
 * addresses, cannot choose a free port, prints a banner, and sets up telemetry.
 */
final class ForeignServer implements AutoCloseable {
  private static final String PACKAGE = "com.amazonaws.services.dynamodbv2.local.server.";
  private static final String JETTY = "org.eclipse.jetty.server.";

  private final Object jetty;
  private final Object handler;
  private final ThreadGroup threads;

  private ForeignServer(Object jetty, Object handler, ThreadGroup threads) {
    this.threads = threads;
    this.jetty = jetty;
    this.handler = handler;
  }

  /** Starts on a free loopback port; with no folder, in memory. */
  static ForeignServer start(Optional<Path> folder) {
    ThreadGroup threads = new ThreadGroup("dynamodb-local");
    FutureTask<ForeignServer> started =
        new FutureTask<>(
            () -> {
              // Its threads inherit the class loader, which its ServiceLoaders search, and the
              // group.
              Thread.currentThread().setContextClassLoader(ForeignJars.loader());
              ForeignServer server = assemble(ForeignJars.loader(), folder, threads);
              call(server.jetty, "start");
              return server;
            });
    new Thread(threads, started, "dynamodb-local").start();
    try {
      return started.get();
    } catch (ExecutionException e) {
      throw failed("DynamoDB Local does not start", e.getCause());
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException("Interrupted while DynamoDB Local was starting", e);
    }
  }

  URI endpoint() {
    try {
      Object connector = ((Object[]) call(jetty, "getConnectors"))[0];
      return URI.create("http://127.0.0.1:" + call(connector, "getLocalPort"));
    } catch (ReflectiveOperationException e) {
      throw failed("DynamoDB Local has no port", e);
    }
  }

  @Override
  public void close() {
    try {
      call(jetty, "stop");
      call(handler, "close");
    } catch (ReflectiveOperationException e) {
      throw failed("DynamoDB Local does not stop", e);
    }
    endThreads();
  }

  // Its database thread was only asked to end: the files are free when it has. Another one sleeps
  // for hours and would keep the process from ending.
  private void endThreads() {
    Thread[] left = new Thread[threads.activeCount() + 10];
    int count = threads.enumerate(left);
    try {
      for (int i = 0; i < count; i++) {
        if (left[i].getName().startsWith("SQLiteQueue")) {
          left[i].join(Duration.ofSeconds(10));
        } else {
          left[i].interrupt();
        }
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  private static ForeignServer assemble(
      ClassLoader loader, Optional<Path> folder, ThreadGroup threads)
      throws ReflectiveOperationException {
    Object requests =
        loader
            .loadClass(PACKAGE + "LocalDynamoDBRequestHandler")
            .getConstructor(int.class, boolean.class, String.class, boolean.class, boolean.class)
            .newInstance(0, folder.isEmpty(), folder.map(Path::toString).orElse(null), true, false);
    Object handler =
        loader
            .loadClass(PACKAGE + "LocalDynamoDBServerHandler")
            .getConstructor(loader.loadClass(PACKAGE + "DynamoDBRequestHandler"), String.class)
            .newInstance(requests, null);

    InetAddress loopback = InetAddress.ofLiteral("127.0.0.1");
    Class<?> jettyClass = loader.loadClass(JETTY + "Server");
    Object jetty =
        jettyClass
            .getConstructor(InetSocketAddress.class)
            .newInstance(new InetSocketAddress(loopback, 0));
    Object pool = call(jetty, "getThreadPool");
    pool.getClass().getMethod("setDaemon", boolean.class).invoke(pool, true);
    jettyClass.getMethod("setHandler", loader.loadClass(JETTY + "Handler")).invoke(jetty, handler);
    return new ForeignServer(jetty, handler, threads);
  }

  private static Object call(Object target, String method) throws ReflectiveOperationException {
    return target.getClass().getMethod(method).invoke(target);
  }

  private static IllegalStateException failed(String what, Throwable e) {
    boolean wraps =
        e instanceof InvocationTargetException || e instanceof ExceptionInInitializerError;
    Throwable cause = wraps ? e.getCause() : e;
    return new IllegalStateException(what + ": " + cause.getMessage(), cause);
  }
}
