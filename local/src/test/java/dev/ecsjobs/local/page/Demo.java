package dev.ecsjobs.local.page;

import dev.ecsjobs.job.JobName;
import dev.ecsjobs.job.Pause;
import dev.ecsjobs.page.Planned;
import dev.ecsjobs.page.Reading;
import dev.ecsjobs.page.Scene;
import dev.ecsjobs.run.RunId;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.stream.Stream;

/** A small company's night, as it stands at 03:14. */
final class Demo implements Desk {
  static final ZoneId ZONE = ZoneId.of("Europe/Berlin");
  static final Instant NOW = Instant.parse("2026-03-03T02:14:08Z");

  private final Played played = new Played();
  private final Map<String, List<String>> logs = new HashMap<>();
  private final Map<JobName, Planned> planned = new LinkedHashMap<>();
  final List<String> wishes = new ArrayList<>();

  static Demo night() {
    var demo = new Demo();
    demo.invoices();
    demo.ordersSync();
    demo.nightlyReport();
    demo.thumbnails();
    demo.backup();
    demo.cleanup();
    return demo;
  }

  private static Instant at(String time) {
    return Instant.parse(time);
  }

  private void plan(String job, String expression, String first, Duration every) {
    var next =
        first.isEmpty()
            ? List.<Instant>of()
            : Stream.iterate(at(first), i -> i.plus(every)).limit(5).toList();
    planned.put(new JobName(job), new Planned(expression, ZONE.toString(), !first.isEmpty(), next));
  }

  private void say(String task, String... lines) {
    logs.put(task, List.of(lines));
  }

  /** Failed for good: the database does not answer. */
  private void invoices() {
    plan("invoices", "cron(0 3 * * ? *)", "2026-03-04T02:00:00Z", Duration.ofDays(1));
    var job = Played.job("invoices", 2, Duration.ofMinutes(2));
    for (int day = 30; day > 0; day--) {
      played
          .run(job, at("2026-03-03T02:00:00Z").minus(Duration.ofDays(day)))
          .starts(Duration.ofSeconds(24))
          .exits(Duration.ofSeconds(140 + day * 13 % 60), 0);
    }
    var run = played.run(job, at("2026-03-03T02:00:00Z"));
    run.starts(Duration.ofSeconds(27)).exits(Duration.ofSeconds(61), 1);
    say(
        run.task(),
        "reading orders of 2026-03-02",
        "ERROR: could not connect to db-2.internal:5432");
    run.isDue().starts(Duration.ofSeconds(22)).exits(Duration.ofSeconds(60), 1);
    say(
        run.task(),
        "invoices for 2026-03-02, attempt 2",
        "reading orders of 2026-03-02",
        "connecting to db-2.internal:5432",
        "ERROR: could not connect to db-2.internal:5432: Connection timed out",
        "       Is the server running on that host and accepting TCP/IP connections?",
        "no invoice was written");
  }

  /** Fails now and will be tried again in a moment. */
  private void ordersSync() {
    plan("orders-sync", "rate(5 minutes)", "2026-03-03T02:15:00Z", Duration.ofMinutes(5));
    var job = Played.job("orders-sync", 3, Duration.ofMinutes(1));
    for (int back = 288; back > 0; back--) {
      var scheduled = at("2026-03-03T02:10:00Z").minus(Duration.ofMinutes(5L * back));
      var run = played.run(job, scheduled).starts(Duration.ofSeconds(14));
      if (back % 41 == 0) {
        run.exits(Duration.ofSeconds(6), 1).isDue().starts(Duration.ofSeconds(13));
      }
      run.exits(Duration.ofSeconds(20 + back * 7 % 19), 0);
    }
    var run = played.run(job, at("2026-03-03T02:10:00Z"));
    run.starts(Duration.ofSeconds(15)).exits(Duration.ofSeconds(31), 1);
    run.isDue().starts(Duration.ofSeconds(16)).exits(Duration.ofSeconds(30), 1);
    say(
        run.task(),
        "sync of orders since 02:05:00",
        "GET https://shop.example/api/orders?page=1 -> 200",
        "GET https://shop.example/api/orders?page=2 -> 503 Service Unavailable");
  }

