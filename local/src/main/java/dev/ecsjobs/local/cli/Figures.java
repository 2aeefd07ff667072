package dev.ecsjobs.local.cli;

import java.util.Locale;

/** Counts as people read them: 105,120. */
final class Figures {
  private Figures() {}

  static String shown(long count) {
    return String.format(Locale.ROOT, "%,d", count);
  }
}
