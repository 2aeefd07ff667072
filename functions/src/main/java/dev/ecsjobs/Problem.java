package dev.ecsjobs;

import static java.util.Objects.requireNonNull;

/**
 * Something wrong in what a user wrote: where it stands, what is wrong, and how to mend it.
 *
 * @param where a path such as {@code task.definition}, or {@code template.yaml:12:7}; may be empty
 * @param what a sentence without its full stop
 * @param fix a sentence in the imperative, without its full stop
 */
public record Problem(String where, String what, String fix) {
  public Problem {
    requireNonNull(where);
    requireNonNull(what);
    requireNonNull(fix);
  }

  /** The same problem seen from further outside: {@code retry} + {@code maxAttempts}. */
  public Problem under(String prefix) {
    if (where.isEmpty()) {
      return new Problem(prefix, what, fix);
    }
    return new Problem(where.startsWith("[") ? prefix + where : prefix + "." + where, what, fix);
  }

  @Override
  public String toString() {
    return (where.isEmpty() ? "" : where + ": ") + what + ". " + fix + ".";
  }
}
