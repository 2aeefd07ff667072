package dev.ecsjobs.local.engine;

import dev.ecsjobs.engine.Messenger;
import dev.ecsjobs.history.Letter;
import dev.ecsjobs.history.Message;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.function.Consumer;

/** Says it to this machine's event bus, and to whoever watches the engine. */
record LocalMessenger(Consumer<Map<String, Object>> bus, Consumer<Happening> watcher)
    implements Messenger {
  @Override
  public void announce(Message message) {
    var event = new LinkedHashMap<String, Object>();
    event.put("version", "0");
    event.put("id", id(message));
    event.put("detail-type", message.type());
    event.put("source", "ecsjobs");
    event.put("account", "000000000000");
    event.put("time", message.time().toString());
    event.put("region", "us-east-1");
    event.put("resources", List.of());
    event.put("detail", message.detail());
    bus.accept(event);
  }

  /** The same for the same run, so that an event told twice can be recognised. */
  private static String id(Message message) {
    var name = message.type() + "#" + message.detail().get("run");
    return UUID.nameUUIDFromBytes(name.getBytes(StandardCharsets.UTF_8)).toString();
  }

  @Override
  public void deliver(Letter letter) {
    watcher.accept(new Happening.Told(letter));
  }
}
