package dev.ecsjobs.aws;

import static dev.ecsjobs.aws.Attributes.number;
import static dev.ecsjobs.aws.Attributes.text;

import dev.ecsjobs.engine.Places;
import dev.ecsjobs.job.JobName;
import dev.ecsjobs.job.Pause;
import dev.ecsjobs.run.Gate;
import dev.ecsjobs.run.Line;
import dev.ecsjobs.run.Run;
import dev.ecsjobs.run.RunId;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;
import software.amazon.awssdk.services.dynamodb.model.ReturnValuesOnConditionCheckFailure;
import software.amazon.awssdk.services.dynamodb.model.TransactWriteItem;
import software.amazon.awssdk.services.dynamodb.model.Update;

/**
 * The item of a gate, {@code pk = job#name} or {@code group#name}: the set {@code active} of the
 * runs inside, the set {@code waiting} of those outside, each written {@code requestedAt#job/key}
 * so that their order is that of coming, and, on a job's, {@code pause}.
 */
final class GateItem {
  private static final String HAS_ROOM = "(attribute_not_exists(active) OR size(active) < :seats)";
  private static final String NOBODY_WAITS = "attribute_not_exists(waiting)";
  private static final String NOT_PAUSED = "attribute_not_exists(pause)";

  private GateItem() {}

  static Map<String, AttributeValue> key(Gate gate) {
    return key(gate.key());
  }

  static Map<String, AttributeValue> key(JobName job) {
    return key("job#" + job);
  }

  private static Map<String, AttributeValue> key(String pk) {
    return Map.of("pk", text(pk), "sk", text("active"));
  }

  /** Absent sets are empty ones: DynamoDB keeps no empty set. */
  static Line line(Map<String, AttributeValue> item) {
    return new Line(runs(item, "active"), runs(item, "waiting"));
  }

  private static List<RunId> runs(Map<String, AttributeValue> item, String set) {
    return Optional.ofNullable(item.get(set)).map(AttributeValue::ss).orElse(List.of()).stream()
        .sorted() // of those who wait, in the order in which they came
        .map(entry -> RunId.parse(entry.substring(entry.indexOf('#') + 1)).orElseThrow())
        .toList();
  }

  static Optional<Pause> pause(Map<String, AttributeValue> item) {
    return Optional.ofNullable(item.get("pause"))
        .map(AttributeValue::m)
        .map(
            p ->
                new Pause(
                    new JobName(p.get("job").s()),
                    p.get("by").s(),
                    Instant.parse(p.get("since").s()),
                    p.get("note").s()));
  }

  static AttributeValue of(Pause pause) {
    return AttributeValue.fromM(
        Map.of(
            "job", text(pause.job().value()),
            "by", text(pause.by()),
            "since", text(pause.since().toString()),
            "note", text(pause.note())));
  }

  /**
   * @param unlessPaused whether a paused job stops it
   */
  static TransactWriteItem update(
      String table, Run run, Places.Change change, boolean unlessPaused) {
    var gate = change.gate();
    var values = new LinkedHashMap<String, AttributeValue>();
    var update = Update.builder().tableName(table).key(key(gate));
    switch (change.kind()) {
      case ENTER -> {
        values.put(":active", active(run));
        values.put(":seats", number(gate.seats()));
        update
            .updateExpression("ADD active :active")
            .conditionExpression(HAS_ROOM + " AND " + NOBODY_WAITS + pauseToo(gate, unlessPaused));
      }
      case ENTER_FROM_QUEUE -> {
        values.put(":active", active(run));
        values.put(":waiting", waiting(run));
        values.put(":seats", number(gate.seats()));
        update
            .updateExpression("ADD active :active DELETE waiting :waiting")
            .conditionExpression(HAS_ROOM + pauseToo(gate, unlessPaused));
      }
      case WAIT -> {
        values.put(":waiting", waiting(run));
        values.put(":seats", number(gate.seats()));
        values.put(":queue", number(gate.queue()));
        update
            .updateExpression("ADD waiting :waiting")
            .conditionExpression(
                "((size(active) >= :seats AND attribute_not_exists(waiting))"
                    + " OR size(waiting) < :queue)"
                    + pauseToo(gate, unlessPaused));
      }
      case GIVE_UP -> {
        values.put(":waiting", waiting(run));
        update.updateExpression("DELETE waiting :waiting");
      }
      case LEAVE -> {
        values.put(":active", active(run));
        update.updateExpression("DELETE active :active");
      }
    }
    return TransactWriteItem.builder()
        .update(
            update
                .expressionAttributeValues(values)
                .returnValuesOnConditionCheckFailure(ReturnValuesOnConditionCheckFailure.ALL_OLD)
                .build())
        .build();
  }

  private static String pauseToo(Gate gate, boolean unlessPaused) {
    return switch (gate) {
      case Gate.OfJob _ -> unlessPaused ? " AND " + NOT_PAUSED : "";
      case Gate.OfGroup _ -> "";
    };
  }

  private static AttributeValue active(Run run) {
    return AttributeValue.fromSs(List.of(run.id().toString()));
  }

  private static AttributeValue waiting(Run run) {
    return AttributeValue.fromSs(List.of(Times.sortable(run.requestedAt()) + "#" + run.id()));
  }
}
