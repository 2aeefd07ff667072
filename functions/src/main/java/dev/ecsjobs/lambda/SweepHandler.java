package dev.ecsjobs.lambda;

import com.amazonaws.services.lambda.runtime.Context;
import com.amazonaws.services.lambda.runtime.RequestStreamHandler;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;

/** Once a minute: does everything that is due and repairs what lost events left undone. */
public final class SweepHandler implements RequestStreamHandler {
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
    Answer.write(wiring.engine().sweep(), output);
  }
}
