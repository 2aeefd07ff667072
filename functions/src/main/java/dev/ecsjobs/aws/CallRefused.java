package dev.ecsjobs.aws;

/** AWS answered a call with an error. */
public final class CallRefused extends RuntimeException {
  private static final long serialVersionUID = 1;

  CallRefused(String action, int status, String answer) {
    super("%s was answered with %d: %s".formatted(action, status, answer));
  }
}
