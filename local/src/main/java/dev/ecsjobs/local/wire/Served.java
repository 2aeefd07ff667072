package dev.ecsjobs.local.wire;

import java.net.URI;
import java.util.EnumMap;
import java.util.Map;
import java.util.Optional;
import java.util.function.BiFunction;
import software.amazon.awssdk.core.SdkClient;

/** What is behind the endpoint. */
public final class Served {
  private final Current<Services> current = new Current<>();

  private record Services(URI dynamoDb, Map<Api, Actions> actions) {}

  /**
   * Lets the requests in, until the answer is closed.
   *
   * @param clients answer the actions whose methods they have themselves
   */
  public Current.Shift by(URI dynamoDb, SdkClient... clients) {
    return current.by(new Services(dynamoDb, actions(clients)));
  }

  private static Map<Api, Actions> actions(SdkClient... clients) {
    var actions = new EnumMap<Api, Actions>(Api.class);
    for (var client : clients) {
      for (var api : Api.values()) {
        if (api.client().isInstance(client)) {
          actions.put(api, new Actions(api, client));
        }
      }
    }
    return actions;
  }

  /** Empty if nobody serves and nobody came in time. */
  Optional<Answer> ask(BiFunction<URI, Map<Api, Actions>, Answer> question)
      throws InterruptedException {
    return current.ask(services -> question.apply(services.dynamoDb(), services.actions()));
  }
}
