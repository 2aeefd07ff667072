package dev.ecsjobs.engine;

import dev.ecsjobs.history.Letter;
import dev.ecsjobs.history.Message;

/** Says what happened. Whoever it is said to may hear it twice. */
public interface Messenger {
  /** Says nothing to anybody. */
  Messenger SILENT =
      new Messenger() {
        @Override
        public void announce(Message message) {}

        @Override
        public void deliver(Letter letter) {}
      };

  /** As an event, for whatever has subscribed to it. */
  void announce(Message message);

  /** To the people who want to be told. */
  void deliver(Letter letter);
}
