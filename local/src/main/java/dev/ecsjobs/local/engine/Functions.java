package dev.ecsjobs.local.engine;

import com.amazonaws.services.lambda.runtime.RequestHandler;
import com.amazonaws.services.lambda.runtime.RequestStreamHandler;
import com.amazonaws.services.lambda.runtime.serialization.PojoSerializer;
import com.amazonaws.services.lambda.runtime.serialization.events.LambdaEventSerializers;
import dev.ecsjobs.aws.Json;
import dev.ecsjobs.lambda.Wiring;
import dev.ecsjobs.local.template.Function;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.lang.reflect.ParameterizedType;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

/** The template's functions: their handler classes, invoked with JSON as Lambda does. */
final class Functions {
  /** Takes JSON and answers JSON. */
  private interface Handler {
    String invoke(String event, LocalContext context) throws IOException;
  }

  private final Map<String, Handler> handlers = new LinkedHashMap<>();
  private final Map<String, Function> functions = new LinkedHashMap<>();

  /**
   * @param wiring makes what a function's handlers are wired with, from its environment
   */
  Functions(
      List<Function> functions, java.util.function.Function<Map<String, String>, Wiring> wiring) {
    for (var function : functions) {
      this.functions.put(function.logicalId(), function);
      handlers.put(
          function.logicalId(), handler(make(function, wiring.apply(function.environment()))));
    }
  }

  /** Invokes and waits; the handler's exceptions come through as they are. */
  String invoke(String logicalId, String event, String requestId) {
    var function = functions.get(logicalId);
    var context = new LocalContext(logicalId, requestId, function.timeout());
    try {
      return handlers.get(logicalId).invoke(event, context);
    } catch (IOException e) {
      throw new java.io.UncheckedIOException(e);
    }
  }

  private static Object make(Function function, Wiring wiring) {
    try {
      return Class.forName(function.handler()).getConstructor(Wiring.class).newInstance(wiring);
    } catch (ReflectiveOperationException e) {
      throw new IllegalStateException(
          "The Handler of %s, %s, is no class of ours with a public constructor that takes a Wiring."
              .formatted(function.logicalId(), function.handler()),
          e);
    }
  }

  private static Handler handler(Object handler) {
    return switch (handler) {
      case RequestStreamHandler stream -> (event, context) -> invoke(stream, event, context);
      case RequestHandler<?, ?> typed -> typed(typed);
      default ->
          throw new IllegalStateException(handler.getClass() + " is no handler that Lambda knows");
    };
  }

  private static String invoke(RequestStreamHandler handler, String event, LocalContext context)
      throws IOException {
    var output = new ByteArrayOutputStream();
    handler.handleRequest(
        new ByteArrayInputStream(event.getBytes(StandardCharsets.UTF_8)), output, context);
    return output.toString(StandardCharsets.UTF_8);
  }

  private static <I, O> Handler typed(RequestHandler<I, O> handler) {
    PojoSerializer<I> input =
        LambdaEventSerializers.serializerFor(inputType(handler), Functions.class.getClassLoader());
    return (event, context) -> Json.write(handler.handleRequest(input.fromJson(event), context));
  }

  @SuppressWarnings("unchecked") // the first type argument of RequestHandler<I, O> is I
  private static <I> Class<I> inputType(RequestHandler<I, ?> handler) {
    return (Class<I>)
        Stream.of(handler.getClass().getGenericInterfaces())
            .filter(ParameterizedType.class::isInstance)
            .map(ParameterizedType.class::cast)
            .filter(type -> type.getRawType() == RequestHandler.class)
            .map(type -> type.getActualTypeArguments()[0])
            .findFirst()
            .orElseThrow();
  }
}
