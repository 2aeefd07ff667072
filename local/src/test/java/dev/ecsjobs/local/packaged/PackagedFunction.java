package dev.ecsjobs.local.packaged;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.junit.jupiter.api.Assertions.fail;

import dev.ecsjobs.aws.Json;
import dev.ecsjobs.local.engine.Eventually;
import dev.ecsjobs.local.packaged.StubRuntimeApi.Answer;
import dev.ecsjobs.local.template.Function;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.TimeUnit;

/** One of the template's functions as Lambda runs it: AWS's runtime client in its own process. */
final class PackagedFunction implements AutoCloseable {
  private final Function function;
  private final StubRuntimeApi api;
  private final Process process;
  private final List<String> output = new CopyOnWriteArrayList<>();
  private final List<String> errors = new CopyOnWriteArrayList<>();
  private final List<Thread> readers;

  private PackagedFunction(Function function, StubRuntimeApi api, Process process) {
    this.function = function;
    this.api = api;
    this.process = process;
    readers =
        List.of(
            reading(process.inputReader(UTF_8), output),
            reading(process.errorReader(UTF_8), errors));
  }

  private static Thread reading(BufferedReader text, List<String> lines) {
    // A virtual thread would keep its carrier while it waits for the pipe, and there are few.
    return Thread.ofPlatform().daemon().start(() -> text.lines().forEach(lines::add));
  }

  /**
   * Starts it and does not wait.
   *
   * @param variables the function's own, as the template names them
   */
  static PackagedFunction start(
      Artifact artifact, Function function, Map<String, String> variables) {
    var api = new StubRuntimeApi(function.logicalId());
    var process =
        new ProcessBuilder(RuntimeClient.command(handler(function)))
            .directory(artifact.root().toFile());
    process.environment().clear();
    process
        .environment()
        .putAll(
            LambdaEnvironment.of(
                function.logicalId(), handler(function), artifact.root(), api.address()));
    process.environment().putAll(variables);
    try {
      return new PackagedFunction(function, api, process.start());
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static String handler(Function function) {
    return function.handler() + "::" + function.method();
  }

  /** What it answers; the test fails if it reports an error or is cut off. */
  Map<String, Object> answers(String event, String requestId) {
    return switch (invoke(event, requestId).join()) {
      case Answer.Response response -> Json.readObject(response.body());
      case Answer.Failure failure -> fail(failure + " in " + this);
    };
  }

  /** The error it reports; the test fails if it answers or is cut off. */
  Answer.Failure fails(String event, String requestId) {
    return switch (invoke(event, requestId).join()) {
      case Answer.Response response -> fail(response + " from " + this);
      case Answer.Failure failure -> failure;
    };
  }

  /** Gives it the event, waits for nothing. */
  CompletableFuture<Answer> invoke(String event, String requestId) {
    return unlessItEnds(api.invoke(requestId, event, function.timeout()));
  }

  /** What it says when it cannot start. */
  Answer.Failure initError() {
    return unlessItEnds(api.initError()).join();
  }

  private <T> CompletableFuture<T> unlessItEnds(CompletableFuture<T> answer) {
    var _ =
        process
            .onExit()
            .thenRun(() -> answer.completeExceptionally(new AssertionError("it ended: " + this)));
    // Far more than a start takes.
    return answer
        .orTimeout(60 + function.timeout().toSeconds(), TimeUnit.SECONDS)
        .exceptionally(
            e -> {
              throw new CompletionException("no answer (" + e + ") from " + this, e);
            });
  }

  /** Its log so far; the test fails if a line of it is no JSON object. */
  List<Map<String, Object>> log() {
    return output.stream().map(Json::readObject).toList();
  }

  /** What it said outside of its log. */
  List<String> errors() {
    return List.copyOf(errors);
  }

  int exitCode() {
    Eventually.holds(
        "the end of " + this,
        () -> !process.isAlive() && readers.stream().noneMatch(Thread::isAlive));
    return process.exitValue();
  }

  @Override
  public String toString() {
    return function.logicalId() + ", which said " + output + " and " + errors;
  }

  @Override
  public void close() {
    process.destroyForcibly();
    exitCode();
    api.close();
  }
}
