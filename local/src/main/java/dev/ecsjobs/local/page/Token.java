package dev.ecsjobs.local.page;

import com.sun.net.httpserver.HttpExchange;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.SecureRandom;
import java.util.HexFormat;
import java.util.List;
import java.util.Optional;

/**
 * What tells our own page's wishes from those that another page makes the browser send: they come
 * from here, with the token in the form and in a cookie that goes with our own page's requests
 * only.
 */
record Token(String text, String cookie) {

  /** A new one. Cookies are shared between ports, so its name says the port. */
  static Token forPort(int port) {
    var bytes = new byte[32];
    new SecureRandom().nextBytes(bytes);
    return new Token(HexFormat.of().formatHex(bytes), "ecsjobs-" + port);
  }

  String setCookie() {
    return cookie + "=" + text + "; Path=/; HttpOnly; SameSite=Strict";
  }

  /** A sentence if the wish is not our own page's. */
  Optional<String> whyNot(HttpExchange request, Optional<String> inForm) {
    var headers = request.getRequestHeaders();
    var origin = headers.getFirst("Origin");
    if (origin != null && !origin.equals("http://" + headers.getFirst("Host"))) {
      return Optional.of("This request comes from " + origin + ", another page.");
    }
    boolean isOurs = inForm.filter(this::is).isPresent() && isIn(headers.get("Cookie"));
    return isOurs
        ? Optional.empty()
        : Optional.of(
            "This request does not have the page's token. Load the page again: ecsjobs may have"
                + " been started anew.");
  }

  private boolean isIn(List<String> cookies) {
    return cookies != null
        && cookies.stream()
            .flatMap(line -> List.of(line.split("; *", -1)).stream())
            .filter(pair -> pair.startsWith(cookie + "="))
            .anyMatch(pair -> is(pair.substring(cookie.length() + 1)));
  }

  /** As long for one that is nearly right as for any other. */
  private boolean is(String other) {
    return MessageDigest.isEqual(
        text.getBytes(StandardCharsets.UTF_8), other.getBytes(StandardCharsets.UTF_8));
  }
}
