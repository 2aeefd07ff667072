package dev.ecsjobs.local.packaged;

import static java.util.Map.entry;

import java.nio.file.Path;
import java.util.Map;

/** The variables that Lambda itself sets for a function, whatever its template says. */
public final class LambdaEnvironment {
  private LambdaEnvironment() {}

  /**
   * Lambda's own variables for one function.
   *
   * @param handler as the template names it
   * @param root where the function's code is
   * @param runtimeApi its address
   */
  public static Map<String, String> of(
      String function, String handler, Path root, String runtimeApi) {
    return Map.ofEntries(
        entry("_HANDLER", handler),
        entry("AWS_EXECUTION_ENV", "AWS_Lambda_java25"),
        entry("AWS_LAMBDA_RUNTIME_API", runtimeApi),
        entry("AWS_LAMBDA_INITIALIZATION_TYPE", "on-demand"),
        entry("AWS_LAMBDA_FUNCTION_NAME", function),
        entry("AWS_LAMBDA_FUNCTION_VERSION", "1"),
        entry("AWS_LAMBDA_FUNCTION_MEMORY_SIZE", "1024"),
        entry("AWS_LAMBDA_LOG_FORMAT", "JSON"),
        entry("AWS_LAMBDA_LOG_LEVEL", "INFO"),
        entry("AWS_LAMBDA_LOG_GROUP_NAME", "/aws/lambda/" + function),
        entry("AWS_LAMBDA_LOG_STREAM_NAME", "2026/03/01/[1]0123456789abcdef0123456789abcdef"),
        entry("AWS_REGION", "us-east-1"),
        entry("AWS_DEFAULT_REGION", "us-east-1"),
        entry("AWS_ACCESS_KEY_ID", "local"),
        entry("AWS_SECRET_ACCESS_KEY", "local"),
        entry("AWS_SESSION_TOKEN", "local"),
        entry("LAMBDA_TASK_ROOT", root.toString()),
        entry("LANG", "en_US.UTF-8"),
        entry("TZ", ":UTC"),
        // Lambda has none; without it the SDK would read the profile of whoever runs the tests.
        entry("HOME", root.toString()));
  }
}
