package dev.ecsjobs.lambda;

import dev.ecsjobs.Document;
import dev.ecsjobs.aws.Json;
import dev.ecsjobs.engine.Messenger;
import dev.ecsjobs.history.Letter;
import dev.ecsjobs.history.Message;
import java.io.PrintStream;

/** Where AWS is played there may be nobody to hear what is said: it is logged, and no failure. */
record PlayedMessenger(Messenger messenger, String stack, PrintStream log) implements Messenger {
  @Override
  public void announce(Message message) {
    unlessNobodyHears(message.type(), () -> messenger.announce(message));
  }

  @Override
  public void deliver(Letter letter) {
    unlessNobodyHears(letter.subject(), () -> messenger.deliver(letter));
  }

  private void unlessNobodyHears(String what, Runnable saying) {
    try {
      saying.run();
    } catch (RuntimeException e) { // whatever the one who plays AWS says or does not say
      var line =
          new Document()
              .put("level", "WARN")
              .put("stack", stack)
              .put("unheard", what)
              .put("reason", String.valueOf(e.getMessage()));
      log.println(Json.write(line.fields()));
    }
  }
}
