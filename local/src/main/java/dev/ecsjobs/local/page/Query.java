package dev.ecsjobs.local.page;

import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;

/** The fields of a form or of an address. */
record Query(Map<String, String> fields) {

  static Query parse(String text) {
    var fields = new HashMap<String, String>();
    for (var pair : (text == null ? "" : text).split("&", -1)) {
      var parts = pair.split("=", 2);
      if (parts.length == 2) {
        fields.putIfAbsent(decoded(parts[0]), decoded(parts[1]));
      }
    }
    return new Query(fields);
  }

  /** Empty where nothing is filled in. */
  Optional<String> text(String name) {
    return Optional.ofNullable(fields.get(name)).filter(text -> !text.isBlank());
  }

  private static String decoded(String text) {
    try {
      return URLDecoder.decode(text, StandardCharsets.UTF_8);
    } catch (IllegalArgumentException e) {
      return ""; // a % that means nothing
    }
  }
}
