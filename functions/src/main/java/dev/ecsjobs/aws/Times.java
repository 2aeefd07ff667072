package dev.ecsjobs.aws;

import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;

/** Instants as index keys: of one width, so that the order of the texts is that of the times. */
final class Times {
  private static final DateTimeFormatter SORTABLE =
      DateTimeFormatter.ofPattern("yyyy-MM-dd'T'HH:mm:ss.SSS'Z'").withZone(ZoneOffset.UTC);

  private Times() {}

  /** Rounded up to the millisecond: what is found by it has surely come. */
  static String sortableNotBefore(Instant instant) {
    return sortable(instant.plusNanos(999_999));
  }

  static String sortable(Instant instant) {
    return SORTABLE.format(instant);
  }
}
