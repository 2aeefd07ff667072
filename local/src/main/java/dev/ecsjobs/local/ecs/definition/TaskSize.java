package dev.ecsjobs.local.ecs.definition;

import java.util.OptionalInt;
import java.util.regex.Pattern;

/** A task's CPU and memory, in the spellings ECS takes. */
public final class TaskSize {
  private static final Pattern WHOLE = Pattern.compile("\\d{1,7}");
  private static final Pattern VCPU = spelling("vCPU");
  private static final Pattern GB = spelling("GB");

  private TaskSize() {}

  /** CPU units: {@code 1024} as well as {@code 1 vCPU}. */
  public static OptionalInt cpuUnits(String text) {
    return read(text, VCPU);
  }

  /** MiB: {@code 3072} as well as {@code 3 GB}. */
  public static OptionalInt mebibytes(String text) {
    return read(text, GB);
  }

  private static Pattern spelling(String unit) {
    return Pattern.compile("(\\d{0,4}(?:\\.\\d{1,3})?)\\s*" + unit, Pattern.CASE_INSENSITIVE);
  }

  private static OptionalInt read(String text, Pattern thousands) {
    var stripped = text.strip();
    if (WHOLE.matcher(stripped).matches()) {
      return positive(Integer.parseInt(stripped));
    }
    var match = thousands.matcher(stripped);
    return match.matches() && !match.group(1).isEmpty()
        ? positive((int) Math.round(Double.parseDouble(match.group(1)) * 1024))
        : OptionalInt.empty();
  }

  private static OptionalInt positive(int number) {
    return number > 0 ? OptionalInt.of(number) : OptionalInt.empty();
  }
}
