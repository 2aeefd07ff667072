package dev.ecsjobs.local.ecs;

import dev.ecsjobs.local.ecs.Phase.Running;
import java.io.IOException;
import java.time.Instant;
import java.util.List;

/** A program in a container of a container engine. */
final class EngineProgram implements Program {
  private final ContainerFolder folder;
  private final String name;
  private final Errand stop = new Errand();
  private final Errand removal = new Errand();

  EngineProgram(ContainerFolder folder, String name) {
    this.folder = folder;
    this.name = name;
  }

  /**
   * The engine knows the signal and waits. Before there is a container, the wrapper looks for
   * itself whether to go on; but a pull takes as long as it takes, and is ended.
   */
  @Override
  public void end(ProcessHandle wrapper, Stopping stopping, Instant now) throws IOException {
    if (folder.phase() instanceof Running) {
      var seconds = Math.ceilDiv(stopping.left(now).toMillis(), 1000);
      stop.look(List.of("docker", "stop", "-t", Long.toString(seconds), name), now);
    } else if (folder.time("pulled").isEmpty()) {
      TaskProcess.program(wrapper).forEach(ProcessHandle::destroy);
    }
  }

  @Override
  public Errand.State endOrphan(Instant now) {
    return removal.look(EngineScripts.command(EngineScripts.removal("name=^/?" + name + "$")), now);
  }
}
