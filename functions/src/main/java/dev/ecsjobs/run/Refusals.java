package dev.ecsjobs.run;

import dev.ecsjobs.retry.FailureKind;
import dev.ecsjobs.retry.Wording;
import dev.ecsjobs.run.Refusals.Refusal.Deferred;
import dev.ecsjobs.run.Refusals.Refusal.Refused;
import dev.ecsjobs.run.Refusals.Refusal.Unanswered;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * What it means that RunTask did not answer with a task: its exceptions and the {@code failures[]}
 * of an answer with HTTP status 200, read with a table.
 *
 * <p>The first row that matches decides. What is not known here is refused on the platform's
 * budget: neither blamed on the job nor repeated for ever.
 */
public final class Refusals {
  private static final List<Row> ROWS =
      Stream.of(
              EitherRefusals.ROWS,
              FailureRefusals.ROWS,
              ExceptionRefusals.ROWS,
              RequestRefusals.ROWS,
              EitherRefusals.UNKNOWN)
          .flatMap(List::stream)
          .toList();

  private Refusals() {}

  /** What it means that RunTask did not answer with a task. */
  public sealed interface Refusal {

    /**
     * There will be no task for this attempt.
     *
     * @param what a sentence without its full stop
     * @param fix what a person can do, a sentence in the imperative without its full stop
     */
    record Refused(FailureKind kind, String what, Optional<String> fix) implements Refusal {}

    /**
     * Not now: the same attempt is tried again after the delay, and no attempt is used up.
     *
     * @param delay zero: as soon as the account's launch rate allows
     * @param why a sentence without its full stop
     */
    record Deferred(Duration delay, String why) implements Refusal {}

    /**
     * Nobody knows whether there is a task: the same call is made again under the same token.
     *
     * @param why a sentence without its full stop
     */
    record Unanswered(String why) implements Refusal {}
  }

  /** How RunTask says it. */
  public enum Where {
    EXCEPTION("exception"),
    FAILURE("failures[]"),
    EITHER("exception or failures[]");

    private final String title;

    Where(String title) {
      this.title = title;
    }

    String title() {
      return title;
    }
  }

  /**
   * One line of the table.
   *
   * @param codes the exception's code or the failure's reason
   * @param words the exception's message; of a failure, its reason or its detail
   * @param answer its sentence may quote AWS's {@code {words}}
   * @param source the page or the program that the wording is known from
   */
  public record Row(
      Where where, List<String> codes, List<String> words, Refusal answer, String source) {

    boolean matches(Said said) {
      return (where == Where.EITHER || where == said.where())
          && Wording.anyOf(codes, said.code())
          && said.texts().stream().anyMatch(text -> Wording.anyOf(words, text));
    }

    Row mendedBy(String how) {
      return switch (answer) {
        case Refused refused ->
            new Row(
                where,
                codes,
                words,
                new Refused(refused.kind(), refused.what(), Optional.of(how)),
                source);
        case Deferred _, Unanswered _ ->
            throw new IllegalArgumentException("only what is refused can be mended");
      };
    }
  }

  /** The left half of a row. */
  record Wanted(Where where, List<String> codes, List<String> words) {
    static Wanted exception(String... codes) {
      return new Wanted(Where.EXCEPTION, List.of(codes), List.of("*"));
    }

    static Wanted failure(String... reasons) {
      return new Wanted(Where.FAILURE, List.of(reasons), List.of("*"));
    }

    static Wanted either(String... words) {
      return new Wanted(Where.EITHER, List.of("*"), List.of(words));
    }

    Wanted saying(String... messages) {
      return new Wanted(where, codes, List.of(messages));
    }

    Row refused(FailureKind kind, String what, String source) {
      return row(new Refused(kind, what, Optional.empty()), source);
    }

    Row deferred(Duration delay, String why, String source) {
      return row(new Deferred(delay, why), source);
    }

    /** Not the account's size but its pace: there is room in a moment. */
    Row throttled(String source) {
      return deferred(Duration.ZERO, "AWS limits the rate of calls", source);
    }

    Row unanswered(String why, String source) {
      return row(new Unanswered(why), source);
    }

    private Row row(Refusal answer, String source) {
      return new Row(where, codes, words, answer, source);
    }
  }

  /** What AWS said: an exception or one of {@code failures[]}. */
  record Said(Where where, String code, String text) {
    private List<String> texts() {
      return where == Where.FAILURE ? List.of(code, text) : List.of(text);
    }

    private String words() {
      String words = text.isEmpty() ? code : code + ": " + text;
      return words.endsWith(".") ? words.substring(0, words.length() - 1) : words;
    }
  }

  /** Reads an exception; the message may be absent. */
  public static Refusal of(String code, String message) {
    return read(new Said(Where.EXCEPTION, orEmpty(code), orEmpty(message)));
  }

  /** Reads one of {@code failures[]}; the detail may be absent. */
  public static Refusal ofFailure(String reason, String detail) {
    return read(new Said(Where.FAILURE, orEmpty(reason), orEmpty(detail)));
  }

  /** The whole table, in the order in which it is asked. */
  public static List<Row> rows() {
    return ROWS;
  }

  static Row row(Said said) {
    return ROWS.stream().filter(row -> row.matches(said)).findFirst().orElseThrow();
  }

  private static Refusal read(Said said) {
    return switch (row(said).answer()) {
      case Refused(var kind, var what, var fix) -> new Refused(kind, quote(what, said), fix);
      case Deferred(var delay, var why) -> new Deferred(delay, quote(why, said));
      case Unanswered(var why) -> new Unanswered(quote(why, said));
    };
  }

  private static String quote(String sentence, Said said) {
    return sentence.replace("{words}", said.words());
  }

  private static String orEmpty(String text) {
    return text == null ? "" : text.strip();
  }
}
