package dev.ecsjobs.job;

import java.util.Optional;
import java.util.regex.Pattern;

/**
 * The key of a job. Its letters are those of {@code startedBy}, which carries it through ECS: 1 to
 * 64 of {@code A-Z a-z 0-9 _ -}.
 */
public record JobName(String value) implements Comparable<JobName> {
  private static final Pattern SHAPE = Pattern.compile("[A-Za-z0-9_-]{1,64}");

  public JobName {
    if (!isValid(value)) {
      throw new IllegalArgumentException("not a job name: " + value);
    }
  }

  /** Empty if the text is no job name. */
  public static Optional<JobName> parse(String text) {
    return isValid(text) ? Optional.of(new JobName(text)) : Optional.empty();
  }

  private static boolean isValid(String value) {
    return SHAPE.matcher(value).matches();
  }

  @Override
  public int compareTo(JobName other) {
    return value.compareTo(other.value);
  }

  @Override
  public String toString() {
    return value;
  }
}
