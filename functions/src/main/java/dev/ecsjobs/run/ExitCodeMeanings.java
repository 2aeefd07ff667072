package dev.ecsjobs.run;

import static dev.ecsjobs.retry.FailureKind.EXIT_CODE;
import static dev.ecsjobs.run.StopReasons.Said.said;

import dev.ecsjobs.run.StopReasons.Chapter;
import dev.ecsjobs.run.StopReasons.Where;

/** The container ran and failed: what some exit codes usually mean. */
final class ExitCodeMeanings {
  private static final String UNIX = "Unix and Docker convention";

  static final Chapter CHAPTER =
      Chapter.of(
          "The exit code",
          said(Where.EXIT_CODE, "125")
              .means(
                  EXIT_CODE,
                  "{container} exited with code 125: usually Docker could not run it",
                  UNIX)
              .mendedBy("Check the command and the container's settings in the task definition"),
          said(Where.EXIT_CODE, "126")
              .means(
                  EXIT_CODE,
                  "{container} exited with code 126: usually its command is not executable",
                  UNIX)
              .mendedBy("Make the command executable in the image"),
          said(Where.EXIT_CODE, "127")
              .means(
                  EXIT_CODE,
                  "{container} exited with code 127: usually its command was not found",
                  UNIX)
              .mendedBy("Correct task.command in the job document, or the image's entry point"),
          said(Where.EXIT_CODE, "134")
              .means(EXIT_CODE, "{container} exited with code 134: it aborted (SIGABRT)", UNIX)
              .mendedBy("Look into its log for the assertion that failed"),
          // ECS would have said OutOfMemoryError: the code alone does not tell.
          said(Where.EXIT_CODE, "137")
              .means(EXIT_CODE, "{container} exited with code 137: it was killed (SIGKILL)", UNIX)
              .mendedBy(
                  "Let it end on SIGTERM within the stopTimeout, and watch its memory: a killed"
                      + " child may not be reported"),
          said(Where.EXIT_CODE, "139")
              .means(EXIT_CODE, "{container} exited with code 139: it crashed (SIGSEGV)", UNIX)
              .mendedBy("Check its native libraries and the image's architecture"),
          said(Where.EXIT_CODE, "143")
              .means(EXIT_CODE, "{container} exited with code 143: it ended on SIGTERM", UNIX)
              .mendedBy("Find out who sent the signal: ECS names no stop from outside"),
          said(Where.EXIT_CODE, "*")
              .means(
                  EXIT_CODE,
                  "{container} exited with code {code}",
                  "ECS API Reference, Container (exitCode)"));

  private ExitCodeMeanings() {}
}
