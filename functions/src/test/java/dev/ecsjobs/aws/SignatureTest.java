package dev.ecsjobs.aws;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.junit.jupiter.api.Assertions.assertEquals;

import java.net.URI;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.Map;
import java.util.TreeMap;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import software.amazon.awssdk.auth.credentials.AwsBasicCredentials;
import software.amazon.awssdk.auth.credentials.AwsCredentials;
import software.amazon.awssdk.auth.credentials.AwsSessionCredentials;
import software.amazon.awssdk.http.ContentStreamProvider;
import software.amazon.awssdk.http.SdkHttpMethod;
import software.amazon.awssdk.http.SdkHttpRequest;
import software.amazon.awssdk.http.auth.aws.signer.AwsV4HttpSigner;

/** Our signature beside the SDK's own. */
class SignatureTest {
  private static final Instant AT = Instant.parse("2026-03-01T01:00:00.123Z");
  private static final Map<String, String> HEADERS =
      Map.of("content-type", "application/x-amz-json-1.0", "x-amz-target", "DynamoDB_20120810.Get");

  @ParameterizedTest
  @ValueSource(strings = {"https://dynamodb.eu-central-1.amazonaws.com/", "http://127.0.0.1:4566/"})
  void isTheSdksOwn(String endpoint) {
    isTheSdksOwn(URI.create(endpoint), AwsBasicCredentials.create("key", "secret/+"));
    isTheSdksOwn(URI.create(endpoint), AwsSessionCredentials.create("key", "secret", "a token=="));
  }

  private static void isTheSdksOwn(URI to, AwsCredentials credentials) {
    byte[] body = "{\"TableName\":\"grüß\"}".getBytes(UTF_8);
    var request = SdkHttpRequest.builder().method(SdkHttpMethod.POST).uri(to);
    HEADERS.forEach(request::putHeader);
    var signed =
        AwsV4HttpSigner.create()
            .sign(
                r ->
                    r.identity(credentials)
                        .request(request.build())
                        .payload(ContentStreamProvider.fromByteArray(body))
                        .putProperty(AwsV4HttpSigner.SERVICE_SIGNING_NAME, "dynamodb")
                        .putProperty(AwsV4HttpSigner.REGION_NAME, "eu-central-1")
                        .putProperty(
                            AwsV4HttpSigner.SIGNING_CLOCK, Clock.fixed(AT, ZoneOffset.UTC)));
    var theirs = new TreeMap<String, String>(String.CASE_INSENSITIVE_ORDER);
    signed.request().forEachHeader((name, values) -> theirs.put(name, values.getFirst()));
    var ours = new Signature(credentials, "eu-central-1", "dynamodb").of(to, HEADERS, body, AT);
    assertEquals(theirs.get("X-Amz-Date"), ours.get("x-amz-date"));
    assertEquals(theirs.get("X-Amz-Security-Token"), ours.get("x-amz-security-token"));
    assertEquals(theirs.get("Authorization"), ours.get("authorization"));
  }
}
