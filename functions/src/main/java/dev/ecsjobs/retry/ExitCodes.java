package dev.ecsjobs.retry;

import java.util.Optional;
import java.util.regex.Pattern;

/** One exit code, or a range of them: {@code 78}, {@code 10-19}. */
public record ExitCodes(int first, int last) {
  public static final int HIGHEST = 255;
  private static final Pattern RANGE = Pattern.compile("(\\d{1,3})-(\\d{1,3})");

  public ExitCodes {
    if (first < 0 || last < first || last > HIGHEST) {
      throw new IllegalArgumentException("no range of exit codes: " + first + "-" + last);
    }
  }

  public static ExitCodes of(int code) {
    return new ExitCodes(code, code);
  }

  /** Reads {@code 10-19}; empty if it is no range. */
  public static Optional<ExitCodes> parseRange(String text) {
    var range = RANGE.matcher(text);
    if (!range.matches()) {
      return Optional.empty();
    }
    int first = Integer.parseInt(range.group(1));
    int last = Integer.parseInt(range.group(2));
    return first <= last && last <= HIGHEST
        ? Optional.of(new ExitCodes(first, last))
        : Optional.empty();
  }

  boolean contains(int code) {
    return first <= code && code <= last;
  }

  public boolean isRange() {
    return first != last;
  }

  @Override
  public String toString() {
    return isRange() ? first + "-" + last : Integer.toString(first);
  }
}
