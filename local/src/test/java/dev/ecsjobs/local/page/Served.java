package dev.ecsjobs.local.page;

import static org.junit.jupiter.api.Assertions.fail;

import dev.ecsjobs.Checked;
import dev.ecsjobs.local.wire.Current;

/** The page of a desk, as it is at the desk's moment. */
record Served(PageServer server, Current.Shift shift) implements AutoCloseable {

  static Served on(int port, Demo demo) {
    var current = new Current<Desk>();
    return switch (PageServer.open(port, current, () -> Demo.NOW, Demo.ZONE)) {
      case Checked.Valid<PageServer>(var server) -> new Served(server, current.by(demo));
      case Checked.Invalid<PageServer>(var problems) -> fail(problems.toString());
    };
  }

  static Served of(Demo demo) {
    return on(0, demo);
  }

  String at(String path) {
    return server.address() + path;
  }

  int port() {
    return server.address().getPort();
  }

  @Override
  public void close() {
    server.close();
  }
}
