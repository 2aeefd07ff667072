package dev.ecsjobs.local.calendar;

import java.time.Instant;
import java.time.format.DateTimeFormatter;
import java.util.Locale;

/** The calendar as a picture that needs nothing else: for a page, a wiki, a review. */
public final class SvgCalendar {
  /** Enough to see a quarter of an hour in two days. */
  public static final int COLUMNS = 192;

  private static final int LEFT = 210;
  private static final int TOP = 72;
  private static final int WIDTH = 960;
  private static final int ROW = 22;
  private static final int BARS = 60;
  private static final int RIGHT = 20;

  /** Of a character of the labels, in pixels. */
  private static final int CHARACTER = 7;

  private static final DateTimeFormatter TIME =
      DateTimeFormatter.ofPattern("EEE d MMM uuuu HH:mm", Locale.ENGLISH);

  private static final String STYLE =
      """
      <style>
        .paper { fill: #fff } .band { fill: #f3f4f6 } .grid { stroke: #d1d5db }
        text { font: 12px ui-sans-serif, system-ui, sans-serif; fill: #111827 }
        .dim { fill: #6b7280 } .one { fill: #2563eb } .more { fill: #1e40af } .bar { fill: #b45309 }
        @media (prefers-color-scheme: dark) {
          .paper { fill: #111827 } .band { fill: #1f2937 } .grid { stroke: #374151 }
          text { fill: #f3f4f6 } .dim { fill: #9ca3af } .one { fill: #60a5fa } .more { fill: #bfdbfe }
          .bar { fill: #fbbf24 }
        }
      </style>
      """;

  private final Calendar calendar;
  private final String title;
  private final StringBuilder svg = new StringBuilder();

  private SvgCalendar(Calendar calendar, String title) {
    this.calendar = calendar;
    this.title = title;
  }

  /** The text of the file. */
  public static String of(Calendar calendar, String title) {
    return new SvgCalendar(calendar, title).drawn();
  }

  private String drawn() {
    int bottom = TOP + calendar.rows().size() * ROW;
    int height = bottom + BARS + 48;
    int width = LEFT + WIDTH + RIGHT;
    svg.append(
        """
        <svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 %d %d" width="%d" height="%d" role="img" aria-label="%s">
        """
            .formatted(width, height, width, height, escaped(title)));
    svg.append(STYLE);
    element("<rect class=\"paper\" width=\"%d\" height=\"%d\"/>".formatted(width, height));
    text("", 10, 22, title);
    text(
        "dim",
        10,
        40,
        "times of %s, a cell is %s".formatted(calendar.zone(), calendar.step().words()));
    labels(bottom);
    for (int row = 0; row < calendar.rows().size(); row++) {
      row(calendar.rows().get(row), TOP + row * ROW, row % 2 == 0);
    }
    bars(bottom);
    if (calendar.hasRates()) {
      text("dim", LEFT, bottom + BARS + 38, Calendar.RATES);
    }
    return svg.append("</svg>\n").toString();
  }

  private void labels(int bottom) {
    int room = Math.ceilDiv(CHARACTER * 100 * calendar.columns(), WIDTH);
    var labels = new Labels(calendar);
    for (var label : labels.upper(room)) {
      text("dim", x(label.column()), TOP - 20, label.text());
      element(
          "<line class=\"grid\" x1=\"%1$d\" y1=\"%2$d\" x2=\"%1$d\" y2=\"%3$d\"/>"
              .formatted(x(label.column()), TOP - 16, bottom + BARS));
    }
    labels.lower(room).forEach(label -> text("dim", x(label.column()), TOP - 5, label.text()));
  }

  private void row(Calendar.Row row, int y, boolean banded) {
    if (banded) {
      element(
          "<rect class=\"band\" x=\"0\" y=\"%d\" width=\"%d\" height=\"%d\"/>"
              .formatted(y, LEFT + WIDTH + RIGHT, ROW));
    }
    text(row.enabled() ? "" : "dim", 10, y + 15, row.job() + (row.enabled() ? "" : " (disabled)"));
    for (int column = 0; column < calendar.columns(); column++) {
      int runs = row.runs().get(column);
      if (runs > 0) {
        cell(
            runs == 1 ? "one" : "more",
            column,
            y + 4,
            ROW - 8,
            "%s, from %s: %d %s"
                .formatted(row.job(), time(column), runs, runs == 1 ? "run" : "runs"));
      }
    }
  }

  private void bars(int bottom) {
    int most = calendar.peak().map(Calendar.Peak::launches).orElse(0);
    text("dim", 10, bottom + 20, "launches in one minute");
    for (int column = 0; column < calendar.columns(); column++) {
      int launches = calendar.together().get(column);
      if (launches > 0) {
        int height = Math.max(2, launches * (BARS - 10) / most);
        cell(
            "bar",
            column,
            bottom + BARS - height,
            height,
            "from %s: at most %d in one minute".formatted(time(column), launches));
      }
    }
    calendar
        .peak()
        .ifPresent(
            peak ->
                text(
                    "dim",
                    LEFT,
                    bottom + BARS + 20,
                    "at most %d in one minute, first at %s"
                        .formatted(peak.launches(), time(peak.minute()))));
  }

  private void cell(String style, int column, int y, int height, String words) {
    int width = Math.max(2, x(column + 1) - x(column) - 1);
    element(
        "<rect class=\"%s\" x=\"%d\" y=\"%d\" width=\"%d\" height=\"%d\"><title>%s</title></rect>"
            .formatted(style, x(column), y, width, height, escaped(words)));
  }

  private int x(int column) {
    return LEFT + column * WIDTH / calendar.columns();
  }

  private String time(int column) {
    return time(calendar.bounds().get(column));
  }

  private String time(Instant at) {
    return TIME.format(at.atZone(calendar.zone()));
  }

  private void text(String style, int x, int y, String words) {
    element(
        "<text class=\"%s\" x=\"%d\" y=\"%d\">%s</text>".formatted(style, x, y, escaped(words)));
  }

  private void element(String element) {
    svg.append(element).append('\n');
  }

  private static String escaped(String text) {
    var escaped = new StringBuilder();
    for (int character : text.codePoints().toArray()) {
      switch (character) {
        case '&' -> escaped.append("&amp;");
        case '<' -> escaped.append("&lt;");
        case '>' -> escaped.append("&gt;");
        case '"' -> escaped.append("&quot;");
        default -> escaped.appendCodePoint(character < ' ' ? ' ' : character);
      }
    }
    return escaped.toString();
  }
}
