package dev.ecsjobs;

import java.util.Collection;
import java.util.Comparator;
import java.util.Locale;

/** What somebody who wrote an unknown name may have meant. */
public final class NearNames {
  private static final int NEAR_MAX = 3;
  private static final int LISTED_MAX = 12;

  private NearNames() {}

  /** How to mend it: the names it is near to, or else all there are. */
  public static String fix(String name, Collection<String> names) {
    int best = names.stream().mapToInt(other -> distance(name, other)).min().orElse(0);
    int most = Math.min(best + 1, Math.max(2, name.length() / 3));
    var near =
        names.stream()
            .filter(candidate -> distance(name, candidate) <= most)
            .sorted(
                Comparator.comparingInt((String candidate) -> distance(name, candidate))
                    .thenComparing(Comparator.naturalOrder()))
            .limit(NEAR_MAX)
            .toList();
    if (!near.isEmpty()) {
      return "Write " + String.join(" or ", near) + " instead";
    }
    if (names.isEmpty()) {
      return "Declare it, there are none yet";
    }
    var listed = names.stream().sorted().limit(LISTED_MAX).toList();
    return "Use one of "
        + String.join(", ", listed)
        + (names.size() > LISTED_MAX ? " and " + (names.size() - LISTED_MAX) + " more" : "");
  }

  /** Letters to change, insert or leave out, case aside (Levenshtein). */
  private static int distance(String from, String to) {
    var a = from.toLowerCase(Locale.ROOT);
    var b = to.toLowerCase(Locale.ROOT);
    var row = new int[b.length() + 1];
    for (int j = 0; j <= b.length(); j++) {
      row[j] = j;
    }
    for (int i = 1; i <= a.length(); i++) {
      int diagonal = row[0];
      row[0] = i;
      for (int j = 1; j <= b.length(); j++) {
        int replaced = diagonal + (a.charAt(i - 1) == b.charAt(j - 1) ? 0 : 1);
        diagonal = row[j];
        row[j] = Math.min(replaced, 1 + Math.min(row[j], row[j - 1]));
      }
    }
    return row[b.length()];
  }
}
