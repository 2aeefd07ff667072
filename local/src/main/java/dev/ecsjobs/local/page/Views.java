package dev.ecsjobs.local.page;

import dev.ecsjobs.job.JobName;
import dev.ecsjobs.page.Durations;
import dev.ecsjobs.page.Html;
import dev.ecsjobs.page.JobView;
import dev.ecsjobs.page.JobsView;
import dev.ecsjobs.page.Moments;
import dev.ecsjobs.page.NextView;
import dev.ecsjobs.page.OneJobView;
import dev.ecsjobs.page.OneRunView;
import dev.ecsjobs.page.Reading;
import dev.ecsjobs.page.RunsView;
import dev.ecsjobs.page.Scene;
import dev.ecsjobs.page.Target;
import dev.ecsjobs.run.RunId;
import java.time.Duration;
import java.time.InstantSource;
import java.time.ZoneId;
import java.util.List;
import java.util.Optional;

/** Reads what a view shows, and has it drawn. */
final class Views {
  private static final List<Duration> LOOKBACKS =
      List.of(Duration.ofHours(1), Duration.ofHours(6), Duration.ofHours(24), Duration.ofDays(7));
  private static final int ROWS = 50;

  private final InstantSource clock;
  private final ZoneId zone;
  private final Token token;

  Views(InstantSource clock, ZoneId zone, Token token) {
    this.clock = clock;
    this.zone = zone;
    this.token = token;
  }

  Reply shown(Target target, Query query, Desk desk) {
    var scene =
        new Scene(
            new Moments(clock.instant(), zone), new Buttons(token, desk.isCareful()), desk.logs());
    var reading = desk.reading();
    var jobs = reading.jobs(desk.planned(scene.moments().now()));
    return switch (target) {
      case Target.Jobs _ -> page("/", "Jobs", jobs, desk, new JobsView(jobs).shown(scene));
      case Target.Runs _ -> page("/runs", "Runs", jobs, desk, runs(jobs, query, reading, scene));
      case Target.Next _ -> page("/next", "Next", jobs, desk, new NextView(jobs).shown(scene));
      case Target.OneJob one -> job(one.job(), jobs, query, desk, scene);
      case Target.OneRun one -> run(one.run(), jobs, query, desk, scene);
    };
  }

  /** Words instead of a view. */
  Reply words(int status, String title, String sentence, Desk desk) {
    var view =
        Html.of("<div class=\"lead\"><h1>{}</h1></div><p class=\"doing\">{}</p>", title, sentence);
    return Reply.page(status, new Frame("", title + " · ecsjobs", "quiet", desk, view).document());
  }

  /** The tab says how many jobs need a look, whatever is open in it. */
  private static Reply page(String path, String title, List<JobView> jobs, Desk desk, Html view) {
    int troubled = new JobsView(jobs).troubled();
    var whole = (troubled > 0 ? "✕ " + troubled + " · " : "") + title + " · ecsjobs";
    return Reply.page(
        200, new Frame(path, whole, troubled > 0 ? "bad" : "good", desk, view).document());
  }

  private static Html runs(List<JobView> jobs, Query query, Reading reading, Scene scene) {
    var lookback =
        LOOKBACKS.stream()
            .filter(l -> query.text("hours").equals(Optional.of("" + l.toHours())))
            .findFirst()
            .orElse(Duration.ofHours(24));
    boolean failedOnly = query.text("failed").isPresent();
    var controls =
        LOOKBACKS.stream()
            .map(l -> choice(l, failedOnly, Html.text(Durations.roughly(l)), l.equals(lookback)))
            .toList();
    return new RunsView(
            jobs,
            reading.runs(jobs, scene.moments().now().minus(lookback)),
            lookback,
            failedOnly,
            Html.of(
                "<div class=\"actions choices\"><nav aria-label=\"How far back\">{}{}{}{}</nav>"
                    + "<nav aria-label=\"Which\">{}{}</nav></div>",
                controls.get(0),
                controls.get(1),
                controls.get(2),
                controls.get(3),
                choice(lookback, false, Html.of("All"), !failedOnly),
                choice(lookback, true, Html.of("Failed"), failedOnly)))
        .shown(scene);
  }

  private static Html choice(Duration lookback, boolean failed, Html label, boolean isCurrent) {
    return Html.of(
        "<a class=\"button\" href=\"/runs?hours={}{}\"{}>{}</a>",
        lookback.toHours(),
        failed ? "&failed=1" : "",
        isCurrent ? Html.of(" aria-current=\"true\"") : Html.NONE,
        label);
  }

  private Reply job(JobName name, List<JobView> jobs, Query query, Desk desk, Scene scene) {
    var job = jobs.stream().filter(view -> view.name().equals(name)).findFirst();
    if (job.isEmpty()) {
      return words(
          404, "No such job", "There is no job " + name + ", and none has ever run.", desk);
    }
    return page("", name.value(), jobs, desk, job(job.get(), query, desk).shown(scene));
  }

  private static OneJobView job(JobView job, Query query, Desk desk) {
    int skip =
        query.text("skip").filter(text -> text.matches("\\d{1,6}")).map(Integer::valueOf).orElse(0);
    var all = desk.reading().runs(job.name(), skip, ROWS + 1);
    var page = all.subList(0, Math.min(ROWS, all.size()));
    var older =
        all.size() > ROWS ? Html.of("<a href=\"?skip={}\">Older →</a>", skip + ROWS) : Html.NONE;
    var newer =
        skip > 0
            ? Html.of("<a href=\"?skip={}\">← Newer</a>", Math.max(0, skip - ROWS))
            : Html.NONE;
    return new OneJobView(
        job,
        page,
        skip == 0,
        Html.of("<nav class=\"pages\" aria-label=\"Pages\">{} {}</nav>", newer, older));
  }

  private Reply run(RunId id, List<JobView> jobs, Query query, Desk desk, Scene scene) {
    var run = desk.reading().run(id);
    if (run.isPresent()) {
      var view = new OneRunView(run.get(), desk.whereLogsAre()).shown(scene);
      return page("", id.toString(), jobs, desk, view);
    }
    return query.text("asked").isPresent()
        ? words(200, "Asked for", "The run " + id + " is about to be taken up.", desk)
        : words(404, "No such run", "There is no run " + id + ".", desk);
  }
}
