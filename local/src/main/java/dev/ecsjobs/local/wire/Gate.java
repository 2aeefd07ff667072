package dev.ecsjobs.local.wire;

import com.sun.net.httpserver.HttpExchange;
import java.io.IOException;
import java.net.InetAddress;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.function.Predicate;

/**
 * Who may come in. A web page in the user's browser may not: a page from elsewhere cannot set
 * {@code X-Amz-Target} or {@code Authorization} without being allowed to, which nothing here does,
 * and no service is reached without one of them; and a page whose own name was made to mean this
 * machine (DNS rebinding) says that name as the host.
 *
 * @param hosts what a request may call this machine
 */
record Gate(Set<String> hosts, Predicate<InetAddress> callers) {
  static final String IN_CONTAINERS = "host.docker.internal";

  /** DynamoDB takes 16 MiB in one request; what is bigger is not read. */
  static final int LONGEST_BODY = 17 * 1024 * 1024;

  /** The gate at an address of this machine. */
  static Gate at(InetAddress address, Predicate<InetAddress> callers) {
    var name = address.getHostAddress();
    return address.isLoopbackAddress()
        ? new Gate(Set.of("localhost", name, IN_CONTAINERS), callers)
        : new Gate(Set.of(name, IN_CONTAINERS), callers);
  }

  /** Why the request is turned away, if it is. */
  Optional<Answer> refusal(HttpExchange request) {
    var caller = request.getRemoteAddress().getAddress();
    var host = request.getRequestHeaders().getFirst("Host");
    if (!callers.test(caller)) {
      return refusal(
          403,
          "AccessDeniedException",
          caller.getHostAddress() + " is no container of this machine.");
    }
    if (host == null || !hosts.contains(host.toLowerCase(Locale.ROOT).replaceFirst(":\\d+$", ""))) {
      return refusal(
          403, "AccessDeniedException", "Call this machine localhost or " + IN_CONTAINERS + ".");
    }
    if (!request.getRequestMethod().equals("POST") && Target.signedFor(request).isEmpty()) {
      return refusal(405, "UnknownOperationException", Target.SERVED);
    }
    return Optional.empty();
  }

  /** The body, or empty if it is too long. */
  static Optional<byte[]> body(HttpExchange request) throws IOException {
    var body = request.getRequestBody().readNBytes(LONGEST_BODY + 1);
    return body.length > LONGEST_BODY ? Optional.empty() : Optional.of(body);
  }

  private static Optional<Answer> refusal(int status, String code, String message) {
    return Optional.of(Answer.error(status, code, message));
  }
}
