package dev.ecsjobs.engine;

import java.time.Duration;
import java.util.Optional;
import java.util.function.Consumer;

/** Does many things as fast as an account may, and no faster. */
public interface Pace {
  /** One after the other, without any waiting: where nothing takes time. */
  Pace IN_TURN =
      new Pace() {
        @Override
        public <T> void each(Next<T> these, Consumer<T> action) {
          for (var one = these.next(); one.isPresent(); one = these.next()) {
            action.accept(one.get());
          }
        }

        @Override
        public void rest(Duration time) {
          // no time passes
        }
      };

  /**
   * Begins with each when the rate allows it and ends when all are done: they may overlap, so that
   * what one of them waits for does not keep the others. Which is the next is asked at its time.
   */
  <T> void each(Next<T> these, Consumer<T> action);

  /** Tells of one after the other, and then of none. */
  interface Next<T> {
    Optional<T> next();
  }

  /** Waits. */
  void rest(Duration time);
}
