package dev.ecsjobs.aws;

import static java.time.temporal.ChronoUnit.MILLIS;

import java.math.BigDecimal;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import software.amazon.awssdk.core.SdkField;
import software.amazon.awssdk.core.SdkPojo;
import software.amazon.awssdk.core.protocol.MarshallingType;
import software.amazon.awssdk.core.traits.DefaultValueTrait;
import software.amazon.awssdk.core.traits.ListTrait;
import software.amazon.awssdk.core.traits.MapTrait;
import software.amazon.awssdk.core.util.SdkAutoConstructList;
import software.amazon.awssdk.core.util.SdkAutoConstructMap;
import software.amazon.awssdk.utils.builder.Buildable;

/**
 * The SDK's objects as JSON trees under the API's own names.
 *
 * <p>The SDK's objects name their fields themselves, so nothing is listed here by hand.
 */
public final class SdkJson {
  private SdkJson() {}

  /** With times as events write them. */
  public static Map<String, Object> write(SdkPojo object) {
    return write(object, time -> time.truncatedTo(MILLIS).toString());
  }

  /** With times as the API answers them: seconds, with milliseconds behind the point. */
  public static Map<String, Object> writeAnswer(SdkPojo object) {
    return write(object, SdkJson::seconds);
  }

  /** As a call sends it, with what names the call. */
  static Map<String, Object> writeRequest(SdkPojo request) {
    var tree = write(request, SdkJson::seconds);
    for (var field : request.sdkFields()) {
      if (field.containsTrait(DefaultValueTrait.class)) {
        tree.put(field.locationName(), field.getValueOrDefault(request));
      }
    }
    return tree;
  }

  private static Object seconds(Instant time) {
    return BigDecimal.valueOf(time.toEpochMilli(), 3);
  }

  private static Map<String, Object> write(SdkPojo object, Function<Instant, Object> times) {
    var tree = new LinkedHashMap<String, Object>();
    for (var field : object.sdkFields()) {
      // The client token names a call and not what it asks for; the SDK would make one up here.
      var value =
          field.containsTrait(DefaultValueTrait.class) ? null : field.getValueOrDefault(object);
      if (value != null && !isAbsent(value)) {
        tree.put(field.locationName(), tree(value, times));
      }
    }
    return tree;
  }

  private static boolean isAbsent(Object value) {
    return value instanceof SdkAutoConstructList || value instanceof SdkAutoConstructMap;
  }

  private static Object tree(Object value, Function<Instant, Object> times) {
    return switch (value) {
      case SdkPojo object -> write(object, times);
      case Instant instant -> times.apply(instant);
      case Integer number -> number.longValue();
      case List<?> list -> {
        var trees = new ArrayList<Object>(list.size());
        for (var element : list) {
          trees.add(tree(element, times));
        }
        yield trees;
      }
      case Map<?, ?> map -> {
        var trees = new LinkedHashMap<Object, Object>();
        map.forEach((key, element) -> trees.put(key, tree(element, times)));
        yield trees;
      }
      default -> value;
    };
  }

  /** A field of the JSON is not of the type that the API has there. */
  public static final class WrongType extends RuntimeException {
    private static final long serialVersionUID = 1;

    WrongType(String where, MarshallingType<?> expected, Object found) {
      super(
          "%s has to be of type %s, and is: %s"
              .formatted(where, expected.getTargetClass().getSimpleName(), found));
    }
  }

  /** Fills a builder; what the API does not know is ignored, as AWS does. */
  public static <B extends SdkPojo> B read(B builder, Map<?, ?> tree) {
    return read("", builder, tree);
  }

  private static <B extends SdkPojo> B read(String where, B builder, Map<?, ?> tree) {
    for (var field : builder.sdkFields()) {
      var value = tree.get(field.locationName());
      if (value != null) {
        field.set(builder, value(where + field.locationName(), field, value));
      }
    }
    return builder;
  }

  private static Object value(String where, SdkField<?> field, Object value) {
    var type = field.marshallingType();
    return switch (value) {
      case Map<?, ?> map when type == MarshallingType.SDK_POJO ->
          ((Buildable) read(where + ".", field.constructor().get(), map)).build();
      case Map<?, ?> map when type == MarshallingType.MAP -> {
        var member = field.getTrait(MapTrait.class).valueFieldInfo();
        var values = new LinkedHashMap<Object, Object>();
        map.forEach((key, child) -> values.put(key, value(where + "." + key, member, child)));
        yield values;
      }
      case List<?> list when type == MarshallingType.LIST -> {
        var member = field.getTrait(ListTrait.class).memberFieldInfo();
        var values = new ArrayList<Object>();
        list.forEach(element -> values.add(value(where + "[]", member, element)));
        yield values;
      }
      case String text when type == MarshallingType.STRING -> text;
      case Boolean truth when type == MarshallingType.BOOLEAN -> truth;
      case Long number when type == MarshallingType.INTEGER && number == number.intValue() ->
          number.intValue();
      case Long number when type == MarshallingType.LONG -> number;
      case Number number when type == MarshallingType.DOUBLE -> number.doubleValue();
      case Number seconds when type == MarshallingType.INSTANT ->
          Instant.ofEpochMilli(new BigDecimal(seconds.toString()).movePointRight(3).longValue());
      case null, default -> throw new WrongType(where, type, value);
    };
  }
}
