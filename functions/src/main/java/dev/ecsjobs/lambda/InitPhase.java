package dev.ecsjobs.lambda;

import dev.ecsjobs.Document;
import dev.ecsjobs.aws.HttpWire;
import dev.ecsjobs.aws.Json;
import dev.ecsjobs.engine.Messenger;
import java.io.IOException;
import java.io.OutputStream;
import java.io.PrintStream;
import java.util.Map;
import java.util.function.Consumer;

/**
 * A function's init phase, which has a whole CPU whatever the function's memory is: what the first
 * event needs is loaded, linked and connected here. Lambda makes one handler in a process, and its
 * constructor begins this.
 *
 * <p>Not in a static initializer: Lambda would be told of an ExceptionInInitializerError, no more.
 */
final class InitPhase {
  private final Map<String, String> environment = System.getenv();
  private final Settings settings = Settings.read(environment);
  private final HttpWire wire = new HttpWire(Clients.CALL);
  private final Clients clients = Clients.of(environment, settings, wire);

  /** One switch for all: off, a function is there sooner and answers its first event later. */
  private final boolean priming = !"off".equals(environment.get("PRIMING"));

  private InitPhase() {}

  static InitPhase begun() {
    return new InitPhase();
  }

  /** Connects to these services meanwhile. Whether that succeeds shows at the first real call. */
  InitPhase connecting(String... services) {
    if (priming) {
      for (var service : services) {
        Thread.ofPlatform().daemon().start(() -> connect(service));
      }
    }
    return this;
  }

  private void connect(String service) {
    try {
      wire.connect(clients.endpoints().of(service));
    } catch (IOException e) {
      return; // it was only to warm up
    }
  }

  /**
   * What the handler goes by, after a rehearsal.
   *
   * @param rehearsal goes once, where AWS is played, through what an event will ask for
   */
  Wiring rehearsed(Consumer<Wiring> rehearsal) {
    if (priming) {
      var played = Clients.of(environment, settings, new PlayedWire());
      try {
        rehearsal.accept(
            Wiring.of(settings, played, new PrintStream(OutputStream.nullOutputStream())));
      } catch (RuntimeException e) { // the function is as good without it, only slower
        System.out.println(Json.write(failed(e).fields()));
      }
    }
    return Wiring.of(settings, clients, System.out);
  }

  private Document failed(RuntimeException e) {
    return new Document()
        .put("level", "WARN")
        .put("stack", settings.stack())
        .put("reason", "The rehearsal failed, so the first event takes longer: " + e);
  }

  /** For the function that does nothing but write to people. */
  Messenger messenger() {
    return Wiring.messenger(settings, clients, System.out);
  }
}
