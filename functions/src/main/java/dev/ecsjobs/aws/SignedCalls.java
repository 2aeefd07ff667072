package dev.ecsjobs.aws;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URLEncoder;
import java.time.InstantSource;
import java.util.Map;
import software.amazon.awssdk.auth.credentials.AwsCredentialsProvider;

/**
 * Calls without a client of the SDK's: what goes over the wire is one signed POST.
 *
 * <p>Nothing is repeated here: whoever invoked the function does, or {@link DirectCalls}.
 */
public final class SignedCalls {
  private final Wire wire;
  private final AwsCredentialsProvider credentials;
  private final Endpoints endpoints;
  private final InstantSource clock;

  public SignedCalls(
      Wire wire, AwsCredentialsProvider credentials, Endpoints endpoints, InstantSource clock) {
    this.wire = wire;
    this.credentials = credentials;
    this.endpoints = endpoints;
    this.clock = clock;
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
    var headers = Map.of("content-type", "application/x-www-form-urlencoded");
    successful("Publish", () -> send("sns", headers, form));
  }

  private static String encoded(String text) {
    return URLEncoder.encode(text, UTF_8);
  }

  private Map<String, Object> json(String service, String target, Map<String, Object> request) {
    var headers = Map.of("content-type", "application/x-amz-json-1.1", "x-amz-target", target);
    return Json.readObject(successful(target, () -> send(service, headers, Json.write(request))));
  }

  private interface Sending {
    Wire.Answer send() throws IOException;
  }

  private static String successful(String action, Sending sending) {
    try {
      var answer = sending.send();
      if (answer.status() >= 300) {
        throw new CallRefused(action, answer.status(), answer.body());
      }
      return answer.body();
    } catch (IOException e) {
      throw new UncheckedIOException(action + ": " + e.getMessage(), e);
    }
  }

  /**
   * Signs it and sends it.
   *
   * @param headers named in lower case
   */
  Wire.Answer send(String service, Map<String, String> headers, String text) throws IOException {
    var to = endpoints.of(service);
    byte[] body = text.getBytes(UTF_8);
    var signature = new Signature(credentials.resolveCredentials(), endpoints.region(), service);
    return wire.post(to, signature.of(to, headers, body, clock.instant()), body);
  }
}
