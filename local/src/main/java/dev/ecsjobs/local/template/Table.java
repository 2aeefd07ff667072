package dev.ecsjobs.local.template;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * A DynamoDB table, with what it takes to create it.
 *
 * @param name its name in the stack, not its logical id
 * @param streamView the stream's view type, such as {@code NEW_IMAGE}; empty: no stream
 * @param timeToLive the attribute that says when an item expires
 */
public record Table(
    String name,
    List<Key> keys,
    List<Index> indexes,
    Optional<String> streamView,
    Optional<String> timeToLive) {
  public Table {
    keys = List.copyOf(keys);
    indexes = List.copyOf(indexes);
  }

  /** The key attributes of the table and its indexes, each once, with their types. */
  public Map<String, String> attributeTypes() {
    var types = new LinkedHashMap<String, String>();
    Stream.concat(keys.stream(), indexes.stream().flatMap(index -> index.keys().stream()))
        .forEach(key -> types.put(key.attribute(), key.type()));
    return types;
  }

  /**
   * One part of a key.
   *
   * @param type {@code S}, {@code N} or {@code B}
   * @param role {@code HASH} or {@code RANGE}
   */
  public record Key(String attribute, String type, String role) {}

  /**
   * A secondary index.
   *
   * @param projection {@code ALL}, {@code KEYS_ONLY} or {@code INCLUDE}
   * @param included the attributes of an {@code INCLUDE}
   */
  public record Index(
      String name, boolean global, List<Key> keys, String projection, List<String> included) {
    public Index {
      keys = List.copyOf(keys);
      included = List.copyOf(included);
    }
  }
}
