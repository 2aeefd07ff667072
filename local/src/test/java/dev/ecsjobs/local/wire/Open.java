package dev.ecsjobs.local.wire;

import static org.junit.jupiter.api.Assertions.fail;

import dev.ecsjobs.Checked;
import java.util.Optional;
import java.util.function.Supplier;

/** Endpoints for tests, each on a free port. */
final class Open {
  private Open() {}

  static Endpoint endpoint(Served served, Supplier<Optional<Bridge>> bridge) {
    return switch (Endpoint.open(0, served, bridge, note -> fail(note))) {
      case Checked.Valid<Endpoint>(var endpoint) -> endpoint;
      case Checked.Invalid<Endpoint>(var problems) -> fail(problems.toString());
    };
  }
}
