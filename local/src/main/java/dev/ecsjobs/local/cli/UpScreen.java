package dev.ecsjobs.local.cli;

import dev.ecsjobs.Document;
import dev.ecsjobs.aws.Json;
import dev.ecsjobs.engine.Decided;
import dev.ecsjobs.history.Letter;
import dev.ecsjobs.local.engine.Happening;
import dev.ecsjobs.run.RunEvent;
import dev.ecsjobs.run.RunResult;

/** What happens, as {@code ecsjobs up} shows it. */
record UpScreen(Screen screen, boolean json) {
  void show(Happening happening) {
    switch (happening) {
      case Happening.Note note -> trouble(note.text());
      case Happening.Decision decision -> show(decision.decided());
      case Happening.Told told -> show(told.letter());
    }
  }

  private void show(Letter letter) {
    if (json) {
      var line = new Document().put("told", letter.subject()).put("text", letter.text());
      screen.line(Json.write(line.fields()));
    } else {
      screen.line("");
      letter.text().lines().forEach(line -> screen.line(screen.dim("  > ") + line));
      screen.line("");
    }
  }

  void trouble(String text) {
    screen.line(
        json ? Json.write(new Document().put("note", text).fields()) : screen.bad("! " + text));
  }

  private void show(Decided decided) {
    for (var event : decided.decision().events()) {
      if (json) {
        screen.line(
            Json.write(
                new Document()
                    .put("run", decided.run().id())
                    .put("at", event.at())
                    .put("event", event.getClass().getSimpleName())
                    .put("reason", event.reason())
                    .fields()));
      } else {
        screen.line(
            "%s  %s  %s"
                .formatted(
                    screen.dim(Screen.time(event.at())), decided.run().id(), coloured(event)));
      }
    }
  }

  private String coloured(RunEvent event) {
    if (event instanceof RunEvent.RunFinished finished) {
      return finished.result() == RunResult.SUCCEEDED
          ? screen.good(event.reason())
          : screen.bad(event.reason());
    }
    return event.reason();
  }
}
