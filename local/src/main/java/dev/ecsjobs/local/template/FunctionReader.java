package dev.ecsjobs.local.template;

import java.time.Duration;
import java.util.List;
import java.util.Map;

/** Reads {@code AWS::Serverless::Function}. */
final class FunctionReader {
  /** Lambda's own default. */
  private static final int TIMEOUT_SECONDS = 3;

  private FunctionReader() {}

  static List<Function> read(Stack stack) {
    return stack
        .ofType(Resources.FUNCTION)
        .map(
            resource ->
                function(
                    resource.logicalId(),
                    stack.attribute(resource, "Arn"),
                    stack.properties(resource)))
        .toList();
  }

  private static Function function(String logicalId, String arn, Block properties) {
    var handler = properties.requiredText("Handler", "Add the class name of the handler");
    var colons = handler.indexOf("::");
    var timeout = properties.count("Timeout").orElse(TIMEOUT_SECONDS);
    return new Function(
        logicalId,
        arn,
        colons < 0 ? handler : handler.substring(0, colons),
        colons < 0 ? "handleRequest" : handler.substring(colons + 2),
        properties.block("Environment").map(e -> e.textByName("Variables")).orElse(Map.of()),
        Duration.ofSeconds(timeout));
  }
}
