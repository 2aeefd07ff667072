package dev.ecsjobs.lambda;

import com.amazonaws.services.lambda.runtime.Context;
import com.amazonaws.services.lambda.runtime.RequestStreamHandler;
import dev.ecsjobs.aws.Json;
import dev.ecsjobs.aws.TaskStateChange;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;

/** Takes up what ECS says of a task: a failed one is retried, a successful one ends its run. */
public final class TaskStateHandler implements RequestStreamHandler {
  private final Wiring wiring;

  public TaskStateHandler() {
    this(InitPhase.begun().connecting("dynamodb").rehearsed(Rehearsal::ending));
  }

  public TaskStateHandler(Wiring wiring) {
    this.wiring = wiring;
  }

  @Override
  public void handleRequest(InputStream input, OutputStream output, Context context)
      throws IOException {
    answer(input.readAllBytes(), output);
  }

  void answer(byte[] input, OutputStream output) throws IOException {
    var event = Json.readObject(new String(input, StandardCharsets.UTF_8));
    answer(TaskStateChange.read(event, wiring.stack(), wiring.clock().instant())).write(output);
  }

  private Answer answer(TaskStateChange change) {
    return switch (change) {
      case TaskStateChange.Ours ours ->
          Answer.of(wiring.engine().handle(ours.run(), ours.signal()));
      case TaskStateChange.Ignored ignored -> Answer.ignored(ignored.reason());
    };
  }
}
