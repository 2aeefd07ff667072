package dev.ecsjobs.local.calendar;

import java.nio.charset.Charset;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.function.UnaryOperator;

/** The calendar for a terminal. */
public final class TextCalendar {
  private static final DateTimeFormatter DAY =
      DateTimeFormatter.ofPattern("EEE d MMM uuuu", Locale.ENGLISH);
  private static final DateTimeFormatter MINUTE =
      DateTimeFormatter.ofPattern("EEE d MMM HH:mm", Locale.ENGLISH);
  private static final int LONGEST_NAME = 28;
  private static final String TOGETHER = "in one minute";
  private static final int HUNDRED = 100;

  /**
   * The characters that are drawn with.
   *
   * @param bars from the lowest to the highest
   */
  public record Characters(String none, String one, String more, String bars) {
    private static final Characters PLAIN = new Characters(".", "o", "#", ".:-=+*%#");
    private static final Characters BLOCKS = new Characters("·", "■", "█", "▁▂▃▄▅▆▇█");

    /** Blocks where they can be written. */
    public static Characters in(Charset charset) {
      return charset.canEncode() && charset.newEncoder().canEncode("·■█▁▂▃▄▅▆▇") ? BLOCKS : PLAIN;
    }
  }

  private final Calendar calendar;
  private final Characters characters;
  private final UnaryOperator<String> dim;
  private final int nameWidth;

  /**
   * A calendar to be drawn.
   *
   * @param dim how to write what is less important
   */
  public TextCalendar(Calendar calendar, Characters characters, UnaryOperator<String> dim) {
    this.calendar = calendar;
    this.characters = characters;
    this.dim = dim;
    this.nameWidth = nameWidth(calendar.rows().stream().map(Calendar.Row::job).toList());
  }

  /** How many columns there is room for beside the names. */
  public static int room(int width, List<String> jobs) {
    return Math.max(24, width - nameWidth(jobs) - 2);
  }

  private static int nameWidth(List<String> jobs) {
    int longest = jobs.stream().mapToInt(String::length).max().orElse(0);
    return Math.clamp(longest, TOGETHER.length(), LONGEST_NAME);
  }

  public List<String> lines() {
    var labels = new Labels(calendar);
    var lines = new ArrayList<String>();
    lines.add(title());
    lines.add("");
    lines.add(line("", dim.apply(written(labels.upper(HUNDRED)))));
    lines.add(line("", dim.apply(written(labels.lower(HUNDRED)))));
    calendar.rows().forEach(row -> lines.add(line(row.job(), cells(row))));
    lines.add(line(TOGETHER, bars()));
    lines.add("");
    lines.add(legend());
    if (calendar.hasRates()) {
      lines.add(dim.apply(Calendar.RATES));
    }
    return lines.stream().map(String::stripTrailing).toList();
  }

  private String title() {
    var zone = calendar.zone();
    var first = calendar.bounds().getFirst().atZone(zone);
    var last = calendar.bounds().getLast().minusNanos(1).atZone(zone);
    var days =
        DAY.format(first)
            + (first.toLocalDate().equals(last.toLocalDate()) ? "" : " to " + DAY.format(last));
    return "%s, times of %s, a column is %s".formatted(days, zone, calendar.step().words());
  }

  private String legend() {
    var marks = "%s a run begins, %s more than one".formatted(characters.one(), characters.more());
    return calendar
        .peak()
        .map(
            peak ->
                "%s; at most %d %s in one minute, first at %s"
                    .formatted(
                        marks,
                        peak.launches(),
                        peak.launches() == 1 ? "launch" : "launches",
                        MINUTE.format(peak.minute().atZone(calendar.zone()))))
        .orElse("Nothing runs in this time");
  }

  private String line(String name, String rest) {
    var shown = name.length() > LONGEST_NAME ? name.substring(0, LONGEST_NAME - 2) + ".." : name;
    return shown + " ".repeat(nameWidth - shown.length() + 2) + rest;
  }

  private static String written(List<Labels.Label> labels) {
    var line = new StringBuilder();
    for (var label : labels) {
      line.append(" ".repeat(label.column() - line.length())).append(label.text());
    }
    return line.toString();
  }

  private String cells(Calendar.Row row) {
    if (!row.enabled()) {
      return dim.apply("disabled");
    }
    var cells = new StringBuilder();
    for (int runs : row.runs()) {
      cells.append(
          runs == 0 ? characters.none() : runs == 1 ? characters.one() : characters.more());
    }
    return cells.toString();
  }

  /** The most launches of one minute, a full block for the most of all. */
  private String bars() {
    int most = calendar.peak().map(Calendar.Peak::launches).orElse(1);
    var bars = new StringBuilder();
    for (int launches : calendar.together()) {
      int height = Math.ceilDiv(launches * characters.bars().length(), most);
      bars.append(launches == 0 ? ' ' : characters.bars().charAt(height - 1));
    }
    return bars.toString();
  }
}
