package dev.ecsjobs.local.cli;

import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;

/** Lines whose columns stand below each other. */
public final class Columns {
  private static final String COLOUR = "\u001b\\[[0-9;]*m";

  private final List<List<String>> rows = new ArrayList<>();

  /** One line more. */
  public Columns row(String... cells) {
    rows.add(List.of(cells));
    return this;
  }

  /** All lines, each cell as wide as its column. */
  public List<String> lines() {
    return rows.stream().map(this::line).toList();
  }

  private String line(List<String> row) {
    var line = new StringBuilder();
    for (int column = 0; column < row.size(); column++) {
      String cell = row.get(column);
      line.append(cell);
      if (column < row.size() - 1) {
        line.append(" ".repeat(width(column) - visible(cell) + 2));
      }
    }
    return line.toString().stripTrailing();
  }

  private int width(int column) {
    return rows.stream()
        .filter(row -> row.size() > column)
        .mapToInt(row -> visible(row.get(column)))
        .max()
        .orElse(0);
  }

  /** As much of a line as so many places show, in its colours. */
  static String cut(String line, int width) {
    if (visible(line) <= width) {
      return line;
    }
    var cut = new StringBuilder();
    var colour = Pattern.compile(COLOUR).matcher(line);
    int left = width - 1;
    for (int at = 0; at < line.length(); ) {
      if (colour.find(at) && colour.start() == at) {
        cut.append(colour.group());
        at = colour.end();
      } else {
        if (left-- > 0) {
          cut.append(line.charAt(at));
        } else if (left == -1) {
          cut.append('…');
        }
        at++;
      }
    }
    return cut.toString();
  }

  private static int visible(String cell) {
    return cell.replaceAll(COLOUR, "").length();
  }
}
