package dev.ecsjobs.local.page;

import com.sun.net.httpserver.HttpExchange;
import dev.ecsjobs.page.Target;
import java.io.IOException;
import java.nio.charset.StandardCharsets;

/** Takes what a button asks for, if it was a button of our own page. */
record Wishes(Token token) {
  private static final int LONGEST = 8 * 1024;

  Reply taken(HttpExchange request, Desk desk) throws IOException {
    var form = Query.parse(body(request));
    var refusal = token.whyNot(request, form.text("token"));
    if (refusal.isPresent()) {
      return Reply.text(403, refusal.get());
    }
    var path = request.getRequestURI().getPath();
    var job = Way.job(path);
    if (job.isPresent()) {
      return Reply.seeOther(Way.to(new Target.OneRun(desk.run(job.get()))) + "?asked=1");
    }
    var run = Way.run(path);
    if (run.isPresent()) {
      desk.cancel(run.get(), form.text("reason").orElse("no reason given"));
      return Reply.seeOther(Way.to(new Target.OneRun(run.get())));
    }
    return Reply.text(404, "Nothing here takes a wish.");
  }

  /** What is too long is no form of ours, and has no token then. */
  private static String body(HttpExchange request) throws IOException {
    return new String(request.getRequestBody().readNBytes(LONGEST), StandardCharsets.UTF_8);
  }
}
