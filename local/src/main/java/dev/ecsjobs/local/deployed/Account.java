package dev.ecsjobs.local.deployed;

import dev.ecsjobs.aws.CloudWatchLogs;
import dev.ecsjobs.aws.Endpoints;
import dev.ecsjobs.aws.HttpWire;
import dev.ecsjobs.aws.Saying;
import dev.ecsjobs.aws.SignedCalls;
import java.net.URI;
import java.time.Duration;
import java.time.InstantSource;
import java.util.Map;
import java.util.Optional;
import software.amazon.awssdk.auth.credentials.AwsCredentialsProvider;
import software.amazon.awssdk.auth.credentials.DefaultCredentialsProvider;
import software.amazon.awssdk.auth.credentials.ProfileCredentialsProvider;
import software.amazon.awssdk.awscore.client.builder.AwsClientBuilder;
import software.amazon.awssdk.awscore.client.builder.AwsSyncClientBuilder;
import software.amazon.awssdk.awscore.retry.AwsRetryStrategy;
import software.amazon.awssdk.core.exception.SdkClientException;
import software.amazon.awssdk.http.SdkHttpClient;
import software.amazon.awssdk.http.urlconnection.UrlConnectionHttpClient;
import software.amazon.awssdk.regions.Region;
import software.amazon.awssdk.regions.ServiceMetadata;
import software.amazon.awssdk.regions.providers.DefaultAwsRegionProviderChain;
import software.amazon.awssdk.retries.api.RetryStrategy;
import software.amazon.awssdk.services.cloudformation.CloudFormationClient;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;
import software.amazon.awssdk.services.ecs.EcsClient;
import software.amazon.awssdk.services.lambda.LambdaClient;
import software.amazon.awssdk.services.scheduler.SchedulerClient;

/**
 * The user's AWS account: region, credentials and endpoint, found where every AWS tool finds them.
 */
final class Account {
  /** Longer than the launch function's own timeout, so that the function has the last word. */
  private static final Duration PATIENCE = Duration.ofSeconds(60);

  private final Map<String, String> environment;
  private final Region region;
  private final AwsCredentialsProvider credentials;
  private final SdkHttpClient http =
      UrlConnectionHttpClient.builder().socketTimeout(PATIENCE).build();

  private Account(
      Map<String, String> environment, Region region, AwsCredentialsProvider credentials) {
    this.environment = environment;
    this.region = region;
    this.credentials = credentials;
  }

  /** Throws if there is no region, or no credentials. */
  static Account of(Map<String, String> environment) {
    var region = foundRegion();
    return new Account(environment, region, foundCredentials());
  }

  private static Region foundRegion() {
    try {
      return DefaultAwsRegionProviderChain.builder().build().getRegion();
    } catch (SdkClientException e) {
      throw AwsTrouble.lasting(
          "It is not known in which AWS region the stack is. Set AWS_REGION, such as"
              + " AWS_REGION=eu-central-1, or give your profile a region: aws configure set region"
              + " eu-central-1.");
    }
  }

  /** Asked for at once: what is wrong with them is better told before than in a call's words. */
  private static AwsCredentialsProvider foundCredentials() {
    var provider = DefaultCredentialsProvider.builder().build();
    try {
      provider.resolveCredentials();
      return provider;
    } catch (RuntimeException e) { // of each provider's own type
      throw AwsTrouble.lasting(
          "There are no AWS credentials to work with. "
              + profileSays()
              + "Sign in (aws sso login, aws configure) or set AWS_PROFILE to a profile that has"
              + " some. If the aws command works and this does not: eval \"$(aws configure"
              + " export-credentials --format env)\".");
    }
  }

  /** The chain names every place it looked at; what people set up is their profile. */
  private static String profileSays() {
    try {
      ProfileCredentialsProvider.create().resolveCredentials();
      return "";
    } catch (RuntimeException e) {
      String words = e.getMessage();
      int dump = words.indexOf(": ProfileFile(");
      return (dump < 0 ? words : words.substring(0, dump)).replaceFirst("[.]?$", ". ");
    }
  }

  Region region() {
    return region;
  }

  CloudFormationClient cloudFormation() {
    return client(CloudFormationClient.builder(), CloudFormationClient.serviceMetadata());
  }

  DynamoDbClient dynamo() {
    return client(DynamoDbClient.builder(), DynamoDbClient.serviceMetadata());
  }

  SchedulerClient scheduler() {
    return client(SchedulerClient.builder(), SchedulerClient.serviceMetadata());
  }

  EcsClient ecs() {
    return client(EcsClient.builder(), EcsClient.serviceMetadata());
  }

  /** What tasks have written. */
  CloudWatchLogs logs() {
    var endpoint =
        Optional.ofNullable(environment.get("AWS_ENDPOINT_URL"))
            .or(() -> Optional.ofNullable(System.getProperty("aws.endpointUrl")))
            .filter(url -> !url.isBlank())
            .map(URI::create);
    var calls =
        new SignedCalls(
            new HttpWire(PATIENCE),
            credentials,
            new Endpoints(region.id(), Map.of(), endpoint),
            InstantSource.system());
    return new Saying(calls).logs(ecs());
  }

  LambdaClient lambda() {
    return client(LambdaClient.builder(), LambdaClient.serviceMetadata());
  }

  /** A few seconds at most: DynamoDB's own way would keep a throttled user waiting for a minute. */
  private static RetryStrategy repeating() {
    return AwsRetryStrategy.standardRetryStrategy();
  }

  private <B extends AwsClientBuilder<B, C> & AwsSyncClientBuilder<B, C>, C> C client(
      B builder, ServiceMetadata service) {
    if (isEndpointEmpty()) {
      builder.endpointOverride(URI.create("https://" + service.endpointFor(region)));
    }
    return builder
        .region(region)
        .credentialsProvider(credentials)
        .httpClient(http)
        .overrideConfiguration(
            o -> o.retryStrategy(repeating()).addExecutionInterceptor(new Explaining()))
        .build();
  }

  /** The SDK reads the variable by itself, but takes an empty one for an endpoint. */
  private boolean isEndpointEmpty() {
    return environment.getOrDefault("AWS_ENDPOINT_URL", "none").isBlank()
        && System.getProperty("aws.endpointUrl") == null;
  }
}
