package dev.ecsjobs.local.request;

import dev.ecsjobs.Checked;
import dev.ecsjobs.Problem;
import dev.ecsjobs.engine.StoredSchedule;
import dev.ecsjobs.job.JobName;
import dev.ecsjobs.local.times.Occurrences;
import dev.ecsjobs.local.times.Told;
import dev.ecsjobs.run.Gate;
import dev.ecsjobs.run.RunId;
import dev.ecsjobs.schedule.Schedule;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * All runs that a schedule would have started in a stretch of time, to be made up for.
 *
 * @param from the first time that counts
 * @param to the first that does not count any more
 * @param parallelism how many of them may run at a time
 */
public record Backfill(
    JobName job, StoredSchedule schedule, Instant from, Instant to, int parallelism) {
  /** So many may wait before the gate of a group. */
  public static final int MOST_TIMES = Gate.LONGEST_QUEUE;

  private static final int LONGEST_NAME_IN_GROUP = 38;

  /** The times to make up for, or why there are none to be had. */
  public Checked<List<Instant>> times() {
    if (schedule.expression().startsWith("rate(") && schedule.start().isEmpty()) {
      return Checked.invalid(
          new Problem(
              job.value(),
              "runs at "
                  + schedule.expression()
                  + " without a StartDate: its times are counted from when the schedule was made,"
                  + " and so are not fixed",
              "Give the schedule a StartDate or a cron(…), or run single times with run "
                  + job
                  + " --at TIME"));
    }
    return switch (schedule.rule()) {
      case Checked.Invalid<Schedule>(var problems) -> Checked.invalid(problems);
      case Checked.Valid<Schedule>(var rule) -> times(new Occurrences(rule));
    };
  }

  private Checked<List<Instant>> times(Occurrences occurrences) {
    var times = occurrences.within(from, to, MOST_TIMES + 1);
    if (times.isEmpty()) {
      return Checked.invalid(
          new Problem(
              job.value(),
              "is never due from %s to %s".formatted(told().at(from), told().at(to)),
              occurrences
                  .from(to)
                  .map(next -> "After that it is due first at " + told().at(next))
                  .orElse("Neither is it later: take an earlier --from")));
    }
    if (times.size() > MOST_TIMES) {
      String end = told().at(times.getLast());
      return Checked.invalid(
          new Problem(
              job.value(),
              "is due more than %,d times from %s to %s"
                  .formatted(MOST_TIMES, told().at(from), told().at(to)),
              "Take the first of them with --to '%s', and go on with --from '%s' when they are done"
                  .formatted(end, end)));
    }
    return Checked.valid(times);
  }

  /** What is asked for at one of the times: named by it, as the schedule's own fire would be. */
  public RunRequest at(Instant time) {
    return RunRequest.ofSchedule(time, job, schedule.input()).with(admission());
  }

  /**
   * The same beside a record that says that the run was skipped or missed. It is named by the time
   * as well, so that this too is made up for once only.
   */
  public RunRequest beside(Instant time) {
    String request = "backfill " + RunId.scheduled(job, time);
    return RunRequest.at(time, job, schedule.input(), request).with(admission());
  }

  /** Past the job's own gate, and through one that paces them: nobody has to wait for them. */
  private Map<String, Object> admission() {
    var fields = new HashMap<String, Object>();
    fields.put("concurrency", "ALLOW");
    fields.put("queueLimit", null);
    fields.put("group", Map.of("name", group(), "limit", (long) parallelism));
    return fields;
  }

  /** The same if the command is given again. */
  String group() {
    String name = job.value();
    return "backfill-"
        + name.substring(0, Math.min(name.length(), LONGEST_NAME_IN_GROUP))
        + "-"
        + RunId.scheduled(job, from).key();
  }

  private Told told() {
    return Told.of(schedule);
  }
}
