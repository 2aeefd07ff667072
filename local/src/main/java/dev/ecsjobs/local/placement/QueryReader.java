package dev.ecsjobs.local.placement;

import dev.ecsjobs.local.placement.Comparison.Operator;
import dev.ecsjobs.local.placement.Query.Subject;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;
import java.util.regex.PatternSyntaxException;

/**
 * Reads the cluster query language: {@code not} binds closest, then {@code and}, then {@code or}.
 */
final class QueryReader {
  private static final String ATTRIBUTE = "attribute:";
  private static final Pattern NUMBER = Pattern.compile("\\d{1,9}");

  private final QueryWords words;

  private QueryReader(String text) {
    this.words = new QueryWords(text);
  }

  static Query read(String text) {
    var reader = new QueryReader(text);
    var query = reader.either();
    if (!reader.words.atEnd()) {
      throw reader.words.wrong(
          "goes on with \"%s\": join expressions with and, or; quote a value that has such signs"
              .formatted(reader.words.peek().text()));
    }
    return query;
  }

  private Query either() {
    var query = both();
    while (words.takes("or", "||")) {
      query = new Query.Either(query, both());
    }
    return query;
  }

  private Query both() {
    var query = one();
    while (words.takes("and", "&&")) {
      query = new Query.Both(query, one());
    }
    return query;
  }

  private Query one() {
    if (words.takes("not", "!")) {
      return new Query.Not(one());
    }
    if (!words.takes("(")) {
      return comparison();
    }
    var inner = either();
    expect(")");
    return inner;
  }

  private Query comparison() {
    var subject = subject();
    var sign = words.take().text();
    var negated = sign.startsWith("not_") || sign.startsWith("!");
    var operator = operator(sign.equals("!") ? words.take().text() : sign);
    var arguments = arguments(operator);
    check(subject, operator, arguments);
    return new Comparison(subject, operator, negated, arguments);
  }

  private Subject subject() {
    var name = words.take().text();
    return switch (name) {
      case "task:group" -> new Subject.TaskGroup();
      case "runningTasksCount" -> new Subject.RunningTasksCount();
      case "agentConnected" -> new Subject.AgentConnected();
      case String _ when name.startsWith(ATTRIBUTE) && name.length() > ATTRIBUTE.length() ->
          new Subject.Attribute(name.substring(ATTRIBUTE.length()));
      case String _ ->
          throw words.wrong(
              ("asks for \"%s\": ask for attribute:<name>, task:group, runningTasksCount or"
                      + " agentConnected, which are all that is known here")
                  .formatted(name));
    };
  }

  private Operator operator(String sign) {
    return switch (sign) {
      case "==", "equals", "!=", "not_equals" -> Operator.EQUALS;
      case "in", "not_in" -> Operator.IN;
      case "=~", "matches", "!~", "not_matches" -> Operator.MATCHES;
      case "exists", "not_exists" -> Operator.EXISTS;
      case ">", "greater_than" -> Operator.GREATER;
      case ">=", "greater_than_equal" -> Operator.GREATER_OR_EQUAL;
      case "<", "less_than" -> Operator.LESS;
      case "<=", "less_than_equal" -> Operator.LESS_OR_EQUAL;
      case String _ ->
          throw words.wrong(
              "has \"%s\" for an operator: use ==, !=, in, !in, =~, !~, exists, !exists, >, >=, <, <="
                  .formatted(sign));
    };
  }

  private List<String> arguments(Operator operator) {
    return switch (operator) {
      case EXISTS -> List.of();
      case IN -> list();
      case EQUALS, MATCHES, GREATER, GREATER_OR_EQUAL, LESS, LESS_OR_EQUAL -> List.of(argument());
    };
  }

  private List<String> list() {
    expect("[");
    var arguments = new ArrayList<String>();
    do {
      arguments.add(argument());
    } while (words.takes(","));
    expect("]");
    return arguments;
  }

  private String argument() {
    var word = words.take();
    if (!word.literal()) {
      throw words.wrong("lacks a value before \"%s\"".formatted(word.text()));
    }
    return word.text();
  }

  private void expect(String sign) {
    if (!words.takes(sign)) {
      throw words.wrong("lacks a %s before \"%s\"".formatted(sign, words.peek().text()));
    }
  }

  private void check(Subject subject, Operator operator, List<String> arguments) {
    if (operator.ofNumbers() && !(subject instanceof Subject.RunningTasksCount)) {
      throw words.wrong("compares a size: only that of runningTasksCount can be compared here");
    }
    if (operator.ofNumbers() && !NUMBER.matcher(arguments.getFirst()).matches()) {
      throw words.wrong("compares with \"%s\", which is no number".formatted(arguments.getFirst()));
    }
    if (operator == Operator.MATCHES) {
      checkPattern(arguments.getFirst());
    }
  }

  private void checkPattern(String pattern) {
    try {
      Pattern.compile(pattern);
    } catch (PatternSyntaxException e) {
      throw words.wrong("has a pattern that is none: " + e.getDescription());
    }
  }
}
