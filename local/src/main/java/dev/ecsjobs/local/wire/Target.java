package dev.ecsjobs.local.wire;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.sun.net.httpserver.HttpExchange;
import java.net.URLDecoder;
import java.util.HashMap;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.regex.Pattern;

/** What a request is for. */
sealed interface Target {
  String HEADER = "X-Amz-Target";
  String SERVED =
      "DynamoDB, DynamoDB Streams, ECS and EventBridge are served here, told apart by "
          + HEADER
          + ", and EventBridge Scheduler, told by what the request is signed for.";

  Pattern DYNAMODB = Pattern.compile("DynamoDB(Streams)?_20120810\\.\\w+");
  Pattern ACTION = Pattern.compile("(\\w+)\\.(\\w+)");

  /** The name of the service that a request is signed for, as every SDK writes it. */
  Pattern SIGNED = Pattern.compile("AWS4-\\S+ .*Credential=[^,\\s]+/([a-z0-9-]+)/aws4_request.*");

  /** For DynamoDB or its streams, which know their actions themselves. */
  record DynamoDbAction() implements Target {}

  /**
   * One of a service's actions, or what the caller thinks is one.
   *
   * @param parameters what path and query say
   */
  record Action(Api api, String name, Map<String, String> parameters) implements Target {}

  /** For somebody else, or nobody. */
  record Unknown(String what) implements Target {
    Answer answer() {
      return Answer.error(400, "UnknownOperationException", what + ". " + SERVED);
    }
  }

  /**
   * The service without the header that the request is signed for. The signature is not checked,
   * but it has to be there: no web page can send it unasked, and a service without the header has
   * nothing else that no page can send.
   */
  static Optional<Api> signedFor(HttpExchange request) {
    var signed = SIGNED.matcher(header(request, "Authorization"));
    return signed.matches() ? Api.signedFor(signed.group(1)) : Optional.empty();
  }

  static Target of(HttpExchange request) {
    var target = header(request, HEADER);
    var signedFor = signedFor(request);
    return target.isEmpty() && signedFor.isPresent()
        ? route(signedFor.get(), request)
        : named(target);
  }

  private static Target named(String target) {
    var action = ACTION.matcher(target);
    if (DYNAMODB.matcher(target).matches()) {
      return new DynamoDbAction();
    }
    return action.matches() && Api.withTarget(action.group(1)).isPresent()
        ? new Action(Api.withTarget(action.group(1)).get(), action.group(2), Map.of())
        : new Unknown(
            target.isEmpty() ? "The request has no " + HEADER : target + " is not served here");
  }

  private static Target route(Api api, HttpExchange request) {
    var method = request.getRequestMethod();
    var path = request.getRequestURI().getRawPath();
    var parameters = parameters(request.getRequestURI().getRawQuery());
    return api.route(method, path)
        .<Target>map(
            match -> {
              parameters.putAll(match.parameters());
              return new Action(api, match.action(), parameters);
            })
        .orElseGet(() -> new Unknown(api.title() + " has no " + method + " " + path));
  }

  private static Map<String, String> parameters(String queryOrNull) {
    var parameters = new HashMap<String, String>();
    for (var pair : Objects.requireNonNullElse(queryOrNull, "").split("&", -1)) {
      int equals = pair.indexOf('=');
      if (equals > 0) {
        parameters.put(
            URLDecoder.decode(pair.substring(0, equals), UTF_8),
            URLDecoder.decode(pair.substring(equals + 1), UTF_8));
      }
    }
    return parameters;
  }

  private static String header(HttpExchange request, String name) {
    return Objects.requireNonNullElse(request.getRequestHeaders().getFirst(name), "");
  }
}
