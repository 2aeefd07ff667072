package dev.ecsjobs.lambda;

import dev.ecsjobs.aws.LaunchInput;
import dev.ecsjobs.engine.Backlog;
import dev.ecsjobs.engine.Engine;
import dev.ecsjobs.engine.History;
import dev.ecsjobs.engine.InMemoryLaunchLease;
import dev.ecsjobs.engine.InMemorySchedules;
import dev.ecsjobs.engine.InMemoryWatermark;
import dev.ecsjobs.engine.MissedFires;
import dev.ecsjobs.engine.Pace;
import dev.ecsjobs.engine.Pauses;
import dev.ecsjobs.engine.RunStore;
import dev.ecsjobs.engine.Schedules;
import dev.ecsjobs.engine.Watermark;
import java.time.InstantSource;

/** Everything a handler needs, in memory where a test brings nothing of its own. */
public final class InMemoryWiring {
  private InMemoryWiring() {}

  public static Wiring of(
      String stack,
      Engine engine,
      RunStore runs,
      Pauses pauses,
      History history,
      InstantSource clock) {
    var backlog = new Backlog(runs, engine, new InMemoryLaunchLease(), Pace.IN_TURN, clock);
    return of(stack, engine, backlog, runs, pauses, history, clock);
  }

  /** The same, with a backlog of the test's own. */
  public static Wiring of(
      String stack,
      Engine engine,
      Backlog backlog,
      RunStore runs,
      Pauses pauses,
      History history,
      InstantSource clock) {
    return of(
        stack,
        engine,
        backlog,
        runs,
        pauses,
        history,
        new InMemorySchedules(),
        new InMemoryWatermark(),
        clock);
  }

  /** With schedules that may be missed. */
  public static Wiring of(
      String stack,
      Engine engine,
      Backlog backlog,
      RunStore runs,
      Pauses pauses,
      History history,
      Schedules schedules,
      Watermark watermark,
      InstantSource clock) {
    var missed =
        new MissedFires(
            schedules, watermark, runs, engine, input -> LaunchInput.readJob(input, "{}"), clock);
    return new Wiring(stack, "{}", clock, engine, backlog, runs, pauses, history, missed);
  }
}
