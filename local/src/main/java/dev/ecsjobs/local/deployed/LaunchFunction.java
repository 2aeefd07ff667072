package dev.ecsjobs.local.deployed;

import dev.ecsjobs.Document;
import dev.ecsjobs.aws.Json;
import dev.ecsjobs.run.RunId;
import java.util.Optional;
import software.amazon.awssdk.core.SdkBytes;
import software.amazon.awssdk.core.exception.SdkException;
import software.amazon.awssdk.services.lambda.LambdaClient;
import software.amazon.awssdk.services.lambda.model.InvokeResponse;

/**
 * The launch function of a deployed stack.
 *
 * <p>It is invoked synchronously: whatever is wrong with a job's document or with the function
 * shows at once, where an asynchronous invocation would leave it in the dead letters minutes later.
 * The price is that Lambda repeats nothing, and neither may we: a run by hand is named by the
 * request id, which Lambda draws anew for each call, so a second call would be a second run. Hence
 * the client makes every call once. Where the answer is lost, the user is told to look before
 * asking again; a run that was recorded goes on in any case.
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

    /**
     * The function ended with an error, but maybe not before it recorded a run.
     *
     * @param requestId names that run
     */
    record Failed(String requestId, AwsTrouble trouble) implements Answer {}
  }

  Answer invoke(String input) {
    var response = call(input);
    var answer = Document.reading(Json.readObject(response.payload().asUtf8String()));
    return response.functionError() == null
        ? new Answer.Handled(
            answer.optionalText("run").flatMap(RunId::parse), answer.text("reason"))
        : new Answer.Failed(
            response.responseMetadata().requestId(),
            AwsTrouble.lasting(
                "The launch function failed: " + answer.optionalText("errorMessage").orElse("")));
  }

  private InvokeResponse call(String input) {
    try {
      return lambda.invoke(r -> r.functionName(name).payload(SdkBytes.fromUtf8String(input)));
    } catch (SdkException e) {
      throw AwsTrouble.behind(e)
          .filter(AwsTrouble::isPassing)
          .<RuntimeException>map(
              trouble ->
                  trouble.and(
                      "Should the call have arrived, it is done: see ecsjobs history before you"
                          + " repeat it."))
          .orElse(e);
    }
  }
}
