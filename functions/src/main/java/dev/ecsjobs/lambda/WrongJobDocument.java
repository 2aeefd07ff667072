package dev.ecsjobs.lambda;

import dev.ecsjobs.Problem;
import java.util.List;
import java.util.stream.Collectors;

/**
 * The input is no job document: its message names every problem. Nothing was started or written.
 */
public final class WrongJobDocument extends RuntimeException {
  private static final long serialVersionUID = 1;

  WrongJobDocument(List<Problem> problems) {
    super(
        "%d %s in the job document; nothing is started.%n%s"
            .formatted(
                problems.size(),
                problems.size() == 1 ? "problem" : "problems",
                problems.stream().map(p -> "- " + p).collect(Collectors.joining("\n"))));
  }
}
