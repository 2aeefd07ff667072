package dev.ecsjobs.lambda;

import com.amazonaws.services.lambda.runtime.Context;
import com.amazonaws.services.lambda.runtime.RequestStreamHandler;
import dev.ecsjobs.Checked;
import dev.ecsjobs.aws.LaunchInput;
import dev.ecsjobs.engine.Engine.Handled;
import dev.ecsjobs.engine.Pausing;
import dev.ecsjobs.job.JobDocument;
import dev.ecsjobs.run.RunId;
import dev.ecsjobs.run.Signal;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.time.Instant;
import java.util.function.Supplier;

/** Starts a run when a job's schedule fires; ends one, pauses and resumes jobs for people. */
public final class LaunchHandler implements RequestStreamHandler {
  private final Wiring wiring;

  public LaunchHandler() {
    this(InitPhase.begun().connecting("dynamodb", "ecs").rehearsed(Rehearsal::launch));
  }

  public LaunchHandler(Wiring wiring) {
    this.wiring = wiring;
  }

  @Override
  public void handleRequest(InputStream input, OutputStream output, Context context)
      throws IOException {
    Supplier<Instant> lastCall = () -> LastCall.in(context, wiring.clock());
    answer(input.readAllBytes(), context.getAwsRequestId(), lastCall, output);
  }

  /**
   * Without Lambda's context.
   *
   * @param lastCall until when something new may be begun
   */
  void answer(byte[] input, String requestId, Supplier<Instant> lastCall, OutputStream output)
      throws IOException {
    switch (LaunchInput.read(input, wiring.jobDefaults())) {
      case Checked.Valid<LaunchInput> valid ->
          handle(valid.value(), requestId, lastCall).write(output);
      // Thrown, so that Lambda keeps the event in the dead-letter queue: nothing is lost.
      case Checked.Invalid<LaunchInput> invalid -> throw new WrongJobDocument(invalid.problems());
    }
  }

  private Answer handle(LaunchInput input, String requestId, Supplier<Instant> lastCall) {
    return switch (input) {
      case LaunchInput.Launch launch -> {
        var handled = launch(launch.document(), requestId);
        if (handled.throttled() && launch.document().request().isEmpty()) {
          launchBacklog(requestId, lastCall);
        }
        yield Answer.of(handled);
      }
      case LaunchInput.Cancel cancel -> Answer.of(cancel(cancel));
      case LaunchInput.PauseJob pause ->
          Answer.of(pause.job(), pausing().pause(pause.job(), pause.by(), pause.note()));
      case LaunchInput.ResumeJob resume -> Answer.of(resume.job(), pausing().resume(resume.job()));
    };
  }

  /**
   * Many are due at once: one of those who were too many sees to all of them, whatever has become
   * of its own run. Not where a person waits for the answer; then the sweep does.
   */
  private void launchBacklog(String requestId, Supplier<Instant> lastCall) {
    var _ = wiring.backlog().launch(requestId, lastCall.get());
  }

  private Pausing pausing() {
    return new Pausing(wiring.pauses(), wiring.clock());
  }

  private Handled cancel(LaunchInput.Cancel cancel) {
    var why = "somebody asked for it: " + cancel.reason();
    return wiring
        .engine()
        .handle(cancel.run(), new Signal.CancelRequested(wiring.clock().instant(), why));
  }

  private Handled launch(JobDocument document, String requestId) {
    var name = document.job().name();
    var time = document.scheduledTime();
    // Redeliveries keep the request id, so even without a time they name the same run.
    var run =
        document
            .request()
            .map(request -> RunId.requested(name, request))
            .or(() -> time.map(t -> RunId.scheduled(name, t)))
            .orElseGet(() -> RunId.requested(name, requestId));
    var handled = wiring.engine().launch(run, document.job(), time);
    return time.isPresent() || document.request().isPresent()
        ? handled
        : new Handled(
            handled.run(),
            () ->
                "No scheduled time was given: the request's id names the run. " + handled.reason(),
            handled.throttled());
  }
}
