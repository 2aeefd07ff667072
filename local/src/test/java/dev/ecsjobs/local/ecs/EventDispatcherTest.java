package dev.ecsjobs.local.ecs;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CopyOnWriteArrayList;
import org.junit.jupiter.api.Test;

class EventDispatcherTest {
  private final List<Object> offered = new CopyOnWriteArrayList<>();
  private final List<Object> delivered = new CopyOnWriteArrayList<>();
  private final List<String> diagnostics = new CopyOnWriteArrayList<>();

  @Test
  void offersAnEventAgainWhenTheSinkFails() {
    try (var dispatcher = failing(2)) {
      dispatch(dispatcher, "first", "second");

      assertEquals(List.of("first", "first", "first", "second"), offered);
      assertEquals(List.of("first", "second"), delivered);
      assertEquals(2, diagnostics.size());
    }
  }

  @Test
  void dropsAnEventInTheEndAndGoesOnWithTheNext() {
    try (var dispatcher = failing(5)) {
      dispatch(dispatcher, "first", "second");

      assertEquals(List.of("first", "first", "first", "first", "first", "second"), offered);
      assertEquals(List.of("second"), delivered);
      assertTrue(diagnostics.getLast().startsWith("Event dropped"), diagnostics.toString());
    }
  }

  private EventDispatcher failing(int times) {
    return new EventDispatcher(
        event -> {
          offered.add(event.get("name"));
          if (offered.size() <= times) {
            throw new IllegalStateException("not now");
          }
        },
        diagnostics::add,
        Duration.ofMillis(1));
  }

  private void dispatch(EventDispatcher dispatcher, String... names) {
    for (var name : names) {
      dispatcher.dispatch(Map.of("name", name), () -> delivered.add(name));
    }
    Bench.eventually("the last event", () -> delivered.contains(names[names.length - 1]));
  }
}
