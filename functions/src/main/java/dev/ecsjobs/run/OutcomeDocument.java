package dev.ecsjobs.run;

import dev.ecsjobs.Document;
import dev.ecsjobs.retry.FailureKind;

/** How an attempt ended, as a JSON object. */
final class OutcomeDocument {
  private OutcomeDocument() {}

  static Document of(Outcome outcome) {
    return switch (outcome) {
      case Outcome.Succeeded s -> new Document().put("what", s.what());
      case Outcome.Failed f ->
          new Document()
              .put("kind", f.kind())
              .put("exitCode", f.exitCode())
              .put("what", f.what())
              .put("fix", f.fix());
    };
  }

  static Outcome outcome(Document d) {
    return d.has("kind")
        ? new Outcome.Failed(
            FailureKind.valueOf(d.text("kind")),
            d.optionalInteger("exitCode"),
            d.text("what"),
            d.optionalText("fix"))
        : new Outcome.Succeeded(d.text("what"));
  }

  static Document of(StoppedTask s) {
    return new Document()
        .put("task", s.task())
        .put("container", s.container())
        .put("exitCode", s.exitCode())
        .put("containerReason", s.containerReason())
        .put("stopCode", s.stopCode())
        .put("stoppedReason", s.stoppedReason())
        .put("startedAt", s.startedAt())
        .put("stoppedAt", s.stoppedAt())
        .put("subnet", s.placement().subnet())
        .put("cpu", s.placement().cpu())
        .put("memory", s.placement().memory())
        .put("containerMemory", s.placement().containerMemory())
        .put("pullStartedAt", s.facts().pullStartedAt())
        .put("pullStoppedAt", s.facts().pullStoppedAt())
        .put("taskStoppedAt", s.facts().stoppedAt())
        .put("capacity", s.facts().capacity())
        .put("architecture", s.facts().architecture())
        .put("storage", s.facts().storage());
  }

  static StoppedTask stoppedTask(Document d) {
    return new StoppedTask(
        d.text("task"),
        d.optionalText("container"),
        d.optionalInteger("exitCode"),
        d.optionalText("containerReason"),
        d.optionalText("stopCode"),
        d.optionalText("stoppedReason"),
        d.optionalInstant("startedAt"),
        d.optionalInstant("stoppedAt"),
        new Placement(
            d.optionalText("subnet"),
            d.optionalInteger("cpu"),
            d.optionalInteger("memory"),
            d.optionalInteger("containerMemory")),
        new TaskFacts(
            d.optionalInstant("pullStartedAt"),
            d.optionalInstant("pullStoppedAt"),
            d.optionalInstant("taskStoppedAt"),
            d.optionalText("capacity"),
            d.optionalText("architecture"),
            d.optionalInteger("storage")));
  }
}
