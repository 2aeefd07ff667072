package dev.ecsjobs;

import java.util.List;
import java.util.function.Function;

/** What reading a user's words gives: the value, or every problem at once. */
public sealed interface Checked<T> {

  /** Nothing was wrong. */
  record Valid<T>(T value) implements Checked<T> {}

  /** Something was wrong: at least one problem, in the order of the text. */
  record Invalid<T>(List<Problem> problems) implements Checked<T> {
    public Invalid {
      problems = List.copyOf(problems);
      if (problems.isEmpty()) {
        throw new IllegalArgumentException("an invalid value needs a problem");
      }
    }
  }

  /** The value, changed; problems stay problems. */
  default <U> Checked<U> map(Function<T, U> change) {
    return switch (this) {
      case Valid<T> valid -> valid(change.apply(valid.value()));
      case Invalid<T> invalid -> invalid(invalid.problems());
    };
  }

  static <T> Checked<T> valid(T value) {
    return new Valid<>(value);
  }

  static <T> Checked<T> invalid(List<Problem> problems) {
    return new Invalid<>(problems);
  }

  static <T> Checked<T> invalid(Problem problem) {
    return new Invalid<>(List.of(problem));
  }
}
