package dev.ecsjobs.local.deployable;

import dev.ecsjobs.Document;
import dev.ecsjobs.Problem;
import dev.ecsjobs.aws.EventFiles;
import dev.ecsjobs.aws.Json;
import dev.ecsjobs.local.template.Part;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;

/** Of the table's records the summary function is woken by finished runs and by news of others. */
final class StreamFilterRule implements Rule {

  private record Change(String what, Consumer<Map<String, Object>> change) {
    static Change ofKind(String kind) {
      return new Change(
          "what is no run (kind " + kind + ")",
          record -> image(record).put("kind", Map.of("S", kind)));
    }
  }

  /** A finished run's record however it was written. */
  private static final List<Change> OURS =
      List.of(
          new Change("a run that finished later", record -> record.put("eventName", "MODIFY")),
          new Change("a run that finished at once", record -> record.put("eventName", "INSERT")),
          new Change("a run that goes on, with news", StreamFilterRule::withNews));

  private static final List<Change> NOT_OURS =
      List.of(
          new Change("a run that has not finished", record -> image(record).remove("result")),
          new Change(
              "a run that has not finished and begins",
              record -> {
                image(record).remove("result");
                record.put("eventName", "INSERT");
              }),
          new Change(
              "what is no run, with news",
              record -> {
                withNews(record);
                image(record).put("kind", Map.of("S", "news"));
              }),
          Change.ofKind("history"),
          Change.ofKind("job"),
          new Change("a job's lock, which has no kind", record -> image(record).remove("kind")),
          new Change(
              "an item that expired",
              record -> {
                record.put("eventName", "REMOVE");
                Document.reading(record.get("dynamodb")).fields().remove("NewImage");
              }),
          new Change("a removal with its image", record -> record.put("eventName", "REMOVE")));

  private static void withNews(Map<String, Object> record) {
    record.put("eventName", "MODIFY");
    image(record).remove("result");
    image(record).put("news", Map.of("S", "true"));
  }

  @Override
  public List<Problem> problems(DeployedStack stack) {
    var problems = new ArrayList<Problem>();
    for (var event : stack.events("DynamoDB")) {
      check(event.properties().get("FilterCriteria", "Filters"), problems);
    }
    return problems;
  }

  private static void check(Part filters, List<Problem> problems) {
    for (var filter : filters.items()) {
      var complaint = Matcher.complaint(filter.get("Pattern").text());
      if (complaint.isPresent()) {
        problems.add(
            filter.problem("is refused by Lambda: " + complaint.get(), "Mend the pattern"));
        return;
      }
    }
    for (var ours : OURS) {
      if (!passes(ours, filters)) {
        problems.add(
            filters.problem(
                "keep back " + ours.what() + ", which would never be in the history, or told",
                "Let INSERT and MODIFY of kind run with a result through, and MODIFY with news"));
      }
    }
    for (var other : NOT_OURS) {
      if (passes(other, filters)) {
        problems.add(
            filters.problem(
                "let " + other.what() + " through, which costs an invocation for nothing",
                "Ask for eventName INSERT or MODIFY, kind run, and that result or news exists"));
      }
    }
  }

  /** Without a filter every record passes. */
  private static boolean passes(Change change, Part filters) {
    var record = sample();
    change.change().accept(record);
    var json = Json.write(record);
    return filters.items().isEmpty()
        || filters.items().stream()
            .anyMatch(filter -> Matcher.matches(json, filter.get("Pattern").text()));
  }

  private static Map<String, Object> sample() {
    var records = (List<?>) EventFiles.object("summary-run-finished").get("Records");
    return Document.reading(records.getFirst()).fields();
  }

  private static Map<String, Object> image(Map<String, Object> record) {
    return Document.reading(Document.reading(record.get("dynamodb")).fields().get("NewImage"))
        .fields();
  }
}
