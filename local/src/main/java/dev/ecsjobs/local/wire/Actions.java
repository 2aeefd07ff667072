package dev.ecsjobs.local.wire;

import static java.nio.charset.StandardCharsets.UTF_8;
import static java.util.stream.Collectors.toMap;

import dev.ecsjobs.aws.Json;
import dev.ecsjobs.aws.SdkJson;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Method;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Stream;
import software.amazon.awssdk.awscore.exception.AwsServiceException;
import software.amazon.awssdk.core.SdkClient;
import software.amazon.awssdk.core.SdkField;
import software.amazon.awssdk.core.SdkPojo;
import software.amazon.awssdk.core.protocol.MarshallLocation;
import software.amazon.awssdk.core.protocol.MarshallingType;
import software.amazon.awssdk.utils.builder.Buildable;

/**
 * A service's actions by their names: the methods of the SDK's client, with the SDK's own models.
 */
final class Actions {
  private final Api api;
  private final SdkClient client;
  private final Map<String, Method> actions;

  /**
   * @param client answers the actions whose methods it has itself
   */
  Actions(Api api, SdkClient client) {
    this.api = api;
    this.client = client;
    actions =
        Stream.of(client.getClass().getMethods())
            .filter(method -> method.getDeclaringClass() != api.client())
            .filter(method -> method.getParameterCount() == 1)
            .filter(method -> api.request().isAssignableFrom(method.getParameterTypes()[0]))
            .collect(toMap(Actions::action, method -> method, (one, _) -> one, TreeMap::new));
  }

  private static String action(Method method) {
    return method.getName().substring(0, 1).toUpperCase(Locale.ROOT)
        + method.getName().substring(1);
  }

  /**
   * What the service answers.
   *
   * @param parameters what path and query say
   */
  Answer answer(String action, Map<String, String> parameters, byte[] body) {
    var method = actions.get(action);
    if (method == null) {
      return api.error(
          400,
          "UnknownOperationException",
          "%s's %s cannot be served on this machine. These can: %s."
              .formatted(api.title(), action, String.join(", ", actions.keySet())),
          Map.of());
    }
    try {
      var request = request(method, parameters, body);
      return api.answer(SdkJson.writeAnswer((SdkPojo) method.invoke(client, request)));
    } catch (Json.MalformedJson | SdkJson.WrongType e) {
      return api.error(400, "SerializationException", "%.500s".formatted(e.getMessage()), Map.of());
    } catch (InvocationTargetException e) {
      return refusal(e.getCause());
    } catch (ReflectiveOperationException e) {
      throw new IllegalStateException("not a method as the SDK's client has them: " + method, e);
    }
  }

  private static Object request(Method method, Map<String, String> parameters, byte[] body)
      throws ReflectiveOperationException {
    var tree = new LinkedHashMap<String, Object>();
    if (body.length > 0) {
      tree.putAll(Json.readObject(new String(body, UTF_8)));
    }
    var builder = (SdkPojo) method.getParameterTypes()[0].getMethod("builder").invoke(null);
    for (var field : builder.sdkFields()) {
      if (field.location() != MarshallLocation.PAYLOAD) {
        tree.put(field.locationName(), typed(field, parameters.get(field.locationName())));
      }
    }
    return ((Buildable) SdkJson.read(builder, tree)).build();
  }

  /** As a body would have it; what is of another type is left for the reading to refuse. */
  private static Object typed(SdkField<?> field, String text) {
    return field.marshallingType() == MarshallingType.INTEGER
            && text != null
            && text.matches("-?\\d{1,18}")
        ? (Object) Long.valueOf(text)
        : text;
  }

  /** With the exception's own fields: a conflict names its resources. */
  private Answer refusal(Throwable thrown) {
    if (thrown instanceof AwsServiceException refused) {
      var details = refused.awsErrorDetails();
      return api.error(
          refused.statusCode(),
          details.errorCode(),
          details.errorMessage(),
          SdkJson.writeAnswer(refused));
    }
    throw new IllegalStateException(thrown);
  }
}
