package dev.ecsjobs.aws;

import java.io.IOException;
import java.net.SocketTimeoutException;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import java.util.function.Supplier;
import java.util.function.UnaryOperator;
import software.amazon.awssdk.awscore.exception.AwsErrorDetails;
import software.amazon.awssdk.awscore.exception.AwsServiceException;
import software.amazon.awssdk.core.SdkPojo;
import software.amazon.awssdk.core.exception.ApiCallTimeoutException;
import software.amazon.awssdk.utils.builder.SdkBuilder;

/**
 * One service's calls with the SDK's requests and answers, made at first without its client. Where
 * all is well, or a condition does not hold, that is all; whatever else comes is the SDK's to deal
 * with: its client makes the call once more, waits and repeats, and tells what went wrong.
 *
 * <p>To make that client and its first call takes a function with little CPU long. The second call
 * is harmless, as each of the client's own repetitions is.
 */
final class DirectCalls<C> {
  /** How the service's protocol names it. */
  record Protocol(String service, String target, String contentType) {}

  private final SignedCalls calls;
  private final Protocol protocol;
  private final Map<String, Supplier<? extends AwsServiceException.Builder>> refusals;
  private final Supplier<C> client;
  private C made;

  /**
   * @param refusals what is thrown without asking the SDK's client, by the error's name
   * @param client makes the SDK's client
   */
  DirectCalls(
      SignedCalls calls,
      Protocol protocol,
      Map<String, Supplier<? extends AwsServiceException.Builder>> refusals,
      Supplier<C> client) {
    this.calls = calls;
    this.protocol = protocol;
    this.refusals = refusals;
    this.client = client;
  }

  /**
   * What the service answers.
   *
   * @param repeat makes the call with the SDK's client
   */
  <R, B extends SdkPojo & SdkBuilder<B, R>> R answer(
      String action, SdkPojo request, B answer, Function<C, R> repeat) {
    return answer(action, request, answer, whole -> whole, repeat);
  }

  /**
   * What the service answers, as far as it is read.
   *
   * @param part of the answer's JSON
   */
  <R, B extends SdkPojo & SdkBuilder<B, R>> R answer(
      String action,
      SdkPojo request,
      B answer,
      UnaryOperator<Map<String, Object>> part,
      Function<C, R> repeat) {
    try {
      var body = send(action, request);
      if (body.isPresent()) {
        return SdkJson.read(answer, part.apply(Json.readObject(body.get()))).build();
      }
    } catch (Json.MalformedJson | SdkJson.WrongType e) {
      // Not what we take the protocol for, so let the SDK read it.
    }
    return repeat.apply(client());
  }

  private synchronized C client() {
    if (made == null) {
      made = client.get();
    }
    return made;
  }

  /** Empty where the SDK's client is needed. */
  private Optional<String> send(String action, SdkPojo request) {
    var headers =
        Map.of(
            "content-type",
            protocol.contentType(),
            "x-amz-target",
            protocol.target() + "." + action);
    try {
      var body = Json.write(SdkJson.writeRequest(request));
      var answer = calls.send(protocol.service(), headers, body);
      if (answer.status() == 200) {
        return Optional.of(answer.body());
      }
      refusal(answer).ifPresent(DirectCalls::refuse);
      return Optional.empty();
    } catch (SocketTimeoutException e) {
      throw ApiCallTimeoutException.builder().message(action + ": " + e.getMessage()).build();
    } catch (IOException e) {
      return Optional.empty();
    }
  }

  private static void refuse(AwsServiceException refusal) {
    throw refusal;
  }

  private Optional<AwsServiceException> refusal(Wire.Answer answer) {
    if (answer.status() != 400) {
      return Optional.empty();
    }
    var error = Json.readObject(answer.body());
    var type = String.valueOf(error.get("__type"));
    var name = type.substring(type.indexOf('#') + 1);
    return Optional.ofNullable(refusals.get(name))
        .map(
            builder -> {
              var refusal = builder.get();
              SdkJson.read((SdkPojo) refusal, error);
              var message = String.valueOf(error.getOrDefault("message", error.get("Message")));
              return refusal
                  .message(message)
                  .awsErrorDetails(
                      AwsErrorDetails.builder()
                          .serviceName(protocol.service())
                          .errorCode(name)
                          .errorMessage(message)
                          .build())
                  .statusCode(answer.status())
                  .build();
            });
  }
}
