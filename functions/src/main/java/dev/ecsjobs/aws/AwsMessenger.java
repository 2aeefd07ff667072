package dev.ecsjobs.aws;

import dev.ecsjobs.Document;
import dev.ecsjobs.engine.Messenger;
import dev.ecsjobs.history.Letter;
import dev.ecsjobs.history.Message;
import java.util.List;

/** Says it to EventBridge's default bus, and to people by an SNS topic. */
final class AwsMessenger implements Messenger {
  /** The events' {@code source}. */
  static final String SOURCE = "ecsjobs";

  private final SignedCalls calls;
  private final String topic;

  AwsMessenger(SignedCalls calls, String topic) {
    this.calls = calls;
    this.topic = topic;
  }

  @Override
  public void announce(Message message) {
    var entry =
        new Document()
            .put("Source", SOURCE)
            .put("DetailType", message.type())
            .put("Time", message.time().getEpochSecond())
            .put("Detail", Json.write(message.detail()));
    var answer =
        Document.reading(
            calls.putEvents(new Document().put("Entries", List.of(entry.fields())).fields()));
    // Refused entries come with HTTP 200.
    if (!answer.optionalText("FailedEntryCount").orElse("0").equals("0")) {
      throw new IllegalStateException("EventBridge did not take the event: " + answer.fields());
    }
  }

  @Override
  public void deliver(Letter letter) {
    calls.publish(topic, letter.subject(), letter.text());
  }
}
