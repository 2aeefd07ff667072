package dev.ecsjobs.engine;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.amazonaws.services.lambda.runtime.RequestStreamHandler;
import dev.ecsjobs.engine.SimulatedInvariant.Violation;
import dev.ecsjobs.lambda.LaunchHandler;
import dev.ecsjobs.lambda.SummaryHandler;
import dev.ecsjobs.lambda.SweepHandler;
import dev.ecsjobs.lambda.TaskStateHandler;
import dev.ecsjobs.lambda.Wiring;
import dev.ecsjobs.run.Run;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.time.Duration;
import java.time.InstantSource;
import java.util.List;
import java.util.function.Consumer;
import java.util.function.Function;
import java.util.stream.IntStream;
import software.amazon.awssdk.core.exception.SdkException;

/**
 * The handlers as Lambda runs them: each invocation in one of several environments, whose clocks
 * disagree, and until its timeout; a failed event is delivered again twice.
 */
final class SimulatedFunctions {
  /** For what is delivered until it succeeds. */
  static final int FOR_EVER = 1_000_000;

  private static final int ENVIRONMENTS = 3;
  private static final int WORST_CLOCK_MILLIS = 2_000;
  private static final Duration TIMEOUT = Duration.ofSeconds(30);

  /** Of those who may have to launch many. */
  private static final Duration LONG_TIMEOUT = Duration.ofMinutes(2);

  private final SimulatedTime time;
  private final SimulatedChance chance;
  private final List<Environment> environments;

  private record Environment(long clockIsWrongBy, Wiring wiring) {}

  SimulatedFunctions(
      SimulatedTime time, SimulatedChance chance, Function<InstantSource, Wiring> wirings) {
    this.time = time;
    this.chance = chance;
    this.environments =
        IntStream.range(0, ENVIRONMENTS)
            .mapToLong(_ -> chance.between(-WORST_CLOCK_MILLIS, WORST_CLOCK_MILLIS))
            .mapToObj(
                off -> new Environment(off, wirings.apply(() -> time.instant().plusMillis(off))))
            .toList();
  }

  /** Delivered until it succeeds: whoever asks for a run asks again. */
  void launch(byte[] input, String requestId) {
    async(
        FOR_EVER,
        LONG_TIMEOUT,
        wiring -> stream(new LaunchHandler(wiring), input, requestId),
        () -> {});
  }

  /**
   * @param handled is told that the event was taken up
   */
  void taskState(byte[] event, Runnable handled) {
    async(3, TIMEOUT, wiring -> stream(new TaskStateHandler(wiring), event, "event"), handled);
  }

  void summary(List<Run> finished) {
    var event = SimulatedStream.event(finished);
    async(
        FOR_EVER,
        TIMEOUT,
        wiring ->
            new SummaryHandler(wiring)
                .handleRequest(event, new SimulatedContext("stream", (int) TIMEOUT.toMillis())),
        () -> {});
  }

  void sweep() {
    invoke(
        LONG_TIMEOUT,
        wiring -> stream(new SweepHandler(wiring), "{}".getBytes(UTF_8), "sweep"),
        _ -> {});
  }

  private void async(int tries, Duration timeout, Consumer<Wiring> handler, Runnable handled) {
    invoke(
        timeout,
        handler,
        succeeded -> {
          if (succeeded) {
            handled.run();
          } else if (tries > 1) {
            time.in(
                Duration.ofSeconds(chance.between(50, 130)),
                () -> async(tries - 1, timeout, handler, handled));
          }
        });
  }

  private void invoke(Duration timeout, Consumer<Wiring> handler, Consumer<Boolean> ended) {
    var environment = chance.oneOf(environments);
    if (Math.abs(environment.clockIsWrongBy()) > 1_000) {
      chance.count(SimulatedFault.CLOCK_WRONG);
    }
    long cutOffAt = time.millis() + timeout.toMillis();
    time.start(
        timeout,
        () -> handler.accept(environment.wiring()),
        thrown -> {
          nothingUnexpected(thrown);
          if (thrown instanceof SimulatedTime.Died && time.millis() >= cutOffAt) {
            chance.count(SimulatedFault.CUT_OFF);
          }
          ended.accept(thrown == null);
        });
  }

  private static void stream(RequestStreamHandler handler, byte[] input, String requestId) {
    try {
      handler.handleRequest(
          new ByteArrayInputStream(input),
          OutputStream.nullOutputStream(),
          new SimulatedContext(requestId, (int) LONG_TIMEOUT.toMillis()));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static void nothingUnexpected(Throwable thrown) {
    switch (thrown) {
      case null -> {}
      case Violation violation -> throw violation;
      case SimulatedTime.Died _, Engine.CommitConflict _, SdkException _ -> {}
      case Engine.SweepFailed failed ->
          List.of(failed.getSuppressed()).forEach(SimulatedFunctions::nothingUnexpected);
      default -> {
        var violation = new Violation(SimulatedInvariant.NOTHING_UNEXPECTED, thrown);
        violation.initCause(thrown);
        throw violation;
      }
    }
  }
}
