package dev.ecsjobs.local.deployable;

import dev.ecsjobs.aws.DynamoHistory;
import dev.ecsjobs.aws.DynamoRunStore;
import dev.ecsjobs.engine.EngineFixtures;
import dev.ecsjobs.history.HistoryQuery;
import dev.ecsjobs.history.RunSummary;
import java.time.Duration;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;
import software.amazon.awssdk.services.dynamodb.model.QueryRequest;

/**
 * How the code uses the table, seen from what it sends while runs come and go.
 *
 * @param keys the attributes of an item's key
 * @param indexes by name, what is compared in it: the attribute that is equal, then the other
 * @param expiry the attributes that say in epoch seconds when an item is of no more use
 * @param types of the attributes that were written, such as S
 */
record TableUse(
    Set<String> keys,
    Map<String, Map<String, String>> indexes,
    Set<String> expiry,
    Map<String, String> types) {
  private static final Duration RETENTION = Duration.ofDays(7);
  private static final Pattern COMPARED = Pattern.compile("(\\w+) (=|<=|<|>=|>) :");
  private static final TableUse SEEN = look();

  static TableUse seen() {
    return SEEN;
  }

  private static TableUse look() {
    var dynamo = new RecordingDynamo();
    var runs = new DynamoRunStore(dynamo, "runs", RETENTION);
    var job = EngineFixtures.fullJob(EngineFixtures.REPORT);
    var begun = EngineFixtures.launching(job, EngineFixtures.ONE_O_CLOCK);
    var ended = EngineFixtures.exited(begun, EngineFixtures.ONE_O_CLOCK.plusSeconds(9), 0);
    runs.claim(begun);
    runs.load(begun.id());
    runs.commit(begun, ended);
    runs.due(EngineFixtures.ONE_O_CLOCK, 1);
    runs.backlog(1);
    var history = new DynamoHistory(dynamo, "runs", RETENTION);
    history.record(RunSummary.of(ended).orElseThrow());
    history.page(HistoryQuery.latest(1));
    long end = ended.finished().orElseThrow().at().plus(RETENTION).getEpochSecond();
    return new TableUse(
        dynamo.keys.stream().flatMap(key -> key.keySet().stream()).collect(Collectors.toSet()),
        dynamo.queries.stream()
            .collect(
                Collectors.toMap(QueryRequest::indexName, TableUse::compared, (one, _) -> one)),
        attributes(dynamo, Long.toString(end)),
        types(dynamo));
  }

  private static Map<String, String> compared(QueryRequest query) {
    var compared = new TreeMap<String, String>();
    COMPARED
        .matcher(query.keyConditionExpression())
        .results()
        .forEach(
            found -> compared.put(found.group(2).equals("=") ? "HASH" : "RANGE", found.group(1)));
    return compared;
  }

  private static Set<String> attributes(RecordingDynamo dynamo, String number) {
    var names = new TreeSet<String>();
    for (var item : dynamo.written) {
      item.forEach(
          (name, value) -> {
            if (number.equals(value.n())) {
              names.add(name);
            }
          });
    }
    return names;
  }

  private static Map<String, String> types(RecordingDynamo dynamo) {
    return dynamo.written.stream()
        .flatMap(item -> item.entrySet().stream())
        .collect(
            Collectors.toMap(Map.Entry::getKey, entry -> type(entry.getValue()), (one, _) -> one));
  }

  private static String type(AttributeValue value) {
    return value.type().name();
  }
}
