package dev.ecsjobs.lambda;

import com.amazonaws.services.lambda.runtime.Context;
import com.amazonaws.services.lambda.runtime.RequestStreamHandler;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.time.Duration;
import software.amazon.awssdk.core.exception.SdkException;

/** Once a minute: does everything that is due and repairs what lost events left undone. */
public final class SweepHandler implements RequestStreamHandler {
  /** What is begun needs time to end before Lambda cuts it off. */
  private static final Duration LAST_CALL = Duration.ofSeconds(15);

  private final Wiring wiring;

  public SweepHandler() {
    this(Wiring.ofThisFunction());
  }

  public SweepHandler(Wiring wiring) {
    this.wiring = wiring;
  }

  @Override
  public void handleRequest(InputStream input, OutputStream output, Context context)
      throws IOException {
    var time = Duration.ofMillis(context.getRemainingTimeInMillis()).minus(LAST_CALL);
    Answer.write(wiring.engine().sweep(wiring.clock().instant().plus(time)), output);
    lookAtTheSchedules();
  }

  /** Last, since nothing that is due has to wait for it; the next sweep looks again. */
  private void lookAtTheSchedules() {
    try {
      var _ = wiring.schedules().look();
    } catch (SdkException e) {
      return; // throttled, say: what was known before still is
    }
  }
}
