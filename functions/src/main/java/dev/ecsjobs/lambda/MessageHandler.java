package dev.ecsjobs.lambda;

import com.amazonaws.services.lambda.runtime.Context;
import com.amazonaws.services.lambda.runtime.RequestStreamHandler;
import dev.ecsjobs.Document;
import dev.ecsjobs.aws.Json;
import dev.ecsjobs.engine.Messenger;
import dev.ecsjobs.history.Letter;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;

/** Writes to people what an event says that concerns them. */
public final class MessageHandler implements RequestStreamHandler {
  private final Messenger messenger;

  public MessageHandler() {
    this(InitPhase.begun().connecting("sns").messenger());
  }

  public MessageHandler(Wiring wiring) {
    this(wiring.messenger());
  }

  private MessageHandler(Messenger messenger) {
    this.messenger = messenger;
  }

  @Override
  public void handleRequest(InputStream input, OutputStream output, Context context)
      throws IOException {
    var event = Document.reading(Json.read(input.readAllBytes()));
    var letter = Letter.of(event.object("detail"));
    messenger.deliver(letter);
    var answer = new Document().put("told", letter.subject());
    output.write(Json.write(answer.fields()).getBytes(StandardCharsets.UTF_8));
  }
}
