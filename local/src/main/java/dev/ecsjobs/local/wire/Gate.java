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
public record Gate(Set<String> hosts, Predicate<InetAddress> callers) {
  static final String IN_CONTAINERS = "host.docker.internal";

  /** DynamoDB takes 16 MiB in one request; what is bigger is not read. */
  static final int LONGEST_BODY = 17 * 1024 * 1024;

  /** For whoever is on this machine itself, and no container. */
  public static Gate onThisMachine() {
    return new Gate(Set.of("localhost", "127.0.0.1"), InetAddress::isLoopbackAddress);
  }

  /** The gate at an address of this machine. */
  static Gate at(InetAddress address, Predicate<InetAddress> callers) {
    var name = address.getHostAddress();
    return address.isLoopbackAddress()
        ? new Gate(Set.of("localhost", name, IN_CONTAINERS), callers)
        : new Gate(Set.of(name, IN_CONTAINERS), callers);
  }

  /** A sentence for whoever has to stay outside. */
  public Optional<String> whyNot(HttpExchange request) {
    var caller = request.getRemoteAddress().getAddress();
    var host = request.getRequestHeaders().getFirst("Host");
    if (!callers.test(caller)) {
      return Optional.of(caller.getHostAddress() + " is no container of this machine.");
    }
    return host == null || !hosts.contains(host.toLowerCase(Locale.ROOT).replaceFirst(":\\d+$", ""))
        ? Optional.of("Call this machine " + names() + ".")
        : Optional.empty();
  }

  private String names() {
    return hosts.contains(IN_CONTAINERS) ? "localhost or " + IN_CONTAINERS : "localhost";
  }

  /** Why the request is turned away, if it is. */
  Optional<Answer> refusal(HttpExchange request) {
    return whyNot(request)
        .map(why -> Answer.error(403, "AccessDeniedException", why))
        .or(
            () ->
                request.getRequestMethod().equals("POST") || Target.signedFor(request).isPresent()
                    ? Optional.empty()
                    : Optional.of(Answer.error(405, "UnknownOperationException", Target.SERVED)));
  }

  /** The body, or empty if it is too long. */
  static Optional<byte[]> body(HttpExchange request) throws IOException {
    var body = request.getRequestBody().readNBytes(LONGEST_BODY + 1);
    return body.length > LONGEST_BODY ? Optional.empty() : Optional.of(body);
  }
}
