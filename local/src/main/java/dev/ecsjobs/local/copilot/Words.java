package dev.ecsjobs.local.copilot;

import dev.ecsjobs.aws.Json;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;

/** Texts in a command line, and in YAML. */
final class Words {
  private Words() {}

  /** As a shell splits a line: at blanks, unless they are quoted or behind a backslash. */
  static List<String> split(String line) {
    var words = new ArrayList<String>();
    var word = new StringBuilder();
    char quote = 0;
    boolean begun = false;
    for (int i = 0; i < line.length(); i++) {
      char c = line.charAt(i);
      if (c == '\\' && quote != '\'' && i + 1 < line.length()) {
        word.append(line.charAt(++i));
        begun = true;
      } else if (quote != 0) {
        if (c == quote) {
          quote = 0;
        } else {
          word.append(c);
        }
      } else if (c == '\'' || c == '"') {
        quote = c;
        begun = true;
      } else if (!Character.isWhitespace(c)) {
        word.append(c);
        begun = true;
      } else if (begun) {
        words.add(word.toString());
        word.setLength(0);
        begun = false;
      }
    }
    if (begun) {
      words.add(word.toString());
    }
    return words;
  }

  /** A scalar that YAML reads as exactly this text. */
  static String yaml(String text) {
    if (text.codePoints().anyMatch(Character::isISOControl)) {
      return Json.write(text); // YAML takes JSON's texts as they are
    }
    var plain = text.matches("[A-Za-z/][A-Za-z0-9_./-]*(:[A-Za-z0-9_./-]+)*");
    var word = text.matches("(?i)true|false|yes|no|on|off|null|y|n");
    return plain && !word ? text : "'" + text.replace("'", "''") + "'";
  }

  static String yaml(List<String> texts) {
    return texts.stream().map(Words::yaml).collect(Collectors.joining(", ", "[", "]"));
  }

  /** {@code report-generator} becomes {@code ReportGenerator}. */
  static String logicalId(String name) {
    var id =
        List.of(name.split("[^A-Za-z0-9]+", -1)).stream()
            .filter(part -> !part.isEmpty())
            .map(part -> Character.toUpperCase(part.charAt(0)) + part.substring(1))
            .collect(Collectors.joining());
    return id.isEmpty() || Character.isDigit(id.charAt(0)) ? "Job" + id : id;
  }
}
