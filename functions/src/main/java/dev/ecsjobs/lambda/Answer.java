package dev.ecsjobs.lambda;

import dev.ecsjobs.Document;
import dev.ecsjobs.aws.Json;
import dev.ecsjobs.engine.Engine.Handled;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.util.List;

/** What a function returns: which run, and what became of it in a sentence. */
final class Answer {
  private Answer() {}

  static void write(Handled handled, OutputStream output) throws IOException {
    write(document(handled), output);
  }

  static void write(List<Handled> handled, OutputStream output) throws IOException {
    var runs = handled.stream().map(h -> document(h).fields()).toList();
    write(new Document().put("due", handled.size()).put("runs", runs), output);
  }

  static void ignored(String reason, OutputStream output) throws IOException {
    write(new Document().put("ignored", reason), output);
  }

  private static Document document(Handled handled) {
    return new Document().put("run", handled.run()).put("reason", handled.reason());
  }

  private static void write(Document document, OutputStream output) throws IOException {
    output.write(Json.write(document.fields()).getBytes(StandardCharsets.UTF_8));
  }
}
