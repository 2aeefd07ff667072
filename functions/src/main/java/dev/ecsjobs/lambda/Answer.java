package dev.ecsjobs.lambda;

import dev.ecsjobs.Document;
import dev.ecsjobs.aws.Json;
import dev.ecsjobs.engine.Engine.Handled;
import dev.ecsjobs.job.JobName;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.util.List;

/** What a function returns: which run or job, and what became of it in a sentence. */
record Answer(Document document) {

  static Answer of(Handled handled) {
    return new Answer(new Document().put("run", handled.run()).put("reason", handled.reason()));
  }

  static Answer of(List<Handled> handled) {
    var runs = handled.stream().map(h -> of(h).document().fields()).toList();
    return new Answer(new Document().put("due", handled.size()).put("runs", runs));
  }

  static Answer of(JobName job, String reason) {
    return new Answer(new Document().put("job", job).put("reason", reason));
  }

  static Answer ignored(String reason) {
    return new Answer(new Document().put("ignored", reason));
  }

  void write(OutputStream output) throws IOException {
    output.write(Json.write(document.fields()).getBytes(StandardCharsets.UTF_8));
  }
}
