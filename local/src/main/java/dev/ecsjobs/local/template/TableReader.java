package dev.ecsjobs.local.template;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Reads {@code AWS::DynamoDB::Table}. */
final class TableReader {
  private static final String KEY_FIX = "Add a list with {AttributeName: name, KeyType: HASH}";

  private final Block properties;
  private final Problems problems;
  private final Map<String, String> types = new LinkedHashMap<>();

  private TableReader(Block properties, Problems problems) {
    this.properties = properties;
    this.problems = problems;
  }

  static List<Table> read(Stack stack) {
    return stack
        .ofType("AWS::DynamoDB::Table")
        .map(
            resource ->
                new TableReader(stack.properties(resource), stack.problems())
                    .table(stack.name(resource)))
        .toList();
  }

  private Table table(String name) {
    for (var attribute : properties.blocks("AttributeDefinitions")) {
      types.put(
          attribute.requiredText("AttributeName", "Name the attribute"),
          attribute.oneOf("AttributeType", "S", "N", "B").orElse("S"));
    }
    var indexes = new ArrayList<Table.Index>();
    properties.blocks("GlobalSecondaryIndexes").forEach(index -> indexes.add(index(index, true)));
    properties.blocks("LocalSecondaryIndexes").forEach(index -> indexes.add(index(index, false)));
    return new Table(name, keys(properties), indexes, streamView(), timeToLive());
  }

  private Table.Index index(Block index, boolean global) {
    var projection = index.block("Projection");
    return new Table.Index(
        index.requiredText("IndexName", "Name the index"),
        global,
        keys(index),
        projection
            .flatMap(block -> block.oneOf("ProjectionType", "ALL", "KEYS_ONLY", "INCLUDE"))
            .orElse("ALL"),
        projection.map(block -> block.texts("NonKeyAttributes")).orElse(List.of()));
  }

  private List<Table.Key> keys(Block block) {
    return block.requiredBlocks("KeySchema", KEY_FIX).stream().map(this::key).toList();
  }

  private Table.Key key(Block key) {
    var attribute = key.requiredText("AttributeName", "Name the attribute");
    if (!attribute.isEmpty() && !types.containsKey(attribute)) {
      problems.add(
          key.at("AttributeName"),
          "'" + attribute + "' has no type",
          "Add {AttributeName: " + attribute + ", AttributeType: S} to AttributeDefinitions");
    }
    key.require("KeyType", "Add KeyType: HASH, or RANGE for the sort key");
    return new Table.Key(
        attribute,
        types.getOrDefault(attribute, "S"),
        key.oneOf("KeyType", "HASH", "RANGE").orElse("HASH"));
  }

  private Optional<String> streamView() {
    return properties
        .block("StreamSpecification")
        .map(
            stream -> {
              stream.require("StreamViewType", "Add StreamViewType: NEW_IMAGE");
              return stream
                  .oneOf(
                      "StreamViewType", "NEW_IMAGE", "OLD_IMAGE", "NEW_AND_OLD_IMAGES", "KEYS_ONLY")
                  .orElse("NEW_IMAGE");
            });
  }

  private Optional<String> timeToLive() {
    return properties
        .block("TimeToLiveSpecification")
        .filter(block -> block.flag("Enabled").orElse(true))
        .map(block -> block.requiredText("AttributeName", "Name the attribute"));
  }
}
