package dev.ecsjobs.aws;

import java.util.function.Supplier;
import software.amazon.awssdk.services.dynamodb.model.TransactionCanceledException;
import software.amazon.awssdk.services.dynamodb.model.TransactionConflictException;

/**
 * Tries again, at once, what DynamoDB turned away only because another transaction touched the same
 * item at the same moment: neither's condition was looked at, and nothing was written.
 */
final class Patience {
  /** One of those who meet goes through each time, so that even a crowd at one gate is served. */
  private static final int MOST_CONFLICTS = 100;

  private Patience() {}

  static <T> T whileConflicting(Supplier<T> action) {
    for (int conflicts = 1; ; conflicts++) {
      try {
        return action.get();
      } catch (TransactionConflictException e) {
        if (conflicts == MOST_CONFLICTS) {
          throw e;
        }
      } catch (TransactionCanceledException e) {
        if (conflicts == MOST_CONFLICTS || !isConflict(e)) {
          throw e;
        }
      }
    }
  }

  private static boolean isConflict(TransactionCanceledException e) {
    return e.cancellationReasons().stream()
        .anyMatch(reason -> "TransactionConflict".equals(reason.code()));
  }
}
