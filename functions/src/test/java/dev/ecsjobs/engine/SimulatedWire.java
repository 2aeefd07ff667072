package dev.ecsjobs.engine;

import java.util.function.Supplier;
import software.amazon.awssdk.awscore.exception.AwsErrorDetails;
import software.amazon.awssdk.core.exception.ApiCallTimeoutException;
import software.amazon.awssdk.services.ecs.model.EcsException;
import software.amazon.awssdk.services.ecs.model.ServerException;

/** The way to ECS and back, on which calls and answers get lost and callers die. */
final class SimulatedWire {
  private static final long CALL_TIMEOUT = 12_000;

  private final SimulatedTime time;
  private final SimulatedChance chance;

  SimulatedWire(SimulatedTime time, SimulatedChance chance) {
    this.time = time;
    this.chance = chance;
  }

  /**
   * @param served what the call does when it arrives
   */
  <T> T call(String name, Supplier<T> served) {
    dieSometimes("before " + name);
    time.pass(chance.latencyMillis());
    if (chance.happens(SimulatedFault.CALL_THROTTLED)) {
      throw throttled();
    }
    if (chance.happens(SimulatedFault.REQUEST_LOST)) {
      throw timedOut();
    }
    if (chance.happens(SimulatedFault.REQUEST_LATE)) {
      servedLater(served);
      throw timedOut();
    }
    boolean failed = chance.happens(SimulatedFault.CALL_FAILED);
    if (failed && chance.percent(50)) {
      throw serverError();
    }
    T answer = served.get();
    time.pass(chance.latencyMillis());
    dieSometimes("after " + name);
    if (failed) {
      throw serverError();
    }
    if (chance.happens(SimulatedFault.ANSWER_LOST)) {
      throw timedOut();
    }
    return answer;
  }

  private void servedLater(Supplier<?> served) {
    time.at(
        time.millis() + CALL_TIMEOUT + chance.between(0, 20_000),
        () -> {
          try {
            var _ = served.get();
          } catch (EcsException e) {
            return; // nobody is left to hear of it
          }
        });
  }

  private ApiCallTimeoutException timedOut() {
    time.pass(CALL_TIMEOUT);
    return ApiCallTimeoutException.create(CALL_TIMEOUT);
  }

  static EcsException throttled() {
    return (EcsException)
        EcsException.builder()
            .awsErrorDetails(
                AwsErrorDetails.builder()
                    .errorCode("ThrottlingException")
                    .errorMessage("Rate exceeded")
                    .build())
            .statusCode(400)
            .writableStackTrace(false)
            .build();
  }

  private static ServerException serverError() {
    return ServerException.builder()
        .awsErrorDetails(
            AwsErrorDetails.builder()
                .errorCode("ServerException")
                .errorMessage("Service Unavailable. Please try again later.")
                .build())
        .statusCode(500)
        .writableStackTrace(false)
        .build();
  }

  private void dieSometimes(String where) {
    if (chance.happens(SimulatedFault.CRASHED)) {
      throw new SimulatedTime.Died(where);
    }
  }
}
