package dev.ecsjobs.local.page;

import dev.ecsjobs.Durations;
import dev.ecsjobs.history.HistoryQuery;
import dev.ecsjobs.history.Position;
import dev.ecsjobs.job.JobName;
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
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
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

  /** More would be drawn on top of each other. */
  private static final int BARS = 1000;

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
    var wanted =
        failedOnly
            ? HistoryQuery.latest(BARS).with(HistoryQuery.FAILURES)
            : HistoryQuery.latest(BARS);
    var controls =
        LOOKBACKS.stream()
            .map(l -> choice(l, failedOnly, Html.text(Durations.roughly(l)), l.equals(lookback)))
            .toList();
    return new RunsView(
            jobs,
            reading.runs(wanted.since(scene.moments().now().minus(lookback))),
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
    var after = query.text("after").flatMap(Position::parse);
    var latest = HistoryQuery.latest(ROWS).of(job.name());
    var page = desk.reading().runs(after.map(latest::after).orElse(latest));
    var links =
        Html.of(
            "<nav class=\"pages\" aria-label=\"Pages\">{} {}</nav>",
            after.isPresent()
                ? Html.of("<a href=\"{}\">← Latest</a>", Way.to(new Target.OneJob(job.name())))
                : Html.NONE,
            page.next()
                .map(next -> Html.of("<a href=\"?after={}\">Older →</a>", encoded(next)))
                .orElse(Html.NONE));
    return new OneJobView(job, page.runs(), after.isEmpty(), links);
  }

  private static String encoded(Position position) {
    return URLEncoder.encode(position.text(), StandardCharsets.UTF_8);
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
