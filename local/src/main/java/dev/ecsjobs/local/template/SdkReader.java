package dev.ecsjobs.local.template;

import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Collectors;
import software.amazon.awssdk.core.SdkField;
import software.amazon.awssdk.core.SdkPojo;
import software.amazon.awssdk.core.protocol.MarshallingType;
import software.amazon.awssdk.core.traits.ListTrait;
import software.amazon.awssdk.utils.builder.Buildable;

/**
 * Reads blocks into the SDK's own objects. Those name their fields themselves, and CloudFormation
 * has the same names but for the case of their letters: so nothing is listed here, nor forgotten.
 */
final class SdkReader {
  /** CloudFormation's names that are others, not only in other letters. */
  private static final Map<String, String> RENAMED =
      Map.of("proxyconfigurationproperties", "properties");

  /**
   * What nothing on this machine looks at, and what often comes from elsewhere: if it cannot be
   * known here, it need not.
   */
  private static final Set<String> UNUSED =
      Set.of("taskRoleArn", "executionRoleArn", "valueFrom", "credentialsParameter", "options");

  private static final String UNKNOWN = "unknown-on-this-machine";

  private final Problems problems;

  SdkReader(Problems problems) {
    this.problems = problems;
  }

  /** All of the block but the given properties, which have been read before. */
  <B extends SdkPojo> B read(B builder, Block block, Set<String> before) {
    var fields =
        builder.sdkFields().stream()
            .collect(Collectors.toMap(f -> key(f.locationName()), Function.identity()));
    for (var name : block.names()) {
      var field = fields.get(RENAMED.getOrDefault(key(name), key(name)));
      if (field == null || Character.isLowerCase(name.charAt(0))) { // as the API has it
        problems.unknown(block.at(name), "property", name, properties(builder));
      } else if (!before.contains(name)) {
        value(field, block, name).ifPresent(value -> field.set(builder, value));
      }
    }
    return builder;
  }

  private static String key(String name) {
    return name.toLowerCase(Locale.ROOT);
  }

  private static List<String> properties(SdkPojo builder) {
    return builder.sdkFields().stream()
        .map(SdkField::locationName)
        .map(name -> name.substring(0, 1).toUpperCase(Locale.ROOT) + name.substring(1))
        .toList();
  }

  private Optional<?> value(SdkField<?> field, Block block, String name) {
    return UNUSED.contains(field.locationName())
        ? problems.unnoted(() -> standIn(field, block, name))
        : known(field, block, name);
  }

  private static Optional<?> standIn(SdkField<?> field, Block block, String name) {
    if (!block.has(name)) {
      return Optional.empty();
    }
    if (field.marshallingType() != MarshallingType.MAP) {
      return Optional.of(block.text(name).orElse(UNKNOWN));
    }
    var texts = block.textByName(name);
    block.keys(name).forEach(key -> texts.putIfAbsent(key, UNKNOWN));
    return Optional.of(texts);
  }

  /** Empty if there is nothing, or nothing right. */
  private Optional<?> known(SdkField<?> field, Block block, String name) {
    var type = field.marshallingType();
    if (type == MarshallingType.SDK_POJO) {
      return block.block(name).map(inner -> object(field, inner));
    }
    if (type == MarshallingType.BOOLEAN) {
      return block.flag(name);
    }
    if (type == MarshallingType.INTEGER) {
      return block.number(name);
    }
    if (type == MarshallingType.STRING) {
      return block.text(name);
    }
    return Optional.of(name)
        .filter(block::has)
        .map(
            _ ->
                type == MarshallingType.MAP
                    ? block.textByName(name)
                    : list(field.getTrait(ListTrait.class).memberFieldInfo(), block, name));
  }

  private List<?> list(SdkField<?> member, Block block, String name) {
    return member.marshallingType() == MarshallingType.SDK_POJO
        ? block.blocks(name).stream().map(inner -> object(member, inner)).toList()
        : block.texts(name);
  }

  private Object object(SdkField<?> field, Block block) {
    return ((Buildable) read(field.constructor().get(), block, Set.of())).build();
  }
}
