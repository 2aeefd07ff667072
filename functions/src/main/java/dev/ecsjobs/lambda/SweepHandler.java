package dev.ecsjobs.lambda;

import com.amazonaws.services.lambda.runtime.Context;
import com.amazonaws.services.lambda.runtime.RequestStreamHandler;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.time.Duration;
import java.util.ArrayList;

/** Once a minute: does everything that is due and repairs what lost events left undone. */
public final class SweepHandler implements RequestStreamHandler {
  /** What is begun needs time to end before Lambda cuts it off. */
  public static final Duration LAST_CALL = Duration.ofSeconds(15);

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
    var time = Duration.ofMillis(context.getRemainingTimeInMillis()).minus(LAST_CALL);
    var until = wiring.clock().instant().plus(time);
    var handled = new ArrayList<>(wiring.engine().sweep(until));
    // Last, since nothing that is due has to wait for it.
    handled.addAll(wiring.missedFires().makeUp(until));
    Answer.of(handled).write(output);
  }
}
