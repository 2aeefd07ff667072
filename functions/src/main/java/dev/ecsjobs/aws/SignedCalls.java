package dev.ecsjobs.aws;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.Optional;
import software.amazon.awssdk.auth.credentials.AwsCredentialsProvider;
import software.amazon.awssdk.http.ContentStreamProvider;
import software.amazon.awssdk.http.HttpExecuteRequest;
import software.amazon.awssdk.http.SdkHttpClient;
import software.amazon.awssdk.http.SdkHttpMethod;
import software.amazon.awssdk.http.SdkHttpRequest;
import software.amazon.awssdk.http.auth.aws.signer.AwsV4HttpSigner;
import software.amazon.awssdk.regions.Region;

/**
 * The three calls that saying something takes, without the clients of three services: CloudWatch
 * Logs' alone is larger than DynamoDB's, and of each one method would be used. Signing, credentials
 * and HTTP are the SDK's.
 *
 * <p>Nothing is repeated here: whoever invoked the function does.
 */
final class SignedCalls {
  private final SdkHttpClient http;
  private final AwsCredentialsProvider credentials;
  private final Region region;
  private final Optional<URI> endpoint;
  private final AwsV4HttpSigner signer = AwsV4HttpSigner.create();

  /**
   * @param endpoint where AWS is played; absent means AWS itself
   */
  SignedCalls(
      SdkHttpClient http,
      AwsCredentialsProvider credentials,
      Region region,
      Optional<URI> endpoint) {
    this.http = http;
    this.credentials = credentials;
    this.region = region;
    this.endpoint = endpoint;
  }

  /** {@code events:PutEvents}. */
  Map<String, Object> putEvents(Map<String, Object> request) {
    return json("events", "AWSEvents.PutEvents", request);
  }

  /** {@code logs:GetLogEvents}. */
  Map<String, Object> getLogEvents(Map<String, Object> request) {
    return json("logs", "Logs_20140328.GetLogEvents", request);
  }

  /** {@code sns:Publish}, whose protocol is that of HTML forms. */
  void publish(String topic, String subject, String message) {
    var form =
        "Action=Publish&Version=2010-03-31&TopicArn=%s&Subject=%s&Message=%s"
            .formatted(encoded(topic), encoded(subject), encoded(message));
    call("sns", "Publish", form, Map.of("Content-Type", "application/x-www-form-urlencoded"));
  }

  private static String encoded(String text) {
    return URLEncoder.encode(text, StandardCharsets.UTF_8);
  }

  private Map<String, Object> json(String service, String target, Map<String, Object> request) {
    var headers = Map.of("Content-Type", "application/x-amz-json-1.1", "X-Amz-Target", target);
    return Json.readObject(call(service, target, Json.write(request), headers));
  }

  private String call(String service, String action, String body, Map<String, String> headers) {
    var content = ContentStreamProvider.fromByteArray(body.getBytes(StandardCharsets.UTF_8));
    var request = SdkHttpRequest.builder().method(SdkHttpMethod.POST).uri(uri(service));
    headers.forEach(request::putHeader);
    var signed =
        signer.sign(
            r ->
                r.identity(credentials.resolveCredentials())
                    .request(request.build())
                    .payload(content)
                    .putProperty(AwsV4HttpSigner.SERVICE_SIGNING_NAME, service)
                    .putProperty(AwsV4HttpSigner.REGION_NAME, region.id()));
    var execution =
        HttpExecuteRequest.builder()
            .request(signed.request())
            .contentStreamProvider(signed.payload().orElse(content))
            .build();
    try {
      var response = http.prepareRequest(execution).call();
      try (var in = response.responseBody().orElseThrow()) {
        var answer = new String(in.readAllBytes(), StandardCharsets.UTF_8);
        if (!response.httpResponse().isSuccessful()) {
          throw new CallRefused(action, response.httpResponse().statusCode(), answer);
        }
        return answer;
      }
    } catch (IOException e) {
      throw new UncheckedIOException(action + ": " + e.getMessage(), e);
    }
  }

  private URI uri(String service) {
    var suffix =
        region.metadata() == null ? "amazonaws.com" : region.metadata().partition().dnsSuffix();
    return endpoint.orElseGet(
        () -> URI.create("https://%s.%s.%s/".formatted(service, region.id(), suffix)));
  }
}
