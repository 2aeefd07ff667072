package dev.ecsjobs.aws;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.IOException;
import java.net.HttpURLConnection;
import java.net.URI;
import java.time.Duration;
import java.util.Map;

/** The JDK's older HTTP client, which has fewer classes to load. It keeps connections. */
public final class HttpWire implements Wire {
  private static final int CONNECT_MILLIS = 2_000;

  private final int millis;

  /**
   * @param patience how long an answer may take
   */
  public HttpWire(Duration patience) {
    millis = (int) patience.toMillis();
  }

  @Override
  public Answer post(URI to, Map<String, String> headers, byte[] body) throws IOException {
    var http = connection(to);
    headers.forEach(http::setRequestProperty);
    http.setDoOutput(true);
    http.setFixedLengthStreamingMode(body.length);
    try (var out = http.getOutputStream()) {
      out.write(body);
    }
    return answer(http);
  }

  /** Connects, so that the next request finds the connection there: what is answered is all one. */
  public void connect(URI to) throws IOException {
    answer(connection(to.resolve("/ping")));
  }

  private HttpURLConnection connection(URI to) throws IOException {
    var http = (HttpURLConnection) to.toURL().openConnection();
    http.setConnectTimeout(CONNECT_MILLIS);
    http.setReadTimeout(millis);
    http.setInstanceFollowRedirects(false);
    http.setUseCaches(false);
    return http;
  }

  /** Read to its end, or the connection would not be kept. */
  private static Answer answer(HttpURLConnection http) throws IOException {
    int status = http.getResponseCode();
    try (var in = status < 400 ? http.getInputStream() : http.getErrorStream()) {
      return new Answer(status, in == null ? "" : new String(in.readAllBytes(), UTF_8));
    }
  }
}
