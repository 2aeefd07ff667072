package dev.ecsjobs.local.template;

/** What becomes of a value that only an account knows, such as what another stack exports. */
public enum Elsewhere {
  /** It is a problem: nothing could be run with it. */
  REFUSED,
  /** Something stands in for it: the template is only looked at. */
  STOOD_IN_FOR;

  private static final String MARK = "elsewhere:";

  static String standIn(String name) {
    return MARK + name;
  }

  /** Whether the text is such a stand-in, or has one in it. */
  public static boolean isIn(String text) {
    return text.contains(MARK);
  }
}
