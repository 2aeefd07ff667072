package dev.ecsjobs.local.services;

import java.time.Duration;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;

/**
 * What the scheduler remembers of one deployment, beside what ECS shows of it.
 *
 * @param reserved how many starts were decided: the number of each is never used again
 * @param neverRan how often in a row tasks ended before they ran
 * @param notBefore until when nothing is started
 * @param refusal why the last start found no place; empty once one has
 * @param completed whether the deployment was ever complete
 */
record Ledger(
    int reserved, int neverRan, Instant notBefore, Optional<String> refusal, boolean completed) {
  private static final Duration FIRST_PAUSE = Duration.ofSeconds(1);
  private static final Duration LONGEST_PAUSE = Duration.ofMinutes(27);
  private static final Duration BETWEEN_REFUSALS = Duration.ofSeconds(5);
  private static final int DOUBLINGS = 11;

  /** From so many on ECS says that a service cannot start its tasks. */
  static final int IMPAIRED = 3;

  static final Ledger NEW = new Ledger(0, 0, Instant.EPOCH, Optional.empty(), false);

  Ledger reserving() {
    return new Ledger(reserved + 1, neverRan, notBefore, refusal, completed);
  }

  Ledger neverRanAgain(Instant now) {
    var pause = FIRST_PAUSE.multipliedBy(1L << Math.min(neverRan, DOUBLINGS));
    var until = now.plus(pause.compareTo(LONGEST_PAUSE) < 0 ? pause : LONGEST_PAUSE);
    return new Ledger(reserved, neverRan + 1, until, refusal, completed);
  }

  Ledger refused(String reason, Instant now) {
    var until = now.plus(BETWEEN_REFUSALS);
    return new Ledger(reserved, neverRan, until, Optional.of(reason), completed);
  }

  Ledger placed() {
    return new Ledger(reserved, neverRan, notBefore, Optional.empty(), completed);
  }

  Ledger complete() {
    return new Ledger(reserved, 0, Instant.EPOCH, Optional.empty(), true);
  }

  boolean mayStart(Instant now) {
    return !now.isBefore(notBefore);
  }

  Map<String, Object> tree() {
    var tree = new LinkedHashMap<String, Object>();
    tree.put("reserved", reserved);
    tree.put("neverRan", neverRan);
    tree.put("notBefore", notBefore.toString());
    refusal.ifPresent(reason -> tree.put("refusal", reason));
    tree.put("completed", completed);
    return tree;
  }

  static Ledger of(Map<?, ?> tree) {
    return new Ledger(
        Math.toIntExact((Long) tree.get("reserved")),
        Math.toIntExact((Long) tree.get("neverRan")),
        Instant.parse((String) tree.get("notBefore")),
        Optional.ofNullable((String) tree.get("refusal")),
        (Boolean) tree.get("completed"));
  }
}
