package dev.ecsjobs.history;

import dev.ecsjobs.cost.Architecture;
import dev.ecsjobs.cost.BilledTime;
import dev.ecsjobs.cost.Capacity;
import dev.ecsjobs.cost.Size;
import dev.ecsjobs.cost.Tariff;
import dev.ecsjobs.cost.Usage;
import dev.ecsjobs.run.StoppedTask;
import java.time.Instant;
import java.util.Optional;

/** Reads from what ECS said of a stopped task what it used. */
final class Billing {
  private Billing() {}

  /**
   * Nothing where ECS does not say enough: a task whose image was never asked for costs nothing,
   * and one without a size on its own costs what its instance costs.
   */
  static Usage of(StoppedTask task) {
    var from = task.facts().pullStartedAt().or(task::startedAt);
    var until = task.facts().stoppedAt().or(task::stoppedAt);
    var size = size(task);
    return from.isPresent() && until.isPresent() && size.isPresent()
        ? of(task, size.get(), from.get(), until.get())
        : Usage.NONE;
  }

  private static Usage of(StoppedTask task, Size size, Instant from, Instant until) {
    var capacity = task.facts().capacity().map(Capacity::of).orElse(Capacity.FARGATE);
    var architecture =
        task.facts().architecture().map(Architecture::of).orElse(Architecture.X86_64);
    return Usage.of(
        new Tariff(region(task.task()), capacity, architecture),
        size,
        BilledTime.of(capacity, from, until));
  }

  private static Optional<Size> size(StoppedTask task) {
    var cpu = task.placement().cpu();
    var memory = task.placement().memory();
    return cpu.isPresent() && memory.isPresent()
        ? Optional.of(
            new Size(
                cpu.getAsInt(),
                memory.getAsInt(),
                task.facts().storage().orElse(Size.FREE_STORAGE)))
        : Optional.empty();
  }

  /** {@code arn:aws:ecs:us-east-1:…}. */
  private static String region(String arn) {
    String[] parts = arn.split(":", 5);
    return parts.length > 3 ? parts[3] : "nowhere";
  }
}
