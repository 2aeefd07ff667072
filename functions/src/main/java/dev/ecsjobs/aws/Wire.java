package dev.ecsjobs.aws;

import java.io.IOException;
import java.net.URI;
import java.util.Map;

/** Sends a request with a body and gives back what is answered, whatever it is. */
@FunctionalInterface
public interface Wire {
  /** What came back. */
  record Answer(int status, String body) {}

  /**
   * Fails with a {@link java.net.SocketTimeoutException} if nothing came back in time, with another
   * {@code IOException} if it was certainly not AWS that answered.
   */
  Answer post(URI to, Map<String, String> headers, byte[] body) throws IOException;
}
