package dev.ecsjobs.retry;

import java.util.List;
import java.util.Locale;

/**
 * The wording of a message that AWS may put in several ways: {@code *} stands for any text, the
 * case does not matter, and what has no {@code *} at an end starts or ends there.
 *
 * <p>No regular expression: messages are full of brackets and dots, and this takes linear time.
 */
public record Wording(String pattern) {

  /** Whether any of the patterns matches. */
  public static boolean anyOf(List<String> patterns, String text) {
    for (var pattern : patterns) {
      if (new Wording(pattern).matches(text)) {
        return true;
      }
    }
    return false;
  }

  boolean matches(String text) {
    if (pattern.equals("*")) {
      return true;
    }
    String rest = text.toLowerCase(Locale.ROOT).strip();
    String[] pieces = pattern.toLowerCase(Locale.ROOT).split("\\*", -1);
    if (pieces.length == 1) {
      return rest.equals(pieces[0]);
    }
    if (!rest.startsWith(pieces[0])) {
      return false;
    }
    rest = rest.substring(pieces[0].length());
    for (int i = 1; i < pieces.length - 1; i++) {
      int at = rest.indexOf(pieces[i]);
      if (at < 0) {
        return false;
      }
      rest = rest.substring(at + pieces[i].length());
    }
    return rest.endsWith(pieces[pieces.length - 1]);
  }
}
