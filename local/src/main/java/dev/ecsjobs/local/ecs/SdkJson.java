package dev.ecsjobs.local.ecs;

import static java.time.temporal.ChronoUnit.MILLIS;

import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import software.amazon.awssdk.core.SdkField;
import software.amazon.awssdk.core.SdkPojo;
import software.amazon.awssdk.core.protocol.MarshallingType;
import software.amazon.awssdk.core.traits.DefaultValueTrait;
import software.amazon.awssdk.core.traits.ListTrait;
import software.amazon.awssdk.core.util.SdkAutoConstructList;
import software.amazon.awssdk.core.util.SdkAutoConstructMap;
import software.amazon.awssdk.utils.builder.Buildable;

/**
 * The SDK's objects as JSON trees under the API's own names, with times as events write them.
 *
 * <p>The SDK's objects name their fields themselves, so nothing is listed here by hand.
 */
final class SdkJson {
  private SdkJson() {}

  static Map<String, Object> write(SdkPojo object) {
    var tree = new LinkedHashMap<String, Object>();
    for (var field : object.sdkFields()) {
      // The client token names a call and not what it asks for; the SDK would make one up here.
      var value =
          field.containsTrait(DefaultValueTrait.class) ? null : field.getValueOrDefault(object);
      if (value != null && !isAbsent(value)) {
        tree.put(field.locationName(), tree(value));
      }
    }
    return tree;
  }

  /** Fills a builder with what {@link #write} wrote; times are not needed and not read. */
  static <B extends SdkPojo> B read(B builder, Map<?, ?> tree) {
    for (var field : builder.sdkFields()) {
      var value = tree.get(field.locationName());
      if (value != null) {
        field.set(builder, value(field, value));
      }
    }
    return builder;
  }

  private static boolean isAbsent(Object value) {
    return value instanceof SdkAutoConstructList || value instanceof SdkAutoConstructMap;
  }

  private static Object tree(Object value) {
    return switch (value) {
      case SdkPojo object -> write(object);
      case Instant instant -> instant.truncatedTo(MILLIS).toString();
      case Integer number -> number.longValue();
      case List<?> list -> list.stream().map(SdkJson::tree).toList();
      default -> value;
    };
  }

  private static Object value(SdkField<?> field, Object value) {
    return switch (value) {
      case Map<?, ?> map when field.marshallingType() == MarshallingType.SDK_POJO ->
          ((Buildable) read(field.constructor().get(), map)).build();
      case List<?> list -> {
        var member = field.getTrait(ListTrait.class).memberFieldInfo();
        var values = new ArrayList<Object>();
        list.forEach(element -> values.add(value(member, element)));
        yield values;
      }
      case Long number when field.marshallingType() == MarshallingType.INTEGER ->
          Math.toIntExact(number);
      default -> value;
    };
  }
}
