package dev.ecsjobs.local.cli;

import dev.ecsjobs.Document;
import dev.ecsjobs.aws.Json;
import dev.ecsjobs.job.JobName;
import dev.ecsjobs.local.engine.Records;
import dev.ecsjobs.local.page.Desk;
import dev.ecsjobs.local.request.RunRequest;
import dev.ecsjobs.page.Planned;
import dev.ecsjobs.page.Reading;
import dev.ecsjobs.page.Scene;
import dev.ecsjobs.run.RunId;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;

/** A site as the page sees it, as long as a session lasts. */
record SiteDesk(Site site, Plans plans, Reading reading, Scene.Logs logs, Optional<String> caution)
    implements Desk {
  /** A page is looked at for longer than a command, and by a person. */
  private static final int SLOWER = 5;

  static SiteDesk of(Site site, Records records, Optional<String> caution) {
    return new SiteDesk(
        site,
        new Plans(site),
        new Reading(records.runs(), records.pauses(), records.history()),
        records.logs()::lastLines,
        caution);
  }

  @Override
  public String place() {
    return site.place();
  }

  @Override
  public Map<JobName, Planned> planned(Instant after) {
    return plans.after(after);
  }

  @Override
  public RunId run(JobName job) {
    var found = site.job(job.value());
    try {
      return site.ask(RunRequest.of(job, found.input(), UUID.randomUUID().toString())).run();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  @Override
  public void pause(JobName job, String note) {
    site.wish(Json.write(Control.pausing(job, note).fields()));
  }

  @Override
  public void resume(JobName job) {
    site.wish(Json.write(Control.resuming(job).fields()));
  }

  @Override
  public void cancel(RunId run, String reason) {
    site.wish(Json.write(new Document().put("cancel", run).put("reason", reason).fields()));
  }

  @Override
  public Optional<String> whereLogsAre() {
    return site.logs();
  }

  @Override
  public boolean isCareful() {
    return site.isPaidFor();
  }

  @Override
  public Duration lookEvery() {
    return site.lookEvery().multipliedBy(SLOWER);
  }
}
