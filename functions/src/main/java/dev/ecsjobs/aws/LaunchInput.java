package dev.ecsjobs.aws;

import dev.ecsjobs.Checked;
import dev.ecsjobs.Problem;
import dev.ecsjobs.job.JobDocument;
import java.util.Map;

/** What a schedule sends: the bytes of a job document. */
public final class LaunchInput {
  private static final String FIX =
      "Give the schedule an Input with the job document, at least {\"job\": …, \"task\":"
          + " {\"definition\": …}}";

  private LaunchInput() {}

  public static Checked<JobDocument> read(byte[] input) {
    try {
      if (Json.read(input) instanceof Map<?, ?> document) {
        return isSchedulersOwn(document)
            ? Checked.invalid(new Problem("", "The schedule has no Input of its own", FIX))
            : JobDocument.parse(named(document));
      }
      return Checked.invalid(new Problem("", "The input is no JSON object", FIX));
    } catch (Json.MalformedJson e) {
      return Checked.invalid(new Problem("", "The input is no JSON: " + e.getMessage(), FIX));
    }
  }

  /** Without an Input, SAM lets EventBridge Scheduler send an envelope with an empty detail. */
  private static boolean isSchedulersOwn(Map<?, ?> document) {
    return "aws.scheduler".equals(document.get("source")) && !document.containsKey("job");
  }

  @SuppressWarnings("unchecked") // the keys of a JSON object are texts
  private static Map<String, ?> named(Map<?, ?> document) {
    return (Map<String, ?>) document;
  }
}
