package dev.ecsjobs.lambda;

import static java.util.Locale.ROOT;

import dev.ecsjobs.aws.DirectDynamoDb;
import dev.ecsjobs.aws.DirectEcs;
import dev.ecsjobs.aws.Endpoints;
import dev.ecsjobs.aws.Saying;
import dev.ecsjobs.aws.SignedCalls;
import dev.ecsjobs.aws.Wire;
import java.net.URI;
import java.time.Duration;
import java.time.InstantSource;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import software.amazon.awssdk.auth.credentials.AwsBasicCredentials;
import software.amazon.awssdk.auth.credentials.AwsCredentialsProvider;
import software.amazon.awssdk.auth.credentials.AwsSessionCredentials;
import software.amazon.awssdk.auth.credentials.DefaultCredentialsProvider;
import software.amazon.awssdk.awscore.client.builder.AwsClientBuilder;
import software.amazon.awssdk.awscore.client.builder.AwsSyncClientBuilder;
import software.amazon.awssdk.http.urlconnection.UrlConnectionHttpClient;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;
import software.amazon.awssdk.services.ecs.EcsClient;
import software.amazon.awssdk.services.scheduler.SchedulerClient;

/** How a function reaches AWS. Making it loads nothing of the SDK's clients. */
record Clients(Endpoints endpoints, DynamoDbClient dynamo, EcsClient ecs, Saying saying) {
  /**
   * Shorter than the functions' timeout, so that a hanging call ends as an answer, not as a kill.
   */
  static final Duration CALL = Duration.ofSeconds(12);

  static Clients of(Map<String, String> environment, Settings settings, Wire wire) {
    var endpoints = endpoints(environment, settings);
    var calls = new SignedCalls(wire, credentials(environment), endpoints, InstantSource.system());
    return new Clients(
        endpoints,
        new DirectDynamoDb(calls, () -> client(DynamoDbClient.builder(), "dynamodb", endpoints)),
        new DirectEcs(calls, () -> client(EcsClient.builder(), "ecs", endpoints)),
        new Saying(calls));
  }

  /** Made anew by each call. */
  SchedulerClient scheduler() {
    return client(SchedulerClient.builder(), "scheduler", endpoints);
  }

  private static <B extends AwsClientBuilder<B, C> & AwsSyncClientBuilder<B, C>, C> C client(
      B builder, String service, Endpoints endpoints) {
    endpoints.played(service).ifPresent(builder::endpointOverride);
    return builder
        .httpClient(UrlConnectionHttpClient.create())
        .overrideConfiguration(o -> o.apiCallTimeout(CALL))
        .build();
  }

  /** Lambda's own are in the environment, or, under SnapStart, where the SDK looks for them. */
  private static AwsCredentialsProvider credentials(Map<String, String> environment) {
    var key = environment.get("AWS_ACCESS_KEY_ID");
    if (key == null) {
      return DefaultCredentialsProvider.builder().build();
    }
    var secret = environment.get("AWS_SECRET_ACCESS_KEY");
    var token = environment.get("AWS_SESSION_TOKEN");
    var credentials =
        token == null
            ? AwsBasicCredentials.create(key, secret)
            : AwsSessionCredentials.create(key, secret, token);
    return () -> credentials;
  }

  /** As the SDK has it, single services may be played elsewhere. */
  private static Endpoints endpoints(Map<String, String> environment, Settings settings) {
    var played = new HashMap<String, URI>();
    if (environment.getOrDefault("ENDPOINT_URL", "").isEmpty()) {
      for (var service : new String[] {"dynamodb", "ecs", "scheduler"}) {
        Optional.ofNullable(environment.get("AWS_ENDPOINT_URL_" + service.toUpperCase(ROOT)))
            .ifPresent(url -> played.put(service, URI.create(url)));
      }
    }
    return new Endpoints(environment.get("AWS_REGION"), played, settings.endpoint());
  }
}
