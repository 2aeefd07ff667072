package dev.ecsjobs.local.deployed;

import java.io.IOException;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;
import software.amazon.awssdk.awscore.exception.AwsErrorDetails;
import software.amazon.awssdk.awscore.exception.AwsServiceException;
import software.amazon.awssdk.core.interceptor.Context;
import software.amazon.awssdk.core.interceptor.ExecutionAttributes;
import software.amazon.awssdk.core.interceptor.ExecutionInterceptor;
import software.amazon.awssdk.core.interceptor.SdkExecutionAttribute;
import software.amazon.awssdk.http.SdkHttpRequest;

/**
 * Leaves with every exception of a call what is to be told of it. The exception itself stays what
 * it is, as the SDK demands: a caller may have an answer to it.
 */
final class Explaining implements ExecutionInterceptor {
  private static final Set<String> EXPIRED =
      Set.of("ExpiredToken", "ExpiredTokenException", "RequestExpired");

  private static final Set<String> NOT_RECOGNISED =
      Set.of(
          "AuthFailure",
          "IncompleteSignature",
          "IncompleteSignatureException",
          "InvalidAccessKeyId",
          "InvalidClientTokenId",
          "InvalidSignatureException",
          "MissingAuthenticationToken",
          "MissingAuthenticationTokenException",
          "SignatureDoesNotMatch",
          "UnrecognizedClientException");

  @Override
  public Throwable modifyException(Context.FailedExecution failed, ExecutionAttributes call) {
    var e = failed.exception();
    var network = networkTrouble(e);
    e.addSuppressed(
        e instanceof AwsServiceException answer
            ? answered(answer, action(call))
            : network.isPresent()
                ? unanswered(network.get(), failed.httpRequest())
                : AwsTrouble.lasting(action(call) + " failed: " + sentence(e.getMessage())));
    return e;
  }

  private static AwsTrouble answered(AwsServiceException e, String action) {
    var details = Optional.ofNullable(e.awsErrorDetails());
    String code = details.map(AwsErrorDetails::errorCode).orElse("without a word");
    String words = sentence(details.map(AwsErrorDetails::errorMessage).orElse(""));
    if (EXPIRED.contains(code)) {
      return AwsTrouble.lasting(
          "Your AWS credentials have expired. Sign in again (aws sso login) or fetch new ones.");
    }
    if (NOT_RECOGNISED.contains(code)) {
      return AwsTrouble.lasting(
          "AWS does not recognise your credentials. %s Check access key, secret and session token,"
                  .formatted(words)
              + " and this machine's clock.");
    }
    if (e.statusCode() == 403 || code.startsWith("AccessDenied")) {
      return AwsTrouble.lasting(
          "You are not allowed to do %s. %s Have it allowed to the user or role you work as;"
                  .formatted(action, words)
              + " aws sts get-caller-identity says which that is.");
    }
    String answer =
        "%s was answered with %d, %s. %s".formatted(action, e.statusCode(), code, words).strip();
    return e.isThrottlingException() || e.statusCode() >= 500
        ? AwsTrouble.passing(answer + " Try again in a minute.")
        : AwsTrouble.lasting(answer);
  }

  private static AwsTrouble unanswered(IOException trouble, Optional<SdkHttpRequest> request) {
    return AwsTrouble.passing(
        "No answer from %s (%s: %s). Check the network, the region and, if it is set,"
                .formatted(
                    request.map(r -> r.host() + ":" + r.port()).orElse("AWS"),
                    trouble.getClass().getSimpleName(),
                    trouble.getMessage())
            + " AWS_ENDPOINT_URL.");
  }

  private static Optional<IOException> networkTrouble(Throwable e) {
    return Stream.iterate(e, cause -> cause != null, Throwable::getCause)
        .filter(IOException.class::isInstance)
        .map(IOException.class::cast)
        .findFirst();
  }

  /** As a policy writes it. */
  private static String action(ExecutionAttributes call) {
    String service = call.getAttribute(SdkExecutionAttribute.SERVICE_NAME).toLowerCase(Locale.ROOT);
    String operation = call.getAttribute(SdkExecutionAttribute.OPERATION_NAME);
    return service + ":" + (operation.equals("Invoke") ? "InvokeFunction" : operation);
  }

  private static String sentence(String words) {
    return words == null || words.isBlank() ? "" : words.strip().replaceFirst("[.]?$", ".");
  }
}
