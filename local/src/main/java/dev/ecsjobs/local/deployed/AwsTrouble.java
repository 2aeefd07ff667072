package dev.ecsjobs.local.deployed;

import java.util.Optional;
import java.util.stream.Stream;

/** AWS did not do what a command needs: the message says what it was and what the user can do. */
public final class AwsTrouble extends RuntimeException {
  private static final long serialVersionUID = 1;

  private final boolean passing;

  private AwsTrouble(String message, boolean passing) {
    super(message);
    this.passing = passing;
  }

  /** It stays until the user mends it. */
  static AwsTrouble lasting(String message) {
    return new AwsTrouble(message, false);
  }

  /** It may be gone at the next try. */
  static AwsTrouble passing(String message) {
    return new AwsTrouble(message, true);
  }

  /** What is to be told of an exception: itself, or what {@link Explaining} left with it. */
  public static Optional<AwsTrouble> behind(Throwable e) {
    return Stream.iterate(e, cause -> cause != null, Throwable::getCause)
        .flatMap(cause -> Stream.concat(Stream.of(cause), Stream.of(cause.getSuppressed())))
        .filter(AwsTrouble.class::isInstance)
        .map(AwsTrouble.class::cast)
        .findFirst();
  }

  /** Whether it may be gone at the next try. */
  public boolean isPassing() {
    return passing;
  }

  /** The same trouble with one more sentence. */
  public AwsTrouble and(String sentence) {
    return new AwsTrouble(getMessage() + "\n" + sentence, passing);
  }
}
