package dev.ecsjobs.local.dynamodb;

import java.io.Closeable;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.nio.file.Path;
import java.util.Optional;
import software.amazon.awssdk.auth.credentials.AwsBasicCredentials;
import software.amazon.awssdk.auth.credentials.StaticCredentialsProvider;
import software.amazon.awssdk.awscore.client.builder.AwsClientBuilder;
import software.amazon.awssdk.http.urlconnection.UrlConnectionHttpClient;
import software.amazon.awssdk.profiles.ProfileFile;
import software.amazon.awssdk.regions.Region;
import software.amazon.awssdk.retries.DefaultRetryStrategy;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;
import software.amazon.awssdk.services.dynamodb.streams.DynamoDbStreamsClient;

/** DynamoDB Local in this process, on a free loopback port: it ends when the process does. */
public final class DynamoDbLocal implements AutoCloseable {
  private final Closeable lock;
  private final ForeignServer server;
  private final URI endpoint;
  private final DynamoDbClient client;
  private final DynamoDbStreamsClient streams;

  private DynamoDbLocal(Optional<Path> folder, Closeable lock) {
    this.lock = lock;
    server = ForeignServer.start(folder);
    endpoint = server.endpoint();
    client = client(endpoint);
    streams =
        reaching(endpoint, DynamoDbStreamsClient.builder())
            .httpClient(UrlConnectionHttpClient.create())
            .build();
  }

  /** An empty database that is gone when it is closed. */
  public static DynamoDbLocal inMemory() {
    return new DynamoDbLocal(Optional.empty(), () -> {});
  }

  /** The database kept in this folder, which is made if it is not there. */
  public static DynamoDbLocal on(Path folder) {
    return new DynamoDbLocal(Optional.of(folder.toAbsolutePath()), FolderLock.take(folder));
  }

  /** A client of a database that another process serves. */
  public static DynamoDbClient client(URI endpoint) {
    return reaching(endpoint, DynamoDbClient.builder())
        .httpClient(UrlConnectionHttpClient.create())
        .build();
  }

  public URI endpoint() {
    return endpoint;
  }

  public DynamoDbClient client() {
    return client;
  }

  public DynamoDbStreamsClient streams() {
    return streams;
  }

  @Override
  public void close() {
    client.close();
    streams.close();
    server.close();
    try {
      lock.close();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  // Nothing from the user's own AWS set-up: a profile there must not bend a local run.
  private static <B extends AwsClientBuilder<B, ?>> B reaching(URI endpoint, B builder) {
    return builder
        .endpointOverride(endpoint)
        .region(Region.US_EAST_1)
        .fipsEnabled(false)
        .dualstackEnabled(false)
        .credentialsProvider(
            StaticCredentialsProvider.create(AwsBasicCredentials.create("local", "local")))
        .overrideConfiguration(
            o ->
                o.defaultProfileFile(ProfileFile.aggregator().build())
                    // On this machine a server that does not answer is gone.
                    .retryStrategy(
                        DefaultRetryStrategy.standardStrategyBuilder().maxAttempts(2).build()));
  }
}
