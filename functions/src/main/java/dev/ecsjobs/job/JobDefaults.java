package dev.ecsjobs.job;

import dev.ecsjobs.Checked;
import dev.ecsjobs.Problem;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * What a stack gives every job whose document does not say otherwise: a part of a job document,
 * without what only a job can know.
 */
public record JobDefaults(Map<String, ?> fields) {
  public static final JobDefaults NONE = new JobDefaults(Map.of());

  /** What only a job can know. */
  private static final List<String> A_JOBS_OWN =
      List.of("job", "scheduledTime", "request", "service", "after");

  /** Checked as part of a document, so that a wrong default is told before any job meets it. */
  public static Checked<JobDefaults> parse(Map<String, ?> fields) {
    var problems = new ArrayList<Problem>();
    for (var name : A_JOBS_OWN) {
      if (fields.containsKey(name)) {
        problems.add(new Problem(name, "is not for all jobs", "Write it in the job's document"));
      }
    }
    var defaults = new JobDefaults(fields);
    var smallest = Map.of("job", "any", "task", Map.of("definition", "any"));
    if (problems.isEmpty()
        && JobDocument.parse(defaults.under(smallest)) instanceof Checked.Invalid<?> invalid) {
      problems.addAll(invalid.problems());
    }
    return problems.isEmpty() ? Checked.valid(defaults) : Checked.invalid(problems);
  }

  /**
   * The document, with a default wherever it says nothing. Lists are taken whole; a null is a wish
   * for none. What is said of tasks is not said of services.
   */
  public Map<String, Object> under(Map<String, ?> document) {
    var merged = merged(fields, document);
    if (document.containsKey("service") && !document.containsKey("task")) {
      merged.remove("task");
    }
    return merged;
  }

  private static LinkedHashMap<String, Object> merged(Map<?, ?> defaults, Map<?, ?> document) {
    var merged = new LinkedHashMap<String, Object>();
    document.forEach((name, value) -> merged.put(name.toString(), value));
    defaults.forEach(
        (name, value) -> {
          if (!document.containsKey(name)) {
            merged.put(name.toString(), value);
          } else if (document.get(name) instanceof Map<?, ?> ours
              && value instanceof Map<?, ?> theirs) {
            merged.put(name.toString(), merged(theirs, ours));
          }
        });
    return merged;
  }
}
