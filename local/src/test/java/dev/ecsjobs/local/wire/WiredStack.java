package dev.ecsjobs.local.wire;

import dev.ecsjobs.local.dynamodb.DynamoDbLocal;
import dev.ecsjobs.local.engine.Catalog;
import dev.ecsjobs.local.engine.DataFolder;
import dev.ecsjobs.local.engine.Eventually;
import dev.ecsjobs.local.engine.LocalEngine;
import dev.ecsjobs.local.engine.TestTemplate;
import java.net.URI;
import java.nio.file.Path;
import java.time.InstantSource;
import java.util.Optional;
import software.amazon.awssdk.auth.credentials.AwsBasicCredentials;
import software.amazon.awssdk.auth.credentials.StaticCredentialsProvider;
import software.amazon.awssdk.awscore.client.builder.AwsClientBuilder;
import software.amazon.awssdk.awscore.client.builder.AwsSyncClientBuilder;
import software.amazon.awssdk.http.urlconnection.UrlConnectionHttpClient;
import software.amazon.awssdk.regions.Region;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;
import software.amazon.awssdk.services.ecs.EcsClient;
import software.amazon.awssdk.services.ecs.model.RunTaskRequest;
import software.amazon.awssdk.services.ecs.model.Task;
import software.amazon.awssdk.services.eventbridge.EventBridgeClient;
import software.amazon.awssdk.services.scheduler.SchedulerClient;

/** The template's stack behind an endpoint, and the SDK's own clients in front of it. */
final class WiredStack implements AutoCloseable {
  final Catalog catalog;
  final LocalEngine engine;
  final EcsClient ecs;
  final DynamoDbClient dynamo;
  final SchedulerClient scheduler;
  final EventBridgeClient events;
  private final Current.Shift shift;
  private final Endpoint endpoint;

  WiredStack(Path folder) {
    catalog = TestTemplate.quiet().catalog(folder);
    engine =
        LocalEngine.start(
            catalog,
            new DataFolder(folder),
            DynamoDbLocal.inMemory(),
            InstantSource.system(),
            _ -> {});
    var served = new Served();
    endpoint = Open.endpoint(served, Optional::empty);
    shift = served.by(engine.dynamoDb(), engine.ecs(), engine.events(), engine.scheduler());
    ecs = client(EcsClient.builder(), endpoint.address());
    scheduler = client(SchedulerClient.builder(), endpoint.address());
    events = client(EventBridgeClient.builder(), endpoint.address());
    dynamo = DynamoDbLocal.client(endpoint.address());
  }

  private static <B extends AwsSyncClientBuilder<B, C> & AwsClientBuilder<B, C>, C> C client(
      B builder, URI endpoint) {
    return builder
        .endpointOverride(endpoint)
        .region(Region.US_EAST_1)
        .httpClient(UrlConnectionHttpClient.create())
        .credentialsProvider(
            StaticCredentialsProvider.create(AwsBasicCredentials.create("id", "secret")))
        .build();
  }

  URI address() {
    return endpoint.address();
  }

  String cluster() {
    return catalog.template().functions().getFirst().environment().get("CLUSTER");
  }

  RunTaskRequest request(String definition, String token) {
    return RunTaskRequest.builder()
        .cluster(cluster())
        .taskDefinition(definition)
        .networkConfiguration(n -> n.awsvpcConfiguration(v -> v.subnets("subnet-1")))
        .clientToken(token)
        .build();
  }

  Task described(String arn) {
    return ecs.describeTasks(r -> r.cluster(cluster()).tasks(arn)).tasks().getFirst();
  }

  Task awaitStopped(String arn) {
    Eventually.holds("the end of " + arn, () -> described(arn).lastStatus().equals("STOPPED"));
    return described(arn);
  }

  @Override
  public void close() {
    ecs.close();
    dynamo.close();
    scheduler.close();
    events.close();
    shift.close();
    engine.close();
    endpoint.close();
  }
}
