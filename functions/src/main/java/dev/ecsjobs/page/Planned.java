package dev.ecsjobs.page;

import java.time.Instant;
import java.time.ZoneId;
import java.util.List;

/**
 * When a job is to run.
 *
 * @param expression as written: {@code rate(5 minutes)}
 * @param enabled whether it fires at all
 * @param next its next fires, the first of them first; empty if there will be none
 */
public record Planned(String expression, ZoneId zone, boolean enabled, List<Instant> next) {
  public Planned {
    next = List.copyOf(next);
  }
}
