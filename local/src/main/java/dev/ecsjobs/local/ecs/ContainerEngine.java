package dev.ecsjobs.local.ecs;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;

/**
 * This machine's container engine: Docker, or what answers to its name.
 *
 * @param architecture as Linux calls it: {@code x86_64}, {@code aarch64}
 * @param cpus how many a container may have at most
 */
public record ContainerEngine(String architecture, int cpus) {
  private static final Duration ANSWERS_WITHIN = Duration.ofSeconds(2);
  private static final List<String> QUESTION =
      List.of("docker", "info", "--format", "{{.OSType}} {{.Architecture}} {{.NCPU}}");
  private static final Pattern LINUX = Pattern.compile("linux (\\S+) (\\d{1,4})");

  /** None where none is installed, none answers soon, or its containers are not Linux's. */
  public static Optional<ContainerEngine> here() {
    return answer(QUESTION).flatMap(ContainerEngine::read);
  }

  static Optional<ContainerEngine> read(String answer) {
    var words = LINUX.matcher(answer.strip());
    return words.matches() && !words.group(2).equals("0")
        ? Optional.of(new ContainerEngine(words.group(1), Integer.parseInt(words.group(2))))
        : Optional.empty();
  }

  private static Optional<String> answer(List<String> question) {
    try {
      var process =
          new ProcessBuilder(question).redirectError(ProcessBuilder.Redirect.DISCARD).start();
      try {
        return process.waitFor(ANSWERS_WITHIN) && process.exitValue() == 0
            ? Optional.of(
                new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8))
            : Optional.empty();
      } finally {
        process.destroyForcibly();
      }
    } catch (IOException _) {
      return Optional.empty();
    } catch (InterruptedException _) {
      Thread.currentThread().interrupt();
      return Optional.empty();
    }
  }
}
