package dev.ecsjobs.local.engine;

import com.amazonaws.services.lambda.runtime.Context;
import com.amazonaws.services.lambda.runtime.RequestStreamHandler;
import dev.ecsjobs.aws.Json;
import dev.ecsjobs.lambda.Wiring;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;

/** A handler that keeps what it is given, in the ledger it is wired with. */
public final class EventKeeper implements RequestStreamHandler {
  private final Ledger ledger;

  public EventKeeper(Wiring wiring) {
    ledger = (Ledger) wiring.history();
  }

  @Override
  public void handleRequest(InputStream input, OutputStream output, Context context)
      throws IOException {
    var event = new String(input.readAllBytes(), StandardCharsets.UTF_8);
    ledger.keep(Json.readObject(event), context.getAwsRequestId());
  }
}
