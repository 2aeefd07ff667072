package dev.ecsjobs.local.deployable;

import dev.ecsjobs.local.template.Part;
import java.util.List;
import java.util.Locale;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/** One statement of an IAM policy, or of a queue's, a topic's or a role's own. */
record Statement(Part whole) {

  /** All statements in that part of a template. */
  static Stream<Statement> in(Part part) {
    return part.all().filter(inner -> inner.get("Effect").exists()).map(Statement::new);
  }

  boolean allows() {
    return whole.get("Effect").text().equals("Allow");
  }

  List<String> actions() {
    return whole.get("Action").texts();
  }

  List<String> resources() {
    return whole.get("Resource").texts();
  }

  List<String> services() {
    return whole.get("Principal", "Service").texts();
  }

  /** The values that a condition compares the key with for equality; IAM's keys have no case. */
  List<String> equal(String key) {
    return Stream.of("StringEquals", "ArnEquals", "ArnLike", "StringLike")
        .flatMap(operator -> whole.get("Condition", operator).entries().entrySet().stream())
        .filter(
            entry -> entry.getKey().toLowerCase(Locale.ROOT).equals(key.toLowerCase(Locale.ROOT)))
        .flatMap(entry -> entry.getValue().texts().stream())
        .toList();
  }

  boolean allows(String action, String resource) {
    return allows()
        && actions().stream().anyMatch(pattern -> matches(pattern, action))
        && resources().stream().anyMatch(pattern -> matches(pattern, resource));
  }

  /** IAM's patterns: * is any text, ? is any character. */
  static boolean matches(String pattern, String text) {
    var regex = Pattern.quote(pattern).replace("*", "\\E.*\\Q").replace("?", "\\E.\\Q");
    return text.matches(regex);
  }
}
