package dev.ecsjobs.job;

import dev.ecsjobs.Document;
import java.util.Map;
import java.util.Optional;

/** The {@code array} part of the job document. */
final class ArrayDocument {
  /** The run's one item tells of all its indexes. */
  private static final int LARGEST = 1_000;

  /** They are started one after the other within one call of a function. */
  private static final int MOST_AT_A_TIME = 100;

  /** An index is part of the text by which a task names its attempt, and ECS allows it 128. */
  private static final int LONGEST_NAME = 60;

  private static final double SMALLEST_SHARE = 0.001;

  private ArrayDocument() {}

  static Optional<Array> parseIn(Fields job, Optional<JobName> name) {
    var array = job.object("array").flatMap(ArrayDocument::parse);
    if (array.isEmpty()) {
      return array;
    }
    if (job.value("service").isPresent()) {
      job.problem("array", "stands beside a service", "Only tasks have indexes; take one out");
    }
    if (name.filter(n -> n.value().length() > LONGEST_NAME).isPresent()) {
      job.problem(
          "job",
          "has %d characters".formatted(name.get().value().length()),
          "Use at most %d for a job with an array".formatted(LONGEST_NAME));
    }
    return array;
  }

  private static Optional<Array> parse(Fields fields) {
    if (fields.value("size").isEmpty()) {
      fields.problem(fields.at("size"), "is missing", "Say how many indexes there are");
    }
    var size = fields.integer("size", 2, LARGEST);
    var parallelism = fields.integer("parallelism", 1, MOST_AT_A_TIME);
    var share = fields.number("successShare", SMALLEST_SHARE, 1).orElse(1.0);
    fields.nothingElse();
    return size.isPresent()
        ? Optional.of(
            new Array(
                size.getAsInt(),
                Math.min(size.getAsInt(), parallelism.orElse(MOST_AT_A_TIME)),
                share))
        : Optional.empty();
  }

  static Map<String, Object> of(Array array) {
    return new Document()
        .put("size", array.size())
        .put("parallelism", array.parallelism())
        .put("successShare", array.successShare())
        .fields();
  }
}
