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
    return taken(
        request.getRequestURI().getPath(), form.text("reason").orElse("no reason given"), desk);
  }

  private static Reply taken(String path, String reason, Desk desk) {
    var run = Way.job(path, "run");
    if (run.isPresent()) {
      return Reply.seeOther(Way.to(new Target.OneRun(desk.run(run.get()))) + "?asked=1");
    }
    var cancel = Way.run(path);
    if (cancel.isPresent()) {
      desk.cancel(cancel.get(), reason);
      return Reply.seeOther(Way.to(new Target.OneRun(cancel.get())));
    }
    var pause = Way.job(path, "pause");
    pause.ifPresent(job -> desk.pause(job, reason));
    var resume = Way.job(path, "resume");
    resume.ifPresent(desk::resume);
    return pause
        .or(() -> resume)
        .map(job -> Reply.seeOther(Way.to(new Target.OneJob(job))))
        .orElseGet(() -> Reply.text(404, "Nothing here takes a wish."));
  }

  /** What is too long is no form of ours, and has no token then. */
  private static String body(HttpExchange request) throws IOException {
    return new String(request.getRequestBody().readNBytes(LONGEST), StandardCharsets.UTF_8);
  }
}
