package dev.ecsjobs.local.ecs;

import dev.ecsjobs.Checked;
import dev.ecsjobs.Problem;
import dev.ecsjobs.local.placement.Market;
import dev.ecsjobs.local.placement.Place;
import java.io.IOException;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;

/**
 * Takes Spot capacity back from a task, as AWS does without being asked.
 *
 * <p>It is a wish in the task's folder, so any process may write it: whoever watches the task
 * fulfils it, with SIGTERM and the warning's event at once and SIGKILL when the task takes too
 * long.
 */
public record Interruption(Path tasks) {
  private static final String REASON = "Your Spot Task was interrupted.";

  /** The task's ARN, if it was interrupted; the task by its id or ARN. */
  public Checked<String> of(String task) throws IOException {
    var id = task.substring(task.lastIndexOf('/') + 1);
    if (!TaskFolders.isId(id)) {
      return missing(task);
    }
    var folder = new TaskFolder(tasks.resolve(id));
    try {
      var life = folder.life();
      if (life.task().place().filter(Interruption::isSpot).isEmpty()) {
        return Checked.invalid(
            new Problem(
                task,
                "it does not run on Spot, and only Spot is interrupted",
                "Run it with the capacity provider FARGATE_SPOT, or stop it"));
      }
      if (life.endedAt().isPresent()) {
        return Checked.invalid(
            new Problem(task, "it has stopped already", "Choose a task that runs"));
      }
      folder.askToStop(StopWish.SPOT, REASON);
      return Checked.valid(life.task().taskArn());
    } catch (NoSuchFileException _) {
      return missing(task);
    }
  }

  private static boolean isSpot(Place place) {
    return place instanceof Place.OnFargate on && on.market() == Market.SPOT;
  }

  private static Checked<String> missing(String task) {
    return Checked.invalid(
        new Problem(
            task,
            "there is no such task on this machine",
            "Name it by its id or ARN, as ListTasks and ecsjobs show tell it"));
  }
}
