package dev.ecsjobs.engine;

import static dev.ecsjobs.engine.EngineFixtures.ONE_O_CLOCK;
import static java.nio.charset.StandardCharsets.UTF_8;

import dev.ecsjobs.aws.Json;
import dev.ecsjobs.job.CatchUp;
import dev.ecsjobs.job.Job;
import dev.ecsjobs.job.JobDocument;
import dev.ecsjobs.job.JobName;
import dev.ecsjobs.run.RunId;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * What schedules and people want: runs at their times, twice or late or never delivered; runs by
 * hand, cancellations, pauses and resumptions.
 */
final class SimulatedUse {
  private static final List<Integer> MINUTES_BETWEEN = List.of(3, 5, 6, 10, 15, 20, 30);

  private final SimulatedTime time;
  private final SimulatedChance chance;
  private final SimulatedFunctions functions;
  private final InMemorySchedules schedules;
  private final List<RunId> wanted = new ArrayList<>();
  private final Map<RunId, Instant> judged = new HashMap<>();

  SimulatedUse(
      SimulatedTime time,
      SimulatedChance chance,
      SimulatedFunctions functions,
      InMemorySchedules schedules) {
    this.time = time;
    this.chance = chance;
    this.functions = functions;
    this.schedules = schedules;
  }

  /** When a job fires. */
  private record Times(int minutesBetween, int count) {
    Instant time(int number) {
      return ONE_O_CLOCK.plus(Duration.ofMinutes((long) minutesBetween * number));
    }

    Instant last() {
      return time(count - 1);
    }
  }

  /** Draws jobs and all that is wanted of them. */
  void draw() {
    var jobs = new SimulatedJobs(chance);
    var earlier = Optional.<JobName>empty();
    var times = times();
    int count = chance.between(1, 4);
    for (int number = 1; number <= count; number++) {
      // Who follows fires when the other does: it would wait for ever for what never comes.
      boolean follows = earlier.isPresent() && chance.percent(30);
      times = follows ? times : times();
      var job = jobs.draw(number, follows ? earlier : Optional.empty());
      fires(job, times);
      people(job, times);
      earlier = Optional.of(job.name());
    }
  }

  private Times times() {
    return new Times(chance.oneOf(MINUTES_BETWEEN), chance.between(1, 4));
  }

  private void fires(Job job, Times times) {
    // The others are as a rate is: nobody can tell what of them is missing.
    boolean isJudged = chance.percent(60);
    var catchUp = chance.oneOf(List.of(CatchUp.Policy.values()));
    if (isJudged) {
      schedules.put(schedule(job, times, input(job, JobDocument.SCHEDULED_TIME, catchUp)));
    }
    for (int i = 0; i < times.count(); i++) {
      var fires = times.time(i);
      var id = RunId.scheduled(job.name(), fires);
      wanted.add(id);
      if (isJudged) {
        judged.put(id, fires);
      }
      if (!isJudged || !chance.happens(SimulatedFault.SCHEDULE_UNDELIVERED)) {
        deliver(id, fires, input(job, fires.toString(), catchUp).getBytes(UTF_8));
      }
      if (chance.percent(12)) {
        cancel(fires.plusSeconds(chance.between(0, 1_500)), id);
      }
    }
  }

  private void deliver(RunId id, Instant fires, byte[] input) {
    int seconds = chance.happens(SimulatedFault.SCHEDULE_LATE) ? chance.between(60, 7_200) : 0;
    launch(fires.plusSeconds(seconds), input, id);
    if (chance.happens(SimulatedFault.SCHEDULE_DOUBLED)) {
      int later = chance.percent(50) ? chance.between(0, 3) : chance.between(4, 9_000);
      launch(fires.plusSeconds(seconds + later), input, id);
    }
  }

  private static StoredSchedule schedule(Job job, Times times, String input) {
    return new StoredSchedule(
        job.name().value(),
        "jobs",
        "cron(0/%d * * * ? *)".formatted(times.minutesBetween()),
        "UTC",
        Optional.of(ONE_O_CLOCK),
        Optional.of(times.last()),
        true,
        Duration.ZERO,
        "arn:aws:lambda:us-east-1:111122223333:function:launch:live",
        input,
        Instant.EPOCH,
        Instant.EPOCH);
  }

  private static String input(Job job, String scheduledTime, CatchUp.Policy catchUp) {
    var document = JobDocument.of(job);
    document.put("scheduledTime", scheduledTime);
    document.put("catchUp", catchUp.toString());
    return Json.write(document);
  }

  /** A tenth of them are paused and resumed, and a run is asked for meanwhile. */
  private void people(Job job, Times times) {
    var begin = ONE_O_CLOCK.plusSeconds(chance.between(-60, 1_800));
    if (chance.percent(20)) {
      var end = begin.plusSeconds(chance.between(60, 5_400));
      say(begin, Map.of("pause", job.name().value(), "by", "ann", "note", "the disk is changed"));
      say(end, Map.of("resume", job.name().value()));
    }
    if (chance.percent(20)) {
      var id = RunId.requested(job.name(), "by hand");
      wanted.add(id);
      var document = JobDocument.of(job);
      document.put("request", "by hand");
      say(times.last().plusSeconds(chance.between(-600, 600)), document);
    }
  }

  private void launch(Instant at, byte[] input, RunId id) {
    time.at(
        at.toEpochMilli() + chance.between(0, 2_000),
        () -> functions.launch(input, "request-" + id));
  }

  private void cancel(Instant at, RunId id) {
    say(at, Map.of("cancel", id.toString(), "reason", "nobody needs it"));
  }

  private void say(Instant at, Map<String, ?> wish) {
    byte[] input = Json.write(wish).getBytes(UTF_8);
    time.at(at.toEpochMilli(), () -> functions.launch(input, "wish-" + at));
  }

  /** Every run there is to be. */
  List<RunId> wanted() {
    return wanted;
  }

  /** Whether a sweep would have to make up for a run that is not there. */
  boolean isAnythingUnheard(SimulatedStore store) {
    var before = time.instant().minus(Duration.ofMinutes(5));
    return judged.entrySet().stream()
        .anyMatch(e -> e.getValue().isBefore(before) && store.seen(e.getKey()).isEmpty());
  }
}
