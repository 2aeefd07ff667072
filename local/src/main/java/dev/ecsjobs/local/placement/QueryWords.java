package dev.ecsjobs.local.placement;

import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** The words of a query, read one by one. */
final class QueryWords {
  /**
   * One word.
   *
   * @param literal it was quoted, or is no sign: it can be an argument
   */
  record Word(String text, boolean literal) {
    boolean is(String... texts) {
      return List.of(texts).contains(text);
    }
  }

  private static final String PAIR = "==|!=|>=|<=|=~|!~|&&|\\|\\|";
  private static final Pattern WORD =
      Pattern.compile(
          "\\s*(?:(?<sign>"
              + PAIR
              + "|[><!()\\[\\],])"
              + "|'(?<single>[^']*)'|\"(?<double>[^\"]*)\""
              + "|(?<plain>(?:(?!"
              + PAIR
              + ")[^\\s()\\[\\],<>'\"])+))");
  private static final Word END = new Word("", false);

  private final String text;
  private final List<Word> words;
  private int next;

  QueryWords(String text) {
    this.text = text;
    this.words = split();
  }

  Word peek() {
    return next < words.size() ? words.get(next) : END;
  }

  Word take() {
    var word = peek();
    next++;
    return word;
  }

  /** Takes the next word if it is one of these. */
  boolean takes(String... texts) {
    var taken = peek().is(texts);
    if (taken) {
      next++;
    }
    return taken;
  }

  boolean atEnd() {
    return next >= words.size();
  }

  IllegalArgumentException wrong(String what) {
    return new IllegalArgumentException("the placement expression \"%s\" %s".formatted(text, what));
  }

  private List<Word> split() {
    var found = new ArrayList<Word>();
    var matcher = WORD.matcher(text);
    var from = 0;
    while (!text.substring(from).isBlank()) {
      if (!matcher.find(from) || matcher.start() != from) {
        throw wrong("cannot be read from \"%s\"".formatted(text.substring(from).strip()));
      }
      found.add(word(matcher));
      from = matcher.end();
    }
    return List.copyOf(found);
  }

  private static Word word(Matcher matcher) {
    if (matcher.group("sign") != null) {
      return new Word(matcher.group("sign"), false);
    }
    for (var quoted : List.of("single", "double")) {
      if (matcher.group(quoted) != null) {
        return new Word(matcher.group(quoted), true);
      }
    }
    return new Word(matcher.group("plain"), true);
  }
}
