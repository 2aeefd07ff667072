package dev.ecsjobs.local.template;

import java.nio.file.Path;
import java.util.Comparator;

/** Where in a file something stands; line and column are counted from 1. */
public record Place(int line, int column) implements Comparable<Place> {
  private static final Comparator<Place> IN_ORDER_OF_THE_TEXT =
      Comparator.comparingInt(Place::line).thenComparingInt(Place::column);

  /** As problems say it: {@code template.yaml:12:7}. */
  public String in(Path file) {
    return file.getFileName() + ":" + line + ":" + column;
  }

  @Override
  public int compareTo(Place other) {
    return IN_ORDER_OF_THE_TEXT.compare(this, other);
  }
}
