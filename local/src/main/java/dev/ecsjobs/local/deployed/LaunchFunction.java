package dev.ecsjobs.local.deployed;

import dev.ecsjobs.Document;
import dev.ecsjobs.aws.Json;
import dev.ecsjobs.run.RunId;
import java.util.Optional;
import software.amazon.awssdk.core.SdkBytes;
import software.amazon.awssdk.services.lambda.LambdaClient;

/**
 * The launch function of a deployed stack.
 *
 * <p>It is invoked synchronously: whatever is wrong with a job's document or with the function
 * shows at once, where an asynchronous invocation would leave it in the dead letters minutes later.
 * Each input says which run it means, so a call whose answer was lost is repeated without harm.
 */
final class LaunchFunction {
  private final LambdaClient lambda;
  private final String name;

  LaunchFunction(LambdaClient lambda, String name) {
    this.lambda = lambda;
    this.name = name;
  }

  /** What became of an invocation. */
  sealed interface Answer {
    /**
     * The function took the input up.
     *
     * @param run absent if the input was about a job
     */
    record Handled(Optional<RunId> run, String reason) implements Answer {}

    /** The function ended with an error, but maybe not before it recorded a run. */
    record Failed(AwsTrouble trouble) implements Answer {}
  }

  Answer invoke(String input) {
    var response = lambda.invoke(r -> r.functionName(name).payload(SdkBytes.fromUtf8String(input)));
    var answer = Document.reading(Json.readObject(response.payload().asUtf8String()));
    return response.functionError() == null
        ? new Answer.Handled(
            answer.optionalText("run").flatMap(RunId::parse), answer.text("reason"))
        : new Answer.Failed(
            AwsTrouble.lasting(
                "The launch function failed: " + answer.optionalText("errorMessage").orElse("")));
  }
}
