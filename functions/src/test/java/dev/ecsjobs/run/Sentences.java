package dev.ecsjobs.run;

import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.Set;

/** How the sentences of the two tables are made. */
final class Sentences {
  private static final Set<String> IMPERATIVES =
      Set.of(
          "Add",
          "Allow",
          "Associate",
          "Build",
          "Check",
          "Choose",
          "Contact",
          "Correct",
          "Create",
          "Drain",
          "Find",
          "Give",
          "Leave",
          "Let",
          "Log",
          "Look",
          "Make",
          "Name",
          "Push",
          "Raise",
          "Register",
          "Remove",
          "Replace",
          "Request",
          "Run",
          "Set",
          "Shorten",
          "Spread",
          "Tag",
          "Turn",
          "Use");

  /** Without its full stop, which whoever shows it adds. */
  static void assertWhat(String what) {
    assertTrue(Character.isUpperCase(what.charAt(0)) || what.startsWith("{container}"), what);
    assertFalse(what.endsWith("."), what);
  }

  static void assertFix(String fix) {
    assertTrue(IMPERATIVES.contains(fix.substring(0, fix.indexOf(' '))), fix);
    assertFalse(fix.endsWith("."), fix);
  }

  private Sentences() {}
}
