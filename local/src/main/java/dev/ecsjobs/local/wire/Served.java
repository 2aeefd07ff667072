package dev.ecsjobs.local.wire;

import java.net.URI;
import java.util.Optional;
import java.util.function.BiFunction;
import software.amazon.awssdk.services.ecs.EcsClient;

/** What is behind the endpoint. */
public final class Served {
  private final Current<Services> current = new Current<>();

  private record Services(URI dynamoDb, EcsActions ecs) {}

  /** Lets the requests in, until the answer is closed. */
  public Current.Shift by(URI dynamoDb, EcsClient ecs) {
    return current.by(new Services(dynamoDb, new EcsActions(ecs)));
  }

  /** Empty if nobody serves and nobody came in time. */
  Optional<Answer> ask(BiFunction<URI, EcsActions, Answer> question) throws InterruptedException {
    return current.ask(services -> question.apply(services.dynamoDb(), services.ecs()));
  }
}
