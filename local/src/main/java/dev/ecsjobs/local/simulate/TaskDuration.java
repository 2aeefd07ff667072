package dev.ecsjobs.local.simulate;

import dev.ecsjobs.Checked;
import dev.ecsjobs.Problem;
import java.time.Duration;
import java.time.format.DateTimeParseException;
import java.util.List;
import java.util.random.RandomGenerator;
import java.util.regex.Pattern;

/** How long a job's tasks run, if nothing happens to them. */
public sealed interface TaskDuration {
  /** Nobody knows. */
  TaskDuration ASSUMED = new Stated(Duration.ofMinutes(1), 50);

  /** Longer than any limit of a job: a task takes no more. */
  Duration LONGEST = Duration.ofDays(14);

  /** One task's, in milliseconds. */
  long draw(RandomGenerator random);

  /** Anywhere within so many percent of the middle. */
  record Stated(Duration middle, int percent) implements TaskDuration {
    @Override
    public long draw(RandomGenerator random) {
      double share = 1 + percent / 100.0 * (2 * random.nextDouble() - 1);
      return Math.max(1, (long) (middle.toMillis() * share));
    }

    /** No task takes longer. */
    public Duration longest() {
      return middle.multipliedBy(100 + percent).dividedBy(100);
    }

    @Override
    public String toString() {
      return percent == 0 ? middle.toString() : middle + "±" + percent + "%";
    }
  }

  /** Log-normal, as durations mostly are: half of the tasks end within p50, 95 % within p95. */
  record Recorded(Duration p50, Duration p95, int tasks) implements TaskDuration {
    private static final double NORMAL_AT_95 = 1.6449;

    @Override
    public long draw(RandomGenerator random) {
      double middle = Math.max(1, p50.toMillis());
      double sigma = StrictMath.log(Math.max(1, p95.toMillis() / middle)) / NORMAL_AT_95;
      double millis = middle * StrictMath.exp(sigma * random.nextGaussian());
      return (long) Math.clamp(millis, 1, (double) LONGEST.toMillis());
    }

    @Override
    public String toString() {
      return "%s (p95 %s) of %d recorded tasks".formatted(p50, p95, tasks);
    }
  }

  /** From the durations of tasks that succeeded; there must be one at least. */
  static TaskDuration recorded(List<Duration> durations) {
    var millis = new Samples();
    durations.forEach(duration -> millis.add(duration.toMillis()));
    var sorted = millis.sorted();
    return new Recorded(
        sorted.percentile(50).orElseThrow(), sorted.percentile(95).orElseThrow(), durations.size());
  }

  /** Reads {@code PT40M} or {@code PT40M±20%}; {@code +-} is as good as {@code ±}. */
  static Checked<Stated> parse(String job, String text) {
    var form = Pattern.compile("([^±+]+)(?:(?:±|\\+-)(\\d{1,2}|100)%)?").matcher(text.strip());
    try {
      if (form.matches()) {
        var middle = Duration.parse(form.group(1));
        if (middle.isPositive() && middle.compareTo(LONGEST) <= 0) {
          return Checked.valid(
              new Stated(middle, form.group(2) == null ? 0 : Integer.parseInt(form.group(2))));
        }
      }
    } catch (DateTimeParseException e) {
      return Checked.invalid(wrong(job, text));
    }
    return Checked.invalid(wrong(job, text));
  }

  private static Problem wrong(String job, String text) {
    return new Problem(
        "--duration " + job,
        "'" + text + "' is no duration of a task",
        "Write it as PT40M or PT40M±20%, at most P14D");
  }
}
