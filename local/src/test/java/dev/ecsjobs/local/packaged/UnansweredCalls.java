package dev.ecsjobs.local.packaged;

import dev.ecsjobs.aws.EventFiles;
import dev.ecsjobs.local.packaged.StubRuntimeApi.Answer;
import java.nio.file.Path;
import java.util.Set;
import java.util.concurrent.CompletableFuture;

/**
 * Launches that wait for AWS, in vain. They are begun before all tests, since they wait so long.
 */
record UnansweredCalls(Launch claim, Launch runTask) implements AutoCloseable {
  /** A launch whose stack leaves one kind of call unanswered. */
  record Launch(PackagedStack stack, CompletableFuture<Answer> answer) {
    private static Launch begun(Artifact artifact, Path folder, String unanswered) {
      var stack = new PackagedStack(artifact, folder.resolve(unanswered), Set.of(unanswered));
      return new Launch(stack, stack.function("LaunchFunction").invoke(EVENT, "request-1"));
    }
  }

  static final String EVENT = EventFiles.text("schedule-fired-flaky-import");

  static UnansweredCalls begun(Artifact artifact, Path folder) {
    return new UnansweredCalls(
        Launch.begun(artifact, folder, "TransactWriteItems"),
        Launch.begun(artifact, folder, "RunTask"));
  }

  @Override
  public void close() {
    claim.stack().close();
    runTask.stack().close();
  }
}
