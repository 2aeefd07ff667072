package dev.ecsjobs.run;

import dev.ecsjobs.job.JobName;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.HexFormat;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.regex.Pattern;

/**
 * The identity of one intended execution, written {@code job/key}. It is derived, never drawn: the
 * same fire of a schedule, delivered twice, names the same run.
 *
 * @param key {@code yyyyMMdd'T'HHmmss'Z'} of the scheduled time, or 16 hex digits from a request
 *     id; behind it {@code -7} for the run of an array's index 7
 */
public record RunId(JobName job, String key) {
  private static final DateTimeFormatter TIME =
      DateTimeFormatter.ofPattern("yyyyMMdd'T'HHmmss'Z'").withZone(ZoneOffset.UTC);
  private static final Pattern KEY =
      Pattern.compile("(?:\\d{8}T\\d{6}Z|[0-9a-f]{16})(?:-\\d{1,4})?");

  public RunId {
    if (!KEY.matcher(key).matches()) {
      throw new IllegalArgumentException("not a run key: " + key);
    }
  }

  /** The run of a schedule's fire. */
  public static RunId scheduled(JobName job, Instant scheduledTime) {
    return new RunId(job, TIME.format(scheduledTime));
  }

  /** The run that a request without a scheduled time names. */
  public static RunId requested(JobName job, String requestId) {
    return new RunId(job, HexFormat.of().formatHex(sha256(requestId), 0, 8));
  }

  /** Reads {@code job/key}; empty if it is none. */
  public static Optional<RunId> parse(String text) {
    int slash = text.indexOf('/');
    if (slash < 0 || !KEY.matcher(text.substring(slash + 1)).matches()) {
      return Optional.empty();
    }
    return JobName.parse(text.substring(0, slash))
        .map(job -> new RunId(job, text.substring(slash + 1)));
  }

  /** The run of one index of this array run. */
  public RunId ofIndex(int index) {
    return new RunId(job, key + "-" + index);
  }

  /** Which index of an array it is the run of. */
  public OptionalInt index() {
    int dash = key.indexOf('-');
    return dash < 0
        ? OptionalInt.empty()
        : OptionalInt.of(Integer.parseInt(key.substring(dash + 1)));
  }

  /** The array run whose index it is the run of. */
  public Optional<RunId> array() {
    int dash = key.indexOf('-');
    return dash < 0 ? Optional.empty() : Optional.of(new RunId(job, key.substring(0, dash)));
  }

  /** Whether a schedule's fire names the run. */
  public boolean isScheduled() {
    return key.charAt(8) == 'T';
  }

  /** A number in [0, 1) that is the same for the same attempt of the same run, on every machine. */
  double jitter(int attempt) {
    byte[] hash = sha256(this + "/" + attempt);
    int bits = (hash[0] & 0xff) << 16 | (hash[1] & 0xff) << 8 | (hash[2] & 0xff);
    return bits / (double) (1 << 24);
  }

  private static byte[] sha256(String text) {
    try {
      return MessageDigest.getInstance("SHA-256").digest(text.getBytes(StandardCharsets.UTF_8));
    } catch (NoSuchAlgorithmException e) {
      throw new AssertionError("every JDK has SHA-256", e);
    }
  }

  @Override
  public String toString() {
    return job + "/" + key;
  }
}
