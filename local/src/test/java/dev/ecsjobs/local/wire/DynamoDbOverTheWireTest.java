package dev.ecsjobs.local.wire;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.zip.CRC32;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import software.amazon.awssdk.http.urlconnection.UrlConnectionHttpClient;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;
import software.amazon.awssdk.services.dynamodb.model.ConditionalCheckFailedException;
import software.amazon.awssdk.services.dynamodb.streams.DynamoDbStreamsClient;

class DynamoDbOverTheWireTest {
  private static final Map<String, AttributeValue> KEY =
      Map.of("pk", AttributeValue.fromS("wire"), "sk", AttributeValue.fromS("grüß Gott"));

  private static WiredStack stack;
  private static String table;

  @BeforeAll
  static void start(@TempDir Path folder) {
    stack = new WiredStack(folder);
    table = stack.catalog.template().tables().getFirst().name();
  }

  @AfterAll
  static void stop() {
    stack.close();
  }

  @Test
  void itemsAreThoseOfTheLocalDatabase() {
    stack.dynamo.putItem(r -> r.tableName(table).item(KEY));

    assertEquals(KEY, stack.dynamo.getItem(r -> r.tableName(table).key(KEY)).item());
    assertEquals(List.of(table), stack.dynamo.listTables().tableNames());
  }

  @Test
  void aRefusalArrivesAsTheModelledException() {
    stack.dynamo.putItem(r -> r.tableName(table).item(KEY));

    var refused =
        assertThrows(
            ConditionalCheckFailedException.class,
            () ->
                stack.dynamo.putItem(
                    r ->
                        r.tableName(table)
                            .item(KEY)
                            .conditionExpression("attribute_not_exists(pk)")));

    assertFalse(refused.requestId().isEmpty());
  }

  @Test
  void whatDynamoDbTakesInOneRequestPasses() {
    var large = AttributeValue.fromS("x".repeat(390_000));
    var key = Map.of("pk", AttributeValue.fromS("large"), "sk", AttributeValue.fromS("0"));

    stack.dynamo.putItem(
        r ->
            r.tableName(table)
                .item(Map.of("pk", key.get("pk"), "sk", key.get("sk"), "large", large)));

    assertEquals(large, stack.dynamo.getItem(r -> r.tableName(table).key(key)).item().get("large"));
  }

  @Test
  void streamsAreServedToo() {
    var streams =
        DynamoDbStreamsClient.builder()
            .endpointOverride(stack.address())
            .region(stack.dynamo.serviceClientConfiguration().region())
            .credentialsProvider(stack.dynamo.serviceClientConfiguration().credentialsProvider())
            .httpClient(UrlConnectionHttpClient.create())
            .build();
    try (streams) {
      assertEquals(table, streams.listStreams().streams().getFirst().tableName());
    }
  }

  /** The SDK checks it, if it is there. */
  @Test
  void theChecksumComesBack() {
    var answer =
        Raw.post(
            stack.address().getPort(),
            Map.of(
                "X-Amz-Target",
                "DynamoDB_20120810.ListTables",
                "Content-Type",
                "application/x-amz-json-1.0",
                "Authorization",
                "AWS4-HMAC-SHA256 Credential=id/20260301/us-east-1/dynamodb/aws4_request,"
                    + " SignedHeaders=host, Signature=0"),
            "{}");

    assertEquals(200, answer.status(), answer::body);
    var checksum = new CRC32();
    checksum.update(answer.body().getBytes(StandardCharsets.UTF_8));
    assertEquals(Long.toString(checksum.getValue()), answer.headers().get("x-amz-crc32"));
    assertEquals("application/x-amz-json-1.0", answer.headers().get("content-type"));
  }

  @Test
  void aDatabaseThatIsGoneIsATroubleThatSdksTryAgain() {
    var served = new Served();
    try (var endpoint = Open.endpoint(served, Optional::empty);
        var _ = served.by(URI.create("http://127.0.0.1:1"), stack.engine.ecs())) {
      var answer =
          Raw.post(
              endpoint.address().getPort(),
              Map.of("X-Amz-Target", "DynamoDB_20120810.ListTables"),
              "{}");

      assertEquals(503, answer.status());
      assertTrue(answer.message().startsWith("DynamoDB Local does not answer"), answer::body);
    }
  }
}
