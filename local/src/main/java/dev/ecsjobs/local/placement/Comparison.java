package dev.ecsjobs.local.placement;

import java.util.List;
import java.util.regex.Pattern;

/** {@code subject operator [argument]}. */
record Comparison(Subject subject, Operator operator, boolean negated, List<String> arguments)
    implements Query {
  /** The operators without their negations. */
  enum Operator {
    EQUALS,
    IN,
    MATCHES,
    EXISTS,
    GREATER,
    GREATER_OR_EQUAL,
    LESS,
    LESS_OR_EQUAL;

    boolean ofNumbers() {
      return switch (this) {
        case GREATER, GREATER_OR_EQUAL, LESS, LESS_OR_EQUAL -> true;
        case EQUALS, IN, MATCHES, EXISTS -> false;
      };
    }
  }

  Comparison {
    arguments = List.copyOf(arguments);
  }

  @Override
  public boolean matches(ContainerInstance instance, Cluster cluster) {
    var values = subject.values(instance, cluster);
    var holds =
        operator == Operator.EXISTS ? !values.isEmpty() : values.stream().anyMatch(this::holds);
    return negated ? !holds && comparable(values) : holds;
  }

  /** An attribute that is missing is not unequal to anything; a group that is missing is. */
  private boolean comparable(List<String> values) {
    return operator == Operator.EXISTS || subject instanceof Subject.TaskGroup || !values.isEmpty();
  }

  private boolean holds(String value) {
    var argument = arguments.getFirst();
    return switch (operator) {
      case EXISTS -> true;
      case EQUALS, IN -> arguments.contains(value);
      case MATCHES -> Pattern.matches(argument, value);
      case GREATER -> Long.parseLong(value) > Long.parseLong(argument);
      case GREATER_OR_EQUAL -> Long.parseLong(value) >= Long.parseLong(argument);
      case LESS -> Long.parseLong(value) < Long.parseLong(argument);
      case LESS_OR_EQUAL -> Long.parseLong(value) <= Long.parseLong(argument);
    };
  }
}
