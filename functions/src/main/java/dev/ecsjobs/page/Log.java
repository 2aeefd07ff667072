package dev.ecsjobs.page;

import java.util.List;
import java.util.regex.Pattern;

/** What a task wrote: as text, whatever it is. */
final class Log {
  /** Terminals' colours mean nothing here. */
  private static final Pattern COLOUR = Pattern.compile("\u001b\\[[0-9;?]*[A-Za-z]");

  private Log() {}

  /** Nothing if it wrote nothing, or nobody here knows. */
  static Html of(List<String> lines, String whose) {
    if (lines.isEmpty()) {
      return Html.NONE;
    }
    var text = COLOUR.matcher(String.join("\n", lines)).replaceAll("");
    return Html.of(
        "<pre class=\"log\" tabindex=\"0\" role=\"region\" aria-label=\"{}\">{}</pre>",
        whose,
        text);
  }
}
