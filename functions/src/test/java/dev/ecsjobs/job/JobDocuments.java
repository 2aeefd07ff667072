package dev.ecsjobs.job;

import static org.junit.jupiter.api.Assertions.fail;

import dev.ecsjobs.Checked;
import dev.ecsjobs.Problem;
import dev.ecsjobs.aws.Json;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** Job documents as a user writes them. */
final class JobDocuments {
  static final String MINIMAL = "{\"job\": \"j\", \"task\": {\"definition\": \"d\"}}";

  private JobDocuments() {}

  /** The minimal document, some of its fields replaced or others added. */
  static Map<String, Object> minimalWith(String fields) {
    var document = new LinkedHashMap<>(Json.readObject(MINIMAL));
    document.putAll(Json.readObject("{" + fields + "}"));
    return document;
  }

  static JobDocument parsed(Map<String, ?> document) {
    return switch (JobDocument.parse(document)) {
      case Checked.Valid<JobDocument> valid -> valid.value();
      case Checked.Invalid<JobDocument> invalid -> fail(invalid.problems().toString());
    };
  }

  static List<Problem> problems(Map<String, ?> document) {
    return switch (JobDocument.parse(document)) {
      case Checked.Valid<JobDocument> _ -> List.of();
      case Checked.Invalid<JobDocument> invalid -> invalid.problems();
    };
  }
}
