package dev.ecsjobs.aws;

import dev.ecsjobs.aws.Json.MalformedJson;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** Reads one JSON text as RFC 8259 has it, strictly. */
final class JsonReader {
  /** Nobody who means well writes deeper. */
  private static final int DEEPEST = 200;

  private final String text;
  private int at;
  private int depth;

  private JsonReader(String text) {
    this.text = text;
  }

  static Object read(String text) {
    var reader = new JsonReader(text);
    var value = reader.value();
    if (reader.peek() != 0) {
      throw reader.malformed("the end of the text");
    }
    return value;
  }

  private Object value() {
    return switch (peek()) {
      case '{' -> object();
      case '[' -> array();
      case '"' -> string();
      case 't' -> word("true", true);
      case 'f' -> word("false", false);
      case 'n' -> word("null", null);
      case '-', '0', '1', '2', '3', '4', '5', '6', '7', '8', '9' -> number();
      default -> throw malformed("a value");
    };
  }

  private Map<String, Object> object() {
    var fields = new LinkedHashMap<String, Object>();
    open('{');
    if (!closes('}')) {
      do {
        if (peek() != '"') {
          throw malformed("a field's name in quotes");
        }
        var name = string();
        expect(':');
        fields.put(name, value());
      } while (continues('}'));
    }
    depth--;
    return fields;
  }

  private List<Object> array() {
    var elements = new ArrayList<Object>();
    open('[');
    if (!closes(']')) {
      do {
        elements.add(value());
      } while (continues(']'));
    }
    depth--;
    return elements;
  }

  private void open(char bracket) {
    expect(bracket);
    if (++depth > DEEPEST) {
      throw malformed("no deeper nesting than " + DEEPEST);
    }
  }

  private boolean closes(char bracket) {
    boolean closes = peek() == bracket;
    if (closes) {
      at++;
    }
    return closes;
  }

  private boolean continues(char bracket) {
    if (closes(bracket)) {
      return false;
    }
    if (peek() != ',') {
      throw malformed("a comma or " + bracket);
    }
    at++;
    return true;
  }

  private void expect(char wanted) {
    if (peek() != wanted) {
      throw malformed(String.valueOf(wanted));
    }
    at++;
  }

  private Object word(String word, Object value) {
    if (!text.startsWith(word, at)) {
      throw malformed(word);
    }
    at += word.length();
    return value;
  }

  private Object number() {
    int begin = at;
    if (here() == '-') {
      at++;
    }
    if (here() == '0') {
      at++;
    } else {
      digits();
    }
    if (here() == '.') {
      at++;
      digits();
    }
    if (here() == 'e' || here() == 'E') {
      at++;
      if (here() == '+' || here() == '-') {
        at++;
      }
      digits();
    }
    try {
      return Numbers.plain(text.substring(begin, at));
    } catch (ArithmeticException | NumberFormatException e) {
      throw new MalformedJson(e);
    }
  }

  private void digits() {
    if (!isDigit(here())) {
      throw malformed("a digit");
    }
    while (isDigit(here())) {
      at++;
    }
  }

  private static boolean isDigit(char c) {
    return c >= '0' && c <= '9';
  }

  private String string() {
    int begin = ++at;
    while (at < text.length() && here() != '"' && here() != '\\' && here() >= ' ') {
      at++;
    }
    return here() == '"' ? text.substring(begin, at++) : escaped(begin);
  }

  private String escaped(int begin) {
    var string = new StringBuilder().append(text, begin, at);
    while (here() != '"') {
      if (here() == '\\') {
        at++;
        string.append(escape());
      } else if (at < text.length() && here() >= ' ') {
        string.append(here());
      } else {
        throw malformed("a closing quote");
      }
      at++;
    }
    at++;
    return string.toString();
  }

  private char escape() {
    return switch (here()) {
      case '"', '\\', '/' -> here();
      case 'b' -> '\b';
      case 'f' -> '\f';
      case 'n' -> '\n';
      case 'r' -> '\r';
      case 't' -> '\t';
      case 'u' -> unicode();
      default -> throw malformed("an escape sequence");
    };
  }

  private char unicode() {
    int code = 0;
    for (int i = 0; i < 4; i++) {
      at++;
      int digit = Character.digit(here(), 16);
      if (digit < 0) {
        throw malformed("four hexadecimal digits");
      }
      code = code * 16 + digit;
    }
    return (char) code;
  }

  /** The next character that is no white space, or 0 at the end. */
  private char peek() {
    while (here() == ' ' || here() == '\n' || here() == '\t' || here() == '\r') {
      at++;
    }
    return here();
  }

  private char here() {
    return at < text.length() ? text.charAt(at) : 0;
  }

  private MalformedJson malformed(String expected) {
    return new MalformedJson(
        at < text.length()
            ? "expected " + expected + " at character " + (at + 1) + ", not: " + here()
            : "expected " + expected + ", not the end of the text");
  }
}
