package dev.ecsjobs.local.dynamodb;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.io.IOException;
import java.io.InputStreamReader;
import java.net.InetAddress;
import java.net.NetworkInterface;
import java.net.Socket;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;
import software.amazon.awssdk.services.dynamodb.model.OperationType;
import software.amazon.awssdk.services.dynamodb.model.Put;
import software.amazon.awssdk.services.dynamodb.model.ShardIteratorType;
import software.amazon.awssdk.services.dynamodb.model.TransactWriteItem;
import software.amazon.awssdk.services.dynamodb.model.TransactionCanceledException;

final class DynamoDbLocalTest {
  @TempDir Path folder;

  @Test
  void keepsDataOverCloseAndReopen() {
    try (DynamoDbLocal first = DynamoDbLocal.on(folder)) {
      Runs.create(first.client());
      Runs.put(first.client(), "a", "1");
    }
    try (DynamoDbLocal second = DynamoDbLocal.on(folder)) {
      assertEquals("1", Runs.get(second.client(), "a"));
    }
  }

  @Test
  void makesTheFolderItIsGiven() {
    try (DynamoDbLocal local = DynamoDbLocal.on(folder.resolve("deep/er"))) {
      assertEquals(List.of(), local.client().listTables().tableNames());
    }
  }

  @Test
  void keepsEveryAnsweredPutOfAProcessThatWasKilled() throws Exception {
    Process child = WriterThatNeverCloses.start(folder);
    String answered;
    try (var out = new InputStreamReader(child.getInputStream(), StandardCharsets.UTF_8)) {
      answered = firstLine(out);
    } finally {
      child.destroyForcibly().waitFor();
    }

    assertEquals(WriterThatNeverCloses.ANSWERED, answered);
    assertEquals(128 + 9, child.exitValue(), "killed, not ended");
    try (DynamoDbLocal reopened = DynamoDbLocal.on(folder)) {
      assertEquals("99", Runs.get(reopened.client(), "killed"));
    }
  }

  @Test
  void refusesAFolderInUseAndTakesItOnceItIsFree() {
    try (DynamoDbLocal first = DynamoDbLocal.on(folder)) {
      Runs.create(first.client());
      var refused = assertThrows(IllegalStateException.class, () -> DynamoDbLocal.on(folder));
      assertEquals(
          folder
              + ": Another ecsjobs is running on this folder. "
              + "End that one first, or run this one on another folder.",
          refused.getMessage());
    }
    DynamoDbLocal.on(folder).close();
  }

  @Test
  void keepsDatabasesInMemoryApart() {
    try (DynamoDbLocal one = DynamoDbLocal.inMemory();
        DynamoDbLocal other = DynamoDbLocal.inMemory()) {
      Runs.create(one.client());
      assertNotEquals(one.endpoint(), other.endpoint());
      assertEquals(List.of(Runs.TABLE), one.client().listTables().tableNames());
      assertEquals(List.of(), other.client().listTables().tableNames());
    }
  }

  @Test
  void cancelsAWholeTransactionWhenOneConditionFails() {
    try (DynamoDbLocal local = DynamoDbLocal.inMemory()) {
      DynamoDbClient client = local.client();
      Runs.create(client);
      Runs.put(client, "taken", "1");

      var cancelled =
          assertThrows(
              TransactionCanceledException.class,
              () -> client.transactWriteItems(t -> t.transactItems(claim("free"), claim("taken"))));

      assertEquals(
          List.of("None", "ConditionalCheckFailed"),
          cancelled.cancellationReasons().stream().map(r -> r.code()).toList());
      assertEquals("", Runs.get(client, "free"));
      client.transactWriteItems(t -> t.transactItems(claim("free"), claim("other")));
      assertEquals("claimed", Runs.get(client, "free"));
    }
  }

  @Test
  void answersAQueryOfASparseIndexInOrder() {
    try (DynamoDbLocal local = DynamoDbLocal.inMemory()) {
      DynamoDbClient client = local.client();
      Runs.create(client);
      Runs.put(client, "notDue", "1");
      Runs.putDue(client, "later", "2026-01-02");
      Runs.putDue(client, "sooner", "2026-01-01");

      var due =
          client.query(
              q ->
                  q.tableName(Runs.TABLE)
                      .indexName(Runs.INDEX)
                      .keyConditionExpression("slot = :s AND dueAt <= :now")
                      .expressionAttributeValues(
                          Map.of(
                              ":s", AttributeValue.fromS("0"),
                              ":now", AttributeValue.fromS("2026-02-01"))));

      assertEquals(
          List.of("sooner", "later"), due.items().stream().map(i -> i.get("pk").s()).toList());
    }
  }

