package dev.ecsjobs.local.wire;

import static java.nio.charset.StandardCharsets.UTF_8;
import static java.util.stream.Collectors.toMap;

import dev.ecsjobs.aws.Json;
import dev.ecsjobs.local.ecs.SdkJson;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Method;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Stream;
import software.amazon.awssdk.awscore.exception.AwsServiceException;
import software.amazon.awssdk.core.SdkPojo;
import software.amazon.awssdk.services.ecs.EcsClient;
import software.amazon.awssdk.services.ecs.model.EcsRequest;
import software.amazon.awssdk.utils.builder.Buildable;

/** ECS's actions by their names: the methods of the SDK's client, with the SDK's own models. */
final class EcsActions {
  private final EcsClient ecs;
  private final Map<String, Method> actions;

  /**
   * @param ecs answers the actions whose methods it has itself
   */
  EcsActions(EcsClient ecs) {
    this.ecs = ecs;
    actions =
        Stream.of(ecs.getClass().getMethods())
            .filter(method -> method.getDeclaringClass() != EcsClient.class)
            .filter(method -> method.getParameterCount() == 1)
            .filter(method -> EcsRequest.class.isAssignableFrom(method.getParameterTypes()[0]))
            .collect(toMap(EcsActions::action, method -> method, (one, _) -> one, TreeMap::new));
  }

  private static String action(Method method) {
    return method.getName().substring(0, 1).toUpperCase(Locale.ROOT)
        + method.getName().substring(1);
  }

  Answer answer(String action, byte[] body) {
    var method = actions.get(action);
    if (method == null) {
      return Answer.error(
          400,
          "UnknownOperationException",
          "ECS's %s cannot be served on this machine. These can: %s."
              .formatted(action, String.join(", ", actions.keySet())));
    }
    try {
      return Answer.of(SdkJson.writeAnswer((SdkPojo) method.invoke(ecs, request(method, body))));
    } catch (Json.MalformedJson | SdkJson.WrongType e) {
      return Answer.error(400, "SerializationException", "%.500s".formatted(e.getMessage()));
    } catch (InvocationTargetException e) {
      return refusal(e.getCause());
    } catch (ReflectiveOperationException e) {
      throw new IllegalStateException("not a method as the SDK's client has them: " + method, e);
    }
  }

  private static Object request(Method method, byte[] body) throws ReflectiveOperationException {
    var tree =
        body.length == 0 ? Map.<String, Object>of() : Json.readObject(new String(body, UTF_8));
    var builder = (SdkPojo) method.getParameterTypes()[0].getMethod("builder").invoke(null);
    return ((Buildable) SdkJson.read(builder, tree)).build();
  }

  /** With the exception's own fields: a conflict names its resources. */
  private static Answer refusal(Throwable thrown) {
    if (thrown instanceof AwsServiceException refused) {
      var details = refused.awsErrorDetails();
      return Answer.error(
          refused.statusCode(),
          details.errorCode(),
          details.errorMessage(),
          SdkJson.writeAnswer(refused));
    }
    throw new IllegalStateException(thrown);
  }
}
