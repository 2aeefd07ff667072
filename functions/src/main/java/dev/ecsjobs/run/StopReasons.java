package dev.ecsjobs.run;

import dev.ecsjobs.retry.FailureKind;
import dev.ecsjobs.retry.Wording;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * Why a task stopped whose deciding container did not exit with code 0: ECS's words, read with a
 * table.
 *
 * <p>The first row that matches decides, so the order says what outweighs what: the platform's
 * words outweigh the exit code (the container was killed, it did not fail), a person's wish
 * outweighs the words they left, and words that say for sure why nothing could start outweigh the
 * exit code, which is then the container runtime's. The last row matches everything.
 */
public final class StopReasons {
  private static final List<Chapter> CHAPTERS =
      List.of(
          StopsFromOutside.CHAPTER,
          PullFailures.CHAPTER,
          PreparationFailures.CHAPTER,
          NetworkFailures.CHAPTER,
          PlacementFailures.CHAPTER,
          ContainerFailures.CHAPTER,
          ExitCodeMeanings.CHAPTER,
          LostContainers.CHAPTER);

  private static final List<Row> ROWS =
      CHAPTERS.stream().flatMap(chapter -> chapter.rows().stream()).toList();

  private StopReasons() {}

  /**
   * What a stopped task means.
   *
   * @param what a sentence without its full stop
   * @param fix what a person can do, a sentence in the imperative without its full stop; also given
   *     where a retry may help
   */
  public record Classified(FailureKind kind, String what, Optional<String> fix) {}

  /** Rows about one thing, in the order in which they are asked. */
  record Chapter(String title, List<Row> rows) {
    static Chapter of(String title, Row... rows) {
      return new Chapter(title, List.of(rows));
    }
  }

  /** Where a row looks. */
  public enum Where {
    /** The stopped reason or the deciding container's reason: ECS repeats one in the other. */
    REASON("reason"),
    STOPPED_REASON("stopped reason"),
    CONTAINER_REASON("container's reason"),
    STOP_CODE("stop code"),
    EXIT_CODE("exit code"),
    /** Nowhere: it always matches. */
    ANYTHING("anything else");

    private final String title;

    Where(String title) {
      this.title = title;
    }

    String title() {
      return title;
    }

    private Stream<String> texts(StoppedTask stopped) {
      return switch (this) {
        case REASON ->
            Stream.concat(STOPPED_REASON.texts(stopped), CONTAINER_REASON.texts(stopped));
        case STOPPED_REASON -> stopped.stoppedReason().stream().map(Where::withoutStopCode);
        case CONTAINER_REASON -> stopped.containerReason().stream();
        case STOP_CODE -> stopped.stopCode().stream();
        case EXIT_CODE -> stopped.exitCode().stream().mapToObj(Integer::toString);
        case ANYTHING -> Stream.of("");
      };
    }

    /** The stop code may stand before the reason, as in {@code TaskFailedToStart: RESOURCE:CPU}. */
    private static String withoutStopCode(String reason) {
      String code = "TaskFailedToStart:";
      return reason.regionMatches(true, 0, code, 0, code.length())
          ? reason.substring(code.length()).strip()
          : reason;
    }
  }

  /**
   * One line of the table.
   *
   * @param what may name the {@code {container}}, its exit {@code {code}} and ECS's {@code {words}}
   * @param source the page or the program that the wording is known from
   */
  public record Row(
      Where where,
      List<String> patterns,
      FailureKind kind,
      String what,
      Optional<String> fix,
      String source) {

    boolean matches(Map<Where, List<String>> texts) {
      for (var text : texts.get(where)) {
        if (Wording.anyOf(patterns, text)) {
          return true;
        }
      }
      return false;
    }

    Row mendedBy(String how) {
      return new Row(where, patterns, kind, what, Optional.of(how), source);
    }

    private Classified read(StoppedTask stopped) {
      String code = stopped.exitCode().stream().mapToObj(Integer::toString).findFirst().orElse("");
      String said =
          what.replace(
                  "{container}",
                  stopped.container().map("Container "::concat).orElse("The container"))
              .replace("{code}", code)
              .replace("{words}", words(stopped));
      return new Classified(kind, said, fix);
    }
  }

  /** The left half of a row. */
  record Said(Where where, List<String> patterns) {
    static Said said(Where where, String... patterns) {
      return new Said(where, List.of(patterns));
    }

    Row means(FailureKind kind, String what, String source) {
      return new Row(where, patterns, kind, what, Optional.empty(), source);
    }
  }

  /** Reads a task whose deciding container did not exit with code 0. */
  public static Classified of(StoppedTask stopped) {
    return row(stopped).read(stopped);
  }

  /** The whole table, in the order in which it is asked. */
  public static List<Row> rows() {
    return ROWS;
  }

  static List<Chapter> chapters() {
    return CHAPTERS;
  }

  static Row row(StoppedTask stopped) {
    var texts = texts(stopped);
    return ROWS.stream().filter(row -> row.matches(texts)).findFirst().orElseThrow();
  }

  /** Collected once: some hundred rows look at it. */
  static Map<Where, List<String>> texts(StoppedTask stopped) {
    var texts = new EnumMap<Where, List<String>>(Where.class);
    for (var where : Where.values()) {
      texts.put(where, where.texts(stopped).toList());
    }
    return texts;
  }

  /** ECS's own words without the full stop; both, if they say different things. */
  private static String words(StoppedTask stopped) {
    String task = stopped.stoppedReason().orElse("").strip();
    String container = stopped.containerReason().orElse("").strip();
    String both =
        task.contains(container)
            ? task
            : container.contains(task) ? container : task + "; " + container;
    String said = both.endsWith(".") ? both.substring(0, both.length() - 1) : both;
    return said.isEmpty() ? "ECS gives no reason" : said;
  }
}
