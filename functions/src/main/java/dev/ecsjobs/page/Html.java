package dev.ecsjobs.page;

import java.util.Collection;
import java.util.function.Function;
import java.util.stream.Collector;
import java.util.stream.Collectors;

/**
 * Markup that is safe to show. It is made of templates written in this project, whose {@code {}}
 * take values: markup as it is, all else escaped, so that text can neither end an element nor an
 * attribute in double quotes.
 */
public final class Html {
  public static final Html NONE = new Html("");
  private static final String PLACE = "{}";

  private final String markup;

  private Html(String markup) {
    this.markup = markup;
  }

  /**
   * Fills a template.
   *
   * @param template a constant
   * @param values one for each place
   */
  public static Html of(String template, Object... values) {
    var markup = new StringBuilder();
    int from = 0;
    for (var value : values) {
      int place = template.indexOf(PLACE, from);
      if (place < 0) {
        throw new IllegalArgumentException("more values than places: " + template);
      }
      markup.append(template, from, place);
      append(markup, value);
      from = place + PLACE.length();
    }
    if (template.indexOf(PLACE, from) >= 0) {
      throw new IllegalArgumentException("more places than values: " + template);
    }
    return new Html(markup.append(template.substring(from)).toString());
  }

  /** Text as it is to be read. */
  public static Html text(String text) {
    return of(PLACE, text);
  }

  static <T> Html each(Collection<T> things, Function<T, Html> drawing) {
    return things.stream().map(drawing).collect(joined());
  }

  static Collector<Html, ?, Html> joined() {
    return Collectors.collectingAndThen(
        Collectors.mapping(Html::toString, Collectors.joining()), Html::new);
  }

  static Html all(Html... parts) {
    var markup = new StringBuilder();
    for (var part : parts) {
      markup.append(part.markup);
    }
    return new Html(markup.toString());
  }

  private static void append(StringBuilder markup, Object value) {
    if (value instanceof Html html) {
      markup.append(html.markup);
    } else {
      value.toString().chars().forEach(c -> append(markup, (char) c));
    }
  }

  private static void append(StringBuilder markup, char c) {
    switch (c) {
      case '&' -> markup.append("&amp;");
      case '<' -> markup.append("&lt;");
      case '>' -> markup.append("&gt;");
      case '"' -> markup.append("&quot;");
      case '\'' -> markup.append("&#39;");
      case '\t', '\n' -> markup.append(c);
      default -> markup.append(Character.isISOControl(c) ? '\ufffd' : c);
    }
  }

  @Override
  public String toString() {
    return markup;
  }
}
