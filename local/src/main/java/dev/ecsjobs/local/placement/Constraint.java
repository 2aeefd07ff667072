package dev.ecsjobs.local.placement;

/** A rule that an instance must satisfy. */
public sealed interface Constraint {
  /** At most one task of the group on an instance. */
  record DistinctInstance() implements Constraint {}

  /** Only instances that the expression is true of. */
  record MemberOf(Query expression) implements Constraint {}

  static Constraint distinctInstance() {
    return new DistinctInstance();
  }

  /** Throws an {@link IllegalArgumentException} that says what is wrong with the expression. */
  static Constraint memberOf(String expression) {
    return new MemberOf(Query.parse(expression));
  }
}