  private void nightlyReport() {
    plan("nightly-report", "cron(0 2 * * ? *)", "2026-03-04T01:00:00Z", Duration.ofDays(1));
    var job = Played.job("nightly-report", 3, Duration.ofMinutes(1));
    for (int day = 20; day >= 0; day--) {
      var run =
          played
              .run(job, at("2026-03-03T01:00:00Z").minus(Duration.ofDays(day)))
              .starts(Duration.ofSeconds(31));
      if (day == 9) {
        run.stops(
                Duration.ofSeconds(200),
                OptionalInt.of(143),
                "SpotInterruption",
                "Your Spot Task was interrupted.")
            .isDue()
            .starts(Duration.ofSeconds(40));
      }
      run.exits(Duration.ofSeconds(480 + day * 31 % 170), 0);
      say(run.task(), "report for 2026-03-02", "48210 orders, 3 regions", "report written");
    }
  }

  private void thumbnails() {
    plan("thumbnails", "rate(30 minutes)", "2026-03-03T02:30:00Z", Duration.ofMinutes(30));
    var job = Played.job("thumbnails", 3, Duration.ofMinutes(1));
    for (int back = 60; back > 0; back--) {
      var run =
          played
              .run(job, at("2026-03-03T02:00:00Z").minus(Duration.ofMinutes(30L * back)))
              .starts(Duration.ofSeconds(19));
      if (back == 23) {
        run.exits(Duration.ofSeconds(31), 1).isDue().starts(Duration.ofSeconds(20));
        run.exits(Duration.ofSeconds(30), 1).isDue().starts(Duration.ofSeconds(20));
        run.exits(Duration.ofSeconds(33), 1);
      } else {
        run.exits(Duration.ofSeconds(300 + back * 37 % 240), 0);
      }
    }
    var run = played.run(job, at("2026-03-03T02:00:00Z")).starts(Duration.ofSeconds(18));
    say(run.task(), "1204 new pictures", "  512 of 1204", "  731 of 1204");
  }

  private void backup() {
    plan("backup", "cron(30 0 * * ? *)", "2026-03-03T23:30:00Z", Duration.ofDays(1));
    var job = Played.job("backup", 2, Duration.ofMinutes(5));
    for (int day = 14; day >= 0; day--) {
      played
          .run(job, at("2026-03-02T23:30:00Z").minus(Duration.ofDays(day)))
          .starts(Duration.ofSeconds(45))
          .exits(Duration.ofMinutes(38 + day % 5), 0);
    }
  }

  private void cleanup() {
    plan("weekly-cleanup", "cron(0 4 ? * SUN *)", "", Duration.ofDays(7));
  }

  Demo with(String task, String... lines) {
    say(task, lines);
    return this;
  }

  Played played() {
    return played;
  }

  @Override
  public String place() {
    return "this machine, template.yaml";
  }

  @Override
  public Reading reading() {
    return new Reading(played.runs, played.runs, played.history);
  }

  @Override
  public Scene.Logs logs() {
    return (task, most) -> {
      var lines = logs.getOrDefault(task, List.of());
      return lines.subList(Math.max(0, lines.size() - most), lines.size());
    };
  }

  @Override
  public Map<JobName, Planned> planned(Instant after) {
    return planned;
  }

  @Override
  public RunId run(JobName job) {
    wishes.add("run " + job);
    return RunId.requested(job, "request " + wishes.size());
  }

  @Override
  public void pause(JobName job, String note) {
    wishes.add("pause " + job);
    played.runs.pause(new Pause(job, "somebody", NOW, note));
  }

  @Override
  public void resume(JobName job) {
    wishes.add("resume " + job);
    played.runs.resume(job, NOW.plusSeconds(1));
  }

  @Override
  public void cancel(RunId run, String reason) {
    wishes.add("cancel " + run + ": " + reason);
  }

  @Override
  public Optional<String> whereLogsAre() {
    return Optional.empty();
  }

  @Override
  public Optional<String> caution() {
    return Optional.empty();
  }

  @Override
  public boolean isCareful() {
    return false;
  }

  @Override
  public Duration lookEvery() {
    return Duration.ofMillis(200);
  }
}
