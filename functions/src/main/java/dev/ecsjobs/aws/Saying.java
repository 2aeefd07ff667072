package dev.ecsjobs.aws;

import dev.ecsjobs.engine.Messenger;
import dev.ecsjobs.engine.TaskTraces;
import java.net.URI;
import java.util.Optional;
import software.amazon.awssdk.auth.credentials.AwsCredentialsProvider;
import software.amazon.awssdk.auth.credentials.DefaultCredentialsProvider;
import software.amazon.awssdk.http.SdkHttpClient;
import software.amazon.awssdk.regions.Region;
import software.amazon.awssdk.regions.providers.DefaultAwsRegionProviderChain;
import software.amazon.awssdk.services.ecs.EcsClient;

/** What it takes to say something on AWS. Nothing is called before something is to be said. */
public final class Saying {
  private final SignedCalls calls;

  /**
   * With the credentials and the region that the SDK finds.
   *
   * @param endpoint where AWS is played; absent means AWS itself
   */
  public Saying(SdkHttpClient http, Optional<URI> endpoint) {
    this(
        http,
        DefaultCredentialsProvider.builder().build(),
        DefaultAwsRegionProviderChain.builder().build().getRegion(),
        endpoint);
  }

  /** With credentials and a region that are known. */
  public Saying(
      SdkHttpClient http,
      AwsCredentialsProvider credentials,
      Region region,
      Optional<URI> endpoint) {
    this.calls = new SignedCalls(http, credentials, region, endpoint);
  }

  /** Reads what tasks have written. */
  public CloudWatchLogs logs(EcsClient ecs) {
    return new CloudWatchLogs(ecs, calls);
  }

  /** Finds what the stack's tasks have left behind. */
  public TaskTraces traces(EcsClient ecs, String stack) {
    return new CloudWatchTraces(logs(ecs), stack);
  }

  /** Says it to the default event bus, and to people by the topic. */
  public Messenger messenger(String topic) {
    return new AwsMessenger(calls, topic);
  }
}
