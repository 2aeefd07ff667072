package dev.ecsjobs.aws;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.net.URI;
import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.time.Instant;
import java.util.HexFormat;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;
import software.amazon.awssdk.auth.credentials.AwsCredentials;
import software.amazon.awssdk.auth.credentials.AwsSessionCredentials;

/**
 * AWS's Signature Version 4 of a POST to the path {@code /}.
 *
 * @see <a
 *     href="https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_sigv-create-signed-request.html">Create
 *     a signed request</a>
 */
record Signature(AwsCredentials credentials, String region, String service) {
  private static final String ALGORITHM = "AWS4-HMAC-SHA256";

  /** The headers, named in lower case, with those that sign them. */
  Map<String, String> of(URI to, Map<String, String> headers, byte[] body, Instant at) {
    var signed = new TreeMap<>(headers);
    var time = time(at);
    var hash = hash(body);
    signed.put("host", to.getRawAuthority());
    signed.put("x-amz-content-sha256", hash);
    signed.put("x-amz-date", time);
    if (credentials instanceof AwsSessionCredentials session) {
      signed.put("x-amz-security-token", session.sessionToken());
    }
    signed.put("authorization", authorization(signed, hash, time));
    return signed;
  }

  /** {@code 20260301T010000Z}, without a formatter: they are slow to come. */
  private static String time(Instant at) {
    var iso = at.toString();
    return iso.substring(0, "2026-03-01T01:00:00".length()).replace("-", "").replace(":", "") + "Z";
  }

  private String authorization(SortedMap<String, String> headers, String body, String time) {
    var day = time.substring(0, time.indexOf('T'));
    var scope = String.join("/", day, region, service, "aws4_request");
    var names = String.join(";", headers.keySet());
    var canonical = new StringBuilder("POST\n/\n\n");
    headers.forEach((name, value) -> canonical.append(name).append(':').append(value).append('\n'));
    canonical.append('\n').append(names).append('\n').append(body);
    var toSign =
        String.join("\n", ALGORITHM, time, scope, hash(canonical.toString().getBytes(UTF_8)));
    var key = ("AWS4" + credentials.secretAccessKey()).getBytes(UTF_8);
    for (var part : new String[] {day, region, service, "aws4_request"}) {
      key = hmac(key, part);
    }
    return ALGORITHM
        + (" Credential=" + credentials.accessKeyId() + "/" + scope)
        + (", SignedHeaders=" + names)
        + (", Signature=" + HexFormat.of().formatHex(hmac(key, toSign)));
  }

  private static String hash(byte[] bytes) {
    try {
      return HexFormat.of().formatHex(MessageDigest.getInstance("SHA-256").digest(bytes));
    } catch (GeneralSecurityException e) {
      throw new AssertionError("every JDK has SHA-256", e);
    }
  }

  private static byte[] hmac(byte[] key, String text) {
    try {
      var mac = Mac.getInstance("HmacSHA256");
      mac.init(new SecretKeySpec(key, "HmacSHA256"));
      return mac.doFinal(text.getBytes(UTF_8));
    } catch (GeneralSecurityException e) {
      throw new AssertionError("every JDK has HmacSHA256", e);
    }
  }
}
