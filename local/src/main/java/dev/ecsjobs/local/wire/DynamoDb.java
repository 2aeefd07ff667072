package dev.ecsjobs.local.wire;

import com.sun.net.httpserver.Headers;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.concurrent.Executor;
import software.amazon.awssdk.core.SdkBytes;

/** Passes requests on to DynamoDB Local as they are, and what it answers back. */
final class DynamoDb implements AutoCloseable {
  private static final Duration PATIENCE = Duration.ofSeconds(8);

  private static final Set<String> ASKED =
      Set.of("authorization", "content-type", "accept-encoding");

  /** No others: DynamoDB Local answers some that let web pages in. */
  private static final List<String> ANSWERED =
      List.of("Content-Type", "Content-Encoding", "x-amzn-RequestId", "x-amz-crc32");

  private final Executor threads;
  private HttpClient http;

  DynamoDb(Executor threads) {
    this.threads = threads;
  }

  /** Made when it is needed: it takes a while, and most who start this never ask for it. */
  private synchronized HttpClient http() {
    if (http == null) {
      http =
          HttpClient.newBuilder()
              .version(HttpClient.Version.HTTP_1_1)
              .proxy(HttpClient.Builder.NO_PROXY)
              .executor(threads)
              .build();
    }
    return http;
  }

  Answer answer(URI address, Headers headers, byte[] body) {
    var request =
        HttpRequest.newBuilder(address.resolve("/"))
            .timeout(PATIENCE)
            .POST(HttpRequest.BodyPublishers.ofByteArray(body));
    headers.forEach(
        (name, values) -> {
          if (isPassedOn(name.toLowerCase(Locale.ROOT))) {
            values.forEach(value -> request.header(name, value));
          }
        });
    try {
      return answer(http().send(request.build(), HttpResponse.BodyHandlers.ofByteArray()));
    } catch (IOException e) {
      return Answer.error(503, "ServiceUnavailable", "DynamoDB Local does not answer: " + e);
    } catch (InterruptedException _) {
      Thread.currentThread().interrupt();
      return Answer.error(503, "ServiceUnavailable", "ecsjobs is ending.");
    }
  }

  private static boolean isPassedOn(String name) {
    return name.startsWith("x-amz") || ASKED.contains(name);
  }

  private static Answer answer(HttpResponse<byte[]> response) {
    var headers = new LinkedHashMap<String, String>();
    for (var name : ANSWERED) {
      response.headers().firstValue(name).ifPresent(value -> headers.put(name, value));
    }
    return new Answer(
        response.statusCode(), headers, SdkBytes.fromByteArrayUnsafe(response.body()));
  }

  @Override
  public synchronized void close() {
    if (http != null) {
      http.shutdownNow();
    }
  }
}