  @Test
  void tellsTheStreamEachChangeWithBothImages() {
    try (DynamoDbLocal local = DynamoDbLocal.inMemory()) {
      Runs.create(local.client());
      Runs.put(local.client(), "a", "1");
      Runs.put(local.client(), "a", "2");

      var streams = local.streams();
      String arn =
          streams.listStreams(l -> l.tableName(Runs.TABLE)).streams().getFirst().streamArn();
      String shard =
          streams
              .describeStream(d -> d.streamArn(arn))
              .streamDescription()
              .shards()
              .getFirst()
              .shardId();
      String iterator =
          streams
              .getShardIterator(
                  g ->
                      g.streamArn(arn)
                          .shardId(shard)
                          .shardIteratorType(ShardIteratorType.TRIM_HORIZON))
              .shardIterator();
      var records = streams.getRecords(g -> g.shardIterator(iterator)).records();

      assertEquals(
          List.of(OperationType.INSERT, OperationType.MODIFY),
          records.stream().map(r -> r.eventName()).toList());
      assertEquals("1", records.get(1).dynamodb().oldImage().get("value").s());
      assertEquals("2", records.get(1).dynamodb().newImage().get("value").s());
    }
  }

  @Test
  void listensOnTheLoopbackAddressOnly() throws IOException {
    try (DynamoDbLocal local = DynamoDbLocal.inMemory()) {
      URI endpoint = local.endpoint();
      assertEquals("127.0.0.1", endpoint.getHost());
      for (InetAddress other : addressesOfThisMachine()) {
        assertThrows(
            IOException.class,
            () -> new Socket(other, endpoint.getPort()).close(),
            other::toString);
      }
    }
  }

  @Test
  void freesThePortWhenClosed() {
    DynamoDbLocal local = DynamoDbLocal.inMemory();
    URI endpoint = local.endpoint();
    local.close();
    assertThrows(
        IOException.class, () -> new Socket(endpoint.getHost(), endpoint.getPort()).close());
  }

  @Test
  void leavesNoThreadThatKeepsTheProcessFromEnding() throws InterruptedException {
    var before = keepingTheProcess(); // of other tests' databases
    try (DynamoDbLocal local = DynamoDbLocal.inMemory()) {
      Runs.create(local.client());
    }
    var left = keepingTheProcess();
    left.removeAll(before);
    for (Thread thread : left) {
      thread.join(Duration.ofMinutes(1));
      assertFalse(thread.isAlive(), thread.getName());
    }
  }

  private static Set<Thread> keepingTheProcess() {
    return Thread.getAllStackTraces().keySet().stream()
        .filter(thread -> !thread.isDaemon())
        .filter(
            thread ->
                thread.getThreadGroup() != null
                    && thread.getThreadGroup().getName().equals("dynamodb-local"))
        .collect(Collectors.toCollection(HashSet::new));
  }

  @Test
  void keepsItsOwnSdkAwayFromOurs() throws ClassNotFoundException {
    Class<?> theirs =
        ForeignJars.loader().loadClass("software.amazon.awssdk.services.dynamodb.DynamoDbClient");
    assertNotEquals(DynamoDbClient.class, theirs);
    assertThrows(
        ClassNotFoundException.class,
        () -> ForeignJars.loader().loadClass(DynamoDbLocal.class.getName()));
  }

  private static TransactWriteItem claim(String key) {
    Put put =
        Put.builder()
            .tableName(Runs.TABLE)
            .item(Runs.item(key, "claimed"))
            .conditionExpression("attribute_not_exists(pk)")
            .build();
    return TransactWriteItem.builder().put(put).build();
  }

  private static String firstLine(InputStreamReader in) throws IOException {
    StringBuilder line = new StringBuilder();
    for (int c = in.read(); c != '\n' && c != -1; c = in.read()) {
      line.append((char) c);
    }
    return line.toString();
  }

  private static List<InetAddress> addressesOfThisMachine() throws IOException {
    return NetworkInterface.networkInterfaces()
        .flatMap(NetworkInterface::inetAddresses)
        .filter(a -> !a.isLoopbackAddress() && !a.isLinkLocalAddress())
        .toList();
  }
}
