package dev.ecsjobs.local.events;

import static java.time.temporal.ChronoUnit.SECONDS;

import dev.ecsjobs.aws.Json;
import java.time.InstantSource;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.function.Consumer;
import java.util.function.Supplier;
import software.amazon.awssdk.awscore.exception.AwsErrorDetails;
import software.amazon.awssdk.services.eventbridge.EventBridgeClient;
import software.amazon.awssdk.services.eventbridge.model.EventBridgeException;
import software.amazon.awssdk.services.eventbridge.model.PutEventsRequest;
import software.amazon.awssdk.services.eventbridge.model.PutEventsRequestEntry;
import software.amazon.awssdk.services.eventbridge.model.PutEventsResponse;
import software.amazon.awssdk.services.eventbridge.model.PutEventsResultEntry;

/** EventBridge's PutEvents for this machine's bus, the default one. */
public final class LocalEventBridge implements EventBridgeClient {
  private static final String DEFAULT_BUS = "default";
  private static final int MOST_ENTRIES = 10;
  private static final int MOST_BYTES = 256 * 1024;

  private final Home home;
  private final InstantSource clock;
  private final Supplier<String> ids;
  private final Consumer<Map<String, Object>> bus;

  /** Where events come from here. */
  public record Home(String region, String account) {}

  /**
   * @param ids one for each event
   * @param bus takes an event as EventBridge delivers it, and returns at once
   */
  public LocalEventBridge(
      Home home, InstantSource clock, Supplier<String> ids, Consumer<Map<String, Object>> bus) {
    this.home = home;
    this.clock = clock;
    this.ids = ids;
    this.bus = bus;
  }

  @Override
  public PutEventsResponse putEvents(PutEventsRequest request) {
    check(request.entries());
    var results = request.entries().stream().map(this::put).toList();
    return PutEventsResponse.builder()
        .entries(results)
        .failedEntryCount(
            (int) results.stream().filter(result -> result.errorCode() != null).count())
        .build();
  }

  private static void check(List<PutEventsRequestEntry> entries) {
    if (entries.isEmpty() || entries.size() > MOST_ENTRIES) {
      throw validation(
          "1 validation error detected: Value at 'entries' failed to satisfy constraint: Member"
              + " must have length "
              + (entries.isEmpty()
                  ? "greater than or equal to 1"
                  : "less than or equal to " + MOST_ENTRIES));
    }
    if (entries.stream().mapToInt(Entry::size).sum() > MOST_BYTES) {
      throw validation("Total size of the entries in the request is over the limit.");
    }
  }

  private PutEventsResultEntry put(PutEventsRequestEntry entry) {
    var refused = Entry.refusal(entry);
    if (refused.isPresent()) {
      return PutEventsResultEntry.builder()
          .errorCode(refused.get().code())
          .errorMessage(refused.get().message())
          .build();
    }
    var id = ids.get();
    if (isOnOurBus(entry.eventBusName())) {
      bus.accept(event(id, entry));
    }
    return PutEventsResultEntry.builder().eventId(id).build();
  }

  /** What is put on a bus that is not there is accepted and goes nowhere, as on AWS. */
  private static boolean isOnOurBus(String nameOrArn) {
    return nameOrArn == null
        || nameOrArn.equals(DEFAULT_BUS)
        || nameOrArn.endsWith(":event-bus/" + DEFAULT_BUS);
  }

  private Map<String, Object> event(String id, PutEventsRequestEntry entry) {
    var event = new LinkedHashMap<String, Object>();
    event.put("version", "0");
    event.put("id", id);
    event.put("detail-type", entry.detailType());
    event.put("source", entry.source());
    event.put("account", home.account());
    event.put(
        "time",
        Objects.requireNonNullElse(entry.time(), clock.instant()).truncatedTo(SECONDS).toString());
    event.put("region", home.region());
    event.put("resources", entry.resources());
    event.put("detail", Json.readObject(entry.detail()));
    return event;
  }

  private static EventBridgeException validation(String message) {
    var details =
        AwsErrorDetails.builder()
            .serviceName("EventBridge")
            .errorCode("ValidationException")
            .errorMessage(message)
            .build();
    return (EventBridgeException)
        EventBridgeException.builder()
            .awsErrorDetails(details)
            .message(message)
            .statusCode(400)
            .build();
  }

  @Override
  public String serviceName() {
    return SERVICE_NAME;
  }

  @Override
  public void close() {
    // Nothing is held open.
  }
}
