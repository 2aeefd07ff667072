package dev.ecsjobs.engine;

import dev.ecsjobs.run.Effect;
import dev.ecsjobs.run.RunId;
import java.util.List;
import java.util.function.Supplier;
import java.util.stream.Stream;

/**
 * What came of a signal, and the arrays that have not been told yet of indexes that ended by it.
 *
 * <p>They are told at the end, one after the other: an index that ends at once brings the next one
 * to begin, and a thousand of these must not be a thousand calls deep.
 */
record Acted(RunId run, Supplier<String> reason, boolean throttled, List<Effect.TellArray> untold) {
  Acted(RunId run, Supplier<String> reason) {
    this(run, reason, false, List.of());
  }

  /** What came of an effect is the last word about the signal. */
  Acted then(Acted effect) {
    return new Acted(
        effect.run, effect.reason, throttled || effect.throttled, and(effect.untold).untold);
  }

  Acted and(List<Effect.TellArray> more) {
    return more.isEmpty()
        ? this
        : new Acted(run, reason, throttled, Stream.concat(untold.stream(), more.stream()).toList());
  }
}
