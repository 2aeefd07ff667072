package dev.ecsjobs.local.wire;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotNull;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.nio.file.Path;
import java.util.Collections;
import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import software.amazon.awssdk.services.eventbridge.model.EventBridgeException;
import software.amazon.awssdk.services.eventbridge.model.PutEventsRequestEntry;
import software.amazon.awssdk.services.eventbridge.model.PutEventsResultEntry;

/** The SDK's own client of EventBridge puts events on this machine's bus. */
class EventBridgeOverTheWireTest {
  private static final PutEventsRequestEntry ORDER =
      PutEventsRequestEntry.builder()
          .source("shop")
          .detailType("Order Placed")
          .detail("{\"number\": 7}")
          .build();

  private static WiredStack stack;

  @BeforeAll
  static void start(@TempDir Path folder) {
    stack = new WiredStack(folder);
  }

  @AfterAll
  static void stop() {
    stack.close();
  }

  private static List<PutEventsResultEntry> put(PutEventsRequestEntry... entries) {
    return stack.events.putEvents(r -> r.entries(entries)).entries();
  }

  @Test
  void eachEntryIsAnsweredForItself() {
    var answer =
        stack.events.putEvents(
            r -> r.entries(ORDER, ORDER.toBuilder().source("aws.ecs").build(), ORDER));

    assertEquals(1, answer.failedEntryCount());
    assertNotNull(answer.entries().get(0).eventId());
    assertNull(answer.entries().get(0).errorCode());
    assertNull(answer.entries().get(1).eventId());
    assertNotNull(answer.entries().get(2).eventId());
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      nullValues = "-",
      textBlock =
          """
          -       | Placed | {}      | InvalidArgument                 | Parameter Source is not valid. Reason: Source is a required argument.
          shop    | -      | {}      | InvalidArgument                 | Parameter DetailType is not valid. Reason: DetailType is a required argument.
          shop    | Placed | -       | InvalidArgument                 | Parameter Detail is not valid. Reason: Detail is a required argument.
          aws.ecs | Placed | {}      | NotAuthorizedForSourceException | Not authorized for the source.
          shop    | Placed | not so  | MalformedDetail                 | Detail is malformed.
          shop    | Placed | [1]     | MalformedDetail                 | Detail is malformed.
          """)
  void anEntryIsRefusedInEventBridgesWords(
      String source, String type, String detail, String code, String message) {
    var refused =
        put(PutEventsRequestEntry.builder().source(source).detailType(type).detail(detail).build())
            .getFirst();

    assertEquals(code, refused.errorCode());
    assertEquals(message, refused.errorMessage());
  }

  @Test
  void aBusThatIsNotThereTakesEverything() {
    assertNotNull(put(ORDER.toBuilder().eventBusName("elsewhere").build()).getFirst().eventId());
  }

  @Test
  void tenEntriesAreTakenAndElevenAreNot() {
    assertEquals(
        10,
        stack.events.putEvents(r -> r.entries(Collections.nCopies(10, ORDER))).entries().size());

    var refused =
        assertThrows(
            EventBridgeException.class,
            () -> stack.events.putEvents(r -> r.entries(Collections.nCopies(11, ORDER))));

    assertEquals("ValidationException", refused.awsErrorDetails().errorCode());
    assertEquals(
        "1 validation error detected: Value at 'entries' failed to satisfy constraint: Member must"
            + " have length less than or equal to 10",
        refused.awsErrorDetails().errorMessage());
  }

  @Test
  void aRequestHasALimit() {
    var big = ORDER.toBuilder().detail("{\"a\": \"" + "x".repeat(128 * 1024) + "\"}").build();
    put(big);

    var refused = assertThrows(EventBridgeException.class, () -> put(big, big));

    assertEquals(
        "Total size of the entries in the request is over the limit.",
        refused.awsErrorDetails().errorMessage());
  }

  @Test
  void rulesAreTheTemplates() {
    var refused =
        assertThrows(EventBridgeException.class, () -> stack.events.putRule(r -> r.name("mine")));

    assertEquals(
        "EventBridge's PutRule cannot be served on this machine. These can: PutEvents.",
        refused.awsErrorDetails().errorMessage());
  }
}
