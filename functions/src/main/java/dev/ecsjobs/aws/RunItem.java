package dev.ecsjobs.aws;

import static dev.ecsjobs.aws.Attributes.number;
import static dev.ecsjobs.aws.Attributes.text;

import dev.ecsjobs.run.Interim;
import dev.ecsjobs.run.Run;
import dev.ecsjobs.run.RunDocument;
import dev.ecsjobs.run.RunId;
import java.time.Duration;
import java.util.Map;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;

/**
 * A run's item: {@code pk = run#job/key}, the run's document, {@code dueShard} and {@code dueAt}
 * while unfinished (see {@link DueItems}), {@code expiresAt} afterwards.
 */
final class RunItem {
  private RunItem() {}

  /**
   * @param retention how long it is kept once it has finished
   */
  static Map<String, AttributeValue> of(Run run, Duration retention) {
    var item = Attributes.of(RunDocument.of(run));
    item.putAll(key(run.id()));
    item.put("kind", text("run"));
    DueItems.put(run, item);
    run.finished()
        .ifPresent(end -> item.put("expiresAt", number(end.at().plus(retention).getEpochSecond())));
    return item;
  }

  /** What is told while the run goes on is let through by the stream's filter, this once. */
  static Map<String, AttributeValue> between(Run before, Run after, Duration retention) {
    var item = of(after, retention);
    if (Interim.isBetween(before, after)) {
      item.put(StreamRecords.NEWS, text("true"));
    }
    return item;
  }

  static Run read(Map<String, AttributeValue> item) {
    return RunDocument.read(Attributes.document(item));
  }

  static Map<String, AttributeValue> key(RunId id) {
    return Map.of("pk", text("run#" + id), "sk", text("run"));
  }

  static RunId id(Map<String, AttributeValue> key) {
    return RunId.parse(key.get("pk").s().substring("run#".length())).orElseThrow();
  }
}
