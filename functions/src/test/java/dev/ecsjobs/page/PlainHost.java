package dev.ecsjobs.page;

import dev.ecsjobs.job.JobName;
import dev.ecsjobs.run.RunId;

/** A host whose links and buttons are easily recognised. */
record PlainHost() implements Host {
  @Override
  public Html link(Target target, Html label) {
    return Html.of("<a>{}</a>", label);
  }

  @Override
  public Html run(JobName job) {
    return Html.of("[run {}]", job);
  }

  @Override
  public Html pause(JobName job) {
    return Html.of("[pause {}]", job);
  }

  @Override
  public Html resume(JobName job) {
    return Html.of("[resume {}]", job);
  }

  @Override
  public Html cancel(RunId run) {
    return Html.of("[cancel {}]", run);
  }
}
