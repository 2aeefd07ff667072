package dev.ecsjobs.lambda;

import static java.util.Comparator.naturalOrder;

import com.amazonaws.services.lambda.runtime.Context;
import com.amazonaws.services.lambda.runtime.RequestStreamHandler;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.time.Duration;
import java.util.ArrayList;
import java.util.stream.Stream;

/** Once a minute: does everything that is due and repairs what lost events left undone. */
public final class SweepHandler implements RequestStreamHandler {
  /** What is due has its time, and what comes after it too. */
  public static final Duration LONGEST = Duration.ofSeconds(35);

  private final Wiring wiring;

  public SweepHandler() {
    this(InitPhase.begun().connecting("dynamodb").rehearsed(Rehearsal::sweep));
  }

  public SweepHandler(Wiring wiring) {
    this.wiring = wiring;
  }

  @Override
  public void handleRequest(InputStream input, OutputStream output, Context context)
      throws IOException {
    var clock = wiring.clock();
    var last = LastCall.in(context, clock);
    var sweepUntil = Stream.of(last, clock.instant().plus(LONGEST)).min(naturalOrder()).get();
    var handled = new ArrayList<>(wiring.engine().sweep(sweepUntil));
    // After it, since nothing that is due has to wait for it.
    handled.addAll(wiring.missedFires().makeUp(sweepUntil));
    // Last, since it may take all the time there is.
    handled.addAll(wiring.backlog().launchIfAny(context.getAwsRequestId(), last));
    Answer.of(handled).write(output);
  }
}
