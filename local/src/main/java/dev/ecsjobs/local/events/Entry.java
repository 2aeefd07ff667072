package dev.ecsjobs.local.events;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.ecsjobs.aws.Json;
import java.util.Objects;
import java.util.Optional;
import java.util.stream.Stream;
import software.amazon.awssdk.services.eventbridge.model.PutEventsRequestEntry;

/** What EventBridge says of one entry of a PutEvents. */
final class Entry {
  private static final int TIME_BYTES = 14;

  private Entry() {}

  /** Why there will be no such event; the other entries are not concerned. */
  record Refused(String code, String message) {}

  static Optional<Refused> refusal(PutEventsRequestEntry entry) {
    return missing("Source", entry.source())
        .or(() -> missing("DetailType", entry.detailType()))
        .or(() -> missing("Detail", entry.detail()))
        .or(() -> awsOwn(entry.source()))
        .or(() -> malformed(entry.detail()));
  }

  private static Optional<Refused> missing(String name, String text) {
    return text == null || text.isEmpty()
        ? Optional.of(
            new Refused(
                "InvalidArgument",
                "Parameter %s is not valid. Reason: %s is a required argument."
                    .formatted(name, name)))
        : Optional.empty();
  }

  private static Optional<Refused> awsOwn(String source) {
    return source.startsWith("aws.")
        ? Optional.of(
            new Refused("NotAuthorizedForSourceException", "Not authorized for the source."))
        : Optional.empty();
  }

  private static Optional<Refused> malformed(String detail) {
    try {
      var _ = Json.readObject(detail);
      return Optional.empty();
    } catch (Json.MalformedJson e) {
      return Optional.of(new Refused("MalformedDetail", "Detail is malformed."));
    }
  }

  /** What counts against the limit of a request. */
  static int size(PutEventsRequestEntry entry) {
    var texts =
        Stream.concat(
            Stream.of(entry.source(), entry.detailType(), entry.detail()),
            entry.resources().stream());
    return (entry.time() == null ? 0 : TIME_BYTES)
        + texts.filter(Objects::nonNull).mapToInt(text -> text.getBytes(UTF_8).length).sum();
  }
}
