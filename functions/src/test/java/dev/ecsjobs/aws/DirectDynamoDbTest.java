package dev.ecsjobs.aws;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.io.IOException;
import java.net.ConnectException;
import java.net.SocketTimeoutException;
import java.net.URI;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import software.amazon.awssdk.auth.credentials.AwsBasicCredentials;
import software.amazon.awssdk.core.exception.ApiCallTimeoutException;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;
import software.amazon.awssdk.services.dynamodb.model.ConditionalCheckFailedException;
import software.amazon.awssdk.services.dynamodb.model.Put;
import software.amazon.awssdk.services.dynamodb.model.PutItemRequest;
import software.amazon.awssdk.services.dynamodb.model.PutItemResponse;
import software.amazon.awssdk.services.dynamodb.model.TransactWriteItem;
import software.amazon.awssdk.services.dynamodb.model.TransactWriteItemsRequest;
import software.amazon.awssdk.services.dynamodb.model.TransactWriteItemsResponse;
import software.amazon.awssdk.services.dynamodb.model.TransactionCanceledException;

/** Which answers are taken as they are, and which are the SDK's to deal with. */
class DirectDynamoDbTest {
  private final List<Map<String, Object>> sent = new ArrayList<>();
  private final List<String> tokens = new ArrayList<>();
  private int repeated;
  private Optional<IOException> trouble = Optional.empty();
  private Wire.Answer answer = new Wire.Answer(200, "{}");

  private final DynamoDbClient sdk =
      new DynamoDbClient() {
        @Override
        public PutItemResponse putItem(PutItemRequest request) {
          repeated++;
          return PutItemResponse.builder().build();
        }

        @Override
        public TransactWriteItemsResponse transactWriteItems(TransactWriteItemsRequest request) {
          tokens.add(request.clientRequestToken());
          return TransactWriteItemsResponse.builder().build();
        }

        @Override
        public String serviceName() {
          return SERVICE_NAME;
        }

        @Override
        public void close() {
          // it holds nothing
        }
      };

  private final DynamoDbClient direct =
      new DirectDynamoDb(
          new SignedCalls(
              this::post,
              () -> AwsBasicCredentials.create("key", "secret"),
              new Endpoints("eu-central-1", Map.of(), Optional.empty()),
              InstantSource.system()),
          () -> sdk);

  private Wire.Answer post(URI to, Map<String, String> headers, byte[] body) throws IOException {
    assertEquals("https://dynamodb.eu-central-1.amazonaws.com/", to.toString());
    sent.add(Json.readObject(new String(body, UTF_8)));
    if (trouble.isPresent()) {
      throw trouble.get();
    }
    return answer;
  }

  @Test
  void readsAnItem() {
    answer = new Wire.Answer(200, "{\"Item\": {\"n\": {\"N\": \"1\"}, \"m\": {\"M\": {}}}}");
    var item = direct.getItem(r -> r.tableName("t").key(Map.of("pk", text("a")))).item();
    assertEquals("1", item.get("n").n());
    assertEquals(Map.of(), item.get("m").m());
    assertEquals(List.of(Map.of("TableName", "t", "Key", Map.of("pk", Map.of("S", "a")))), sent);
  }

  @Test
  void tellsOfAConditionThatDidNotHoldWithoutTheSdk() {
    answer =
        new Wire.Answer(
            400,
            """
            {"__type": "com.amazonaws.dynamodb.v20120810#ConditionalCheckFailedException",
             "message": "The conditional request failed", "Item": {"pk": {"S": "a"}}}
            """);
    var refused = assertThrows(ConditionalCheckFailedException.class, this::put);
    assertEquals(Map.of("pk", text("a")), refused.item());
    assertEquals("ConditionalCheckFailedException", refused.awsErrorDetails().errorCode());
    assertEquals(400, refused.statusCode());
    assertEquals(0, repeated);
  }

  @Test
  void tellsWhyATransactionWasCancelledWithoutTheSdk() {
    answer =
        new Wire.Answer(
            400,
            """
            {"__type": "com.amazonaws.dynamodb.v20120810#TransactionCanceledException",
             "Message": "Transaction cancelled", "CancellationReasons": [
               {"Code": "None"}, {"Code": "ConditionalCheckFailed", "Item": {"pk": {"S": "a"}}}]}
            """);
    var refused = assertThrows(TransactionCanceledException.class, this::transact);
    assertEquals(
        List.of("None", "ConditionalCheckFailed"),
        refused.cancellationReasons().stream().map(reason -> reason.code()).toList());
    assertEquals(List.of(), tokens);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          400 | {"__type": "ThrottlingException"}
          400 | {"__type": "com.amazonaws.dynamodb.v20120810#ResourceNotFoundException"}
          500 | {"__type": "InternalServerError"}
          502 | <html>Bad Gateway</html>
          200 | <html>who else answers</html>
          403 |
          """)
  void leavesAllOtherTroubleToTheSdk(int status, String body) {
    answer = new Wire.Answer(status, body == null ? "" : body);
    put();
    assertEquals(1, repeated);
  }

  @Test
  void leavesAFailedConnectionToTheSdkAndItIsStillTheSameTransaction() {
    trouble = Optional.of(new ConnectException("refused"));
    transact();
    transact();
    assertEquals(sent.stream().map(request -> request.get("ClientRequestToken")).toList(), tokens);
    assertNotEquals(tokens.getFirst(), tokens.getLast());
  }

  @Test
  void doesNotWaitTwiceForWhoDoesNotAnswer() {
    trouble = Optional.of(new SocketTimeoutException("Read timed out"));
    assertThrows(ApiCallTimeoutException.class, this::put);
    assertEquals(0, repeated);
  }

  private void put() {
    direct.putItem(r -> r.tableName("t").item(Map.of("pk", text("a"))));
  }

  private void transact() {
    var put = Put.builder().tableName("t").item(Map.of("pk", text("a"))).build();
    direct.transactWriteItems(
        TransactWriteItemsRequest.builder()
            .transactItems(TransactWriteItem.builder().put(put).build())
            .build());
  }

  private static AttributeValue text(String text) {
    return AttributeValue.fromS(text);
  }
}
