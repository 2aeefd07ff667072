package dev.ecsjobs.local.simulate;

import dev.ecsjobs.engine.Pace;
import dev.ecsjobs.engine.TokenBucket;
import java.time.Duration;
import java.util.function.Consumer;

/** The account's launch rate in virtual time; what is begun overlaps. */
record VirtualPace(VirtualTime time) implements Pace {
  private static final long BEAT = 1_000 / TokenBucket.FARGATE_PER_SECOND;

  @Override
  public <T> void each(Next<T> these, Consumer<T> action) {
    time.pass(BEAT);
    for (var next = these.next(); next.isPresent(); next = these.next()) {
      var one = next.get();
      time.beside(() -> action.accept(one));
      time.pass(BEAT);
    }
  }

  @Override
  public void rest(Duration wait) {
    time.pass(wait.toMillis());
  }
}
