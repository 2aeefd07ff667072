package dev.ecsjobs.bench.cold;

import dev.ecsjobs.local.packaged.LambdaEnvironment;
import dev.ecsjobs.local.packaged.StubRuntimeApi;
import dev.ecsjobs.local.packaged.StubRuntimeApi.Answer;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;

/**
 * A function whose cold start is measured.
 *
 * @param folder where its code is
 * @param variables what it finds in its environment besides Lambda's own
 */
record Candidate(
    String name,
    List<String> command,
    String handler,
    Path folder,
    Map<String, String> variables,
    String event) {

  /**
   * In milliseconds.
   *
   * @param init from the process' start until it asks for its first event
   * @param first from that event to its answer
   * @param cpu what of the CPU it took until then, of all threads
   */
  record ColdStart(double init, double first, double cpu) {
    double whole() {
      return init + first;
    }
  }

  private static final long PATIENCE_SECONDS = 60;

  ColdStart start(CpuShare share) throws IOException {
    try (var api = new StubRuntimeApi(name);
        var group = share.new Group()) {
      var builder = new ProcessBuilder(command).directory(folder.toFile());
      builder.environment().clear();
      builder.environment().putAll(LambdaEnvironment.of(name, handler, folder, api.address()));
      builder.environment().putAll(variables);
      builder.redirectOutput(ProcessBuilder.Redirect.DISCARD);
      builder.redirectError(ProcessBuilder.Redirect.DISCARD);
      long begun = System.nanoTime();
      var process = builder.start();
      try {
        var ended =
            process
                .onExit()
                .thenRun(() -> api.ready().completeExceptionally(new IOException(name + " ended")));
        api.ready().orTimeout(PATIENCE_SECONDS, TimeUnit.SECONDS).join();
        long ready = System.nanoTime();
        group.take(process);
        long invoked = System.nanoTime();
        var timeout = Duration.ofSeconds(PATIENCE_SECONDS);
        var answer = api.invoke("8476a536-e9f4-11e8-9739-2dfe598c3fcd", event, timeout).join();
        long answered = System.nanoTime();
        if (answer instanceof Answer.Failure failure) {
          throw new IOException(name + " failed: " + failure + " (" + ended + ")");
        }
        var cpu = process.info().totalCpuDuration().orElse(Duration.ZERO);
        return new ColdStart((ready - begun) / 1e6, (answered - invoked) / 1e6, cpu.toMillis());
      } finally {
        process.destroyForcibly().onExit().join();
      }
    }
  }
}
