package dev.ecsjobs.local.engine;

import dev.ecsjobs.Document;
import dev.ecsjobs.aws.Json;
import dev.ecsjobs.lambda.Wiring;
import dev.ecsjobs.local.dynamodb.DynamoDbLocal;
import dev.ecsjobs.local.files.WholeFile;
import dev.ecsjobs.local.template.StreamSource;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;
import software.amazon.awssdk.services.dynamodb.model.Record;
import software.amazon.awssdk.services.dynamodb.model.Shard;
import software.amazon.awssdk.services.dynamodb.model.ShardIteratorType;
import software.amazon.awssdk.services.dynamodb.streams.DynamoDbStreamsClient;
import software.amazon.awssdk.services.ecs.EcsClient;
import software.amazon.awssdk.services.scheduler.SchedulerClient;

/**
 * A table's stream as an event source: its records, filtered as the template says, invoke the
 * function.
 *
 * <p>How far each shard has been taken up is kept in a file, written after the function has
 * returned: a restart repeats at most what was under way.
 */
public final class TableStream {
  private final StreamSource source;
  private final DynamoDbStreamsClient streams;
  private final Functions functions;
  private final Path positionFile;
  private final Map<String, String> positions;
  private final Map<String, String> iterators = new HashMap<>();
  private final Set<String> finished = new HashSet<>();
  private String streamArn;

  TableStream(
      StreamSource source, DynamoDbStreamsClient streams, Functions functions, Path positionFile) {
    this.source = source;
    this.streams = streams;
    this.functions = functions;
    this.positionFile = positionFile;
    this.positions = readPositions(positionFile);
  }

  /** The template's streams. */
  static List<TableStream> of(
      Catalog catalog, DynamoDbLocal dynamo, Functions functions, DataFolder data) {
    return catalog.template().streams().stream()
        .map(source -> new TableStream(source, dynamo.streams(), functions, data.streamPosition()))
        .toList();
  }

  /**
   * Takes up what an engine that was killed left behind, without starting one: enough for whoever
   * only reads.
   */
  public static void catchUp(Catalog catalog, DynamoDbLocal dynamo, DataFolder data) {
    var functions =
        new Functions(
            catalog.template().functions(),
            environment ->
                Wiring.of(
                    environment,
                    dynamo.client(),
                    new NoEcs(),
                    TableStream::noScheduler,
                    InstantSource.system(),
                    _ -> {}));
    of(catalog, dynamo, functions, data).forEach(TableStream::poll);
  }

  private static SchedulerClient noScheduler() {
    throw new IllegalStateException("whoever records history looks at no schedules");
  }

  /** Whoever records history starts no tasks. */
  private static final class NoEcs implements EcsClient {
    @Override
    public String serviceName() {
      return SERVICE_NAME;
    }

    @Override
    public void close() {}
  }

  /** Takes up all that the stream holds by now; an exception leaves the position where it was. */
  void poll() {
    for (var shard : shards()) {
      while (!finished.contains(shard.shardId()) && takesUpSome(shard.shardId())) {
        // batch by batch
      }
    }
  }

  private List<Shard> shards() {
    if (streamArn == null) {
      streamArn =
          streams.listStreams(r -> r.tableName(source.table())).streams().getFirst().streamArn();
    }
    return streams.describeStream(r -> r.streamArn(streamArn)).streamDescription().shards();
  }

  private boolean takesUpSome(String shard) {
    var iterator = iterators.computeIfAbsent(shard, this::iterator);
    var answer = streams.getRecords(r -> r.shardIterator(iterator).limit(source.batchSize()));
    if (!answer.records().isEmpty()) {
      iterators.remove(shard); // on failure the next poll begins at the kept position
      invoke(answer.records());
      positions.put(shard, answer.records().getLast().dynamodb().sequenceNumber());
      writePositions();
    }
    if (answer.nextShardIterator() == null) {
      finished.add(shard);
    } else {
      iterators.put(shard, answer.nextShardIterator());
    }
    return !answer.records().isEmpty();
  }

  private String iterator(String shard) {
    var position = positions.get(shard);
    return streams
        .getShardIterator(
            r -> {
              r.streamArn(streamArn).shardId(shard);
              if (position == null) {
                r.shardIteratorType(ShardIteratorType.TRIM_HORIZON);
              } else {
                r.shardIteratorType(ShardIteratorType.AFTER_SEQUENCE_NUMBER)
                    .sequenceNumber(position);
              }
            })
        .shardIterator();
  }

  private void invoke(List<Record> records) {
    var events = records.stream().map(this::event).filter(this::passes).toList();
    if (!events.isEmpty()) {
      var batch = new Document().put("Records", events);
      functions.invoke(
          source.function(),
          Json.write(batch.fields()),
          records.getFirst().dynamodb().sequenceNumber());
    }
  }

  private boolean passes(Map<String, Object> event) {
    String json = Json.write(event);
    return source.filters().isEmpty()
        || source.filters().stream().anyMatch(filter -> EventBus.matches(json, filter));
  }

  /** In the shape Lambda delivers. */
  private Map<String, Object> event(Record record) {
    var change = record.dynamodb();
    var dynamodb =
        new Document()
            .put("Keys", json(change.keys()))
            .put("NewImage", json(change.newImage()))
            .put("SequenceNumber", change.sequenceNumber())
            .put("StreamViewType", change.streamViewTypeAsString());
    return new Document()
        .put("eventID", record.eventID())
        .put("eventName", record.eventNameAsString())
        .put("eventVersion", "1.1")
        .put("eventSource", "aws:dynamodb")
        .put("awsRegion", "us-east-1")
        .put("dynamodb", dynamodb.fields())
        .put("eventSourceARN", streamArn)
        .fields();
  }

  private static Map<String, Object> json(Map<String, AttributeValue> item) {
    var fields = new LinkedHashMap<String, Object>();
    item.forEach((name, value) -> fields.put(name, json(value)));
    return fields;
  }

  private static Map<String, Object> json(AttributeValue value) {
    var json =
        switch (value.type()) {
          case S -> value.s();
          case N -> value.n();
          case BOOL -> value.bool();
          case M -> json(value.m());
          case L -> {
            var list = new ArrayList<Object>();
            value.l().forEach(element -> list.add(json(element)));
            yield list;
          }
          case SS -> value.ss();
          case NS -> value.ns();
          case NUL -> true;
          case B, BS, UNKNOWN_TO_SDK_VERSION ->
              throw new IllegalStateException("never in a run's item: " + value.type());
        };
    return Map.of(value.type().name(), json);
  }

  private static Map<String, String> readPositions(Path file) {
    var positions = new LinkedHashMap<String, String>();
    try {
      Json.readObject(Files.readString(file))
          .forEach((shard, position) -> positions.put(shard, position.toString()));
    } catch (NoSuchFileException e) {
      return positions; // the first start
    } catch (IOException e) {
      throw new java.io.UncheckedIOException(e);
    }
    return positions;
  }

  private void writePositions() {
    try {
      new WholeFile(positionFile).write(Json.write(positions));
    } catch (IOException e) {
      throw new java.io.UncheckedIOException(e);
    }
  }
}
