package dev.ecsjobs.local.placement;

import java.time.Instant;
import java.util.List;
import java.util.Optional;

/** Where a task goes, or what ECS says instead. */
public sealed interface Answer permits Place, Answer.Refused, Answer.Rejected, Answer.Throttled {
  /** The message of a request that is one too many. */
  String RATE_EXCEEDED = "Rate exceeded";

  /**
   * No place fits: {@code failures} of an answer with HTTP 200.
   *
   * @param provisioning the demand went through a capacity provider of instances: there ECS takes
   *     the task, which stays PROVISIONING until an instance fits, and tells each reason later, as
   *     the stopped reason {@code TaskFailedToStart: <reason>}
   */
  record Refused(List<Failure> failures, boolean provisioning) implements Answer {
    public Refused {
      failures = List.copyOf(failures);
    }

    static Refused without(String reason) {
      return new Refused(List.of(new Failure(Optional.empty(), reason)), false);
    }
  }

  /** Not even considered: an {@code InvalidParameterException} with this message. */
  record Rejected(String message) implements Answer {}

  /** Fargate's launch rate is used up: a {@code ThrottlingException} until this time. */
  record Throttled(Instant until) implements Answer {}
}
