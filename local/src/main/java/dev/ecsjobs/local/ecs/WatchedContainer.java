package dev.ecsjobs.local.ecs;

import dev.ecsjobs.local.ecs.Phase.Exited;
import dev.ecsjobs.local.ecs.Phase.Lost;
import dev.ecsjobs.local.ecs.Phase.NeverStarted;
import dev.ecsjobs.local.ecs.Phase.Running;
import dev.ecsjobs.local.ecs.Phase.Starting;
import dev.ecsjobs.local.ecs.Phase.Waiting;
import dev.ecsjobs.local.ecs.WatchedTask.Tools;
import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import java.util.Objects;
import java.util.Optional;

/** One container under the watch's eyes: does what is due with it. */
final class WatchedContainer {
  /** A process counts as gone when so many looks in a row did not find it: one may err. */
  private static final int LOOKS = 20;

  private final ContainerFolder folder;
  private final Tools tools;
  private final Program program;
  private final HealthProbe health;
  private Process started;
  private int looksInVain;

  WatchedContainer(ContainerFolder folder, Tools tools) throws IOException {
    this.folder = folder;
    this.tools = tools;
    this.program = Program.of(folder);
    this.health = new HealthProbe(folder);
  }

  void look(ContainerLife container, TaskLife life) throws IOException {
    var now = tools.clock().instant();
    switch (Turn.of(container, life, now)) {
      case Turn.Start _ -> start();
      case Turn.GiveUp(var reason) -> giveUp(reason);
      case Turn.End _ -> follow(container, Optional.of(stopping(container)), now);
      case Turn.Nothing _ -> follow(container, Optional.empty(), now);
    }
  }

  /** Nothing is due with it any more: its last health check must not outlive it. */
  void rest() {
    health.stop();
  }

  private void giveUp(String reason) throws IOException {
    if (reason.isEmpty()) {
      folder.claimForNever();
    } else {
      folder.refuse(reason);
    }
  }

  private void start() throws IOException {
    if (started == null) {
      try {
        started = TaskProcess.start(folder);
      } catch (IOException e) {
        refuse(Objects.toString(e.getMessage(), e.toString()));
      }
    } else if (!started.isAlive() && ++looksInVain >= LOOKS) {
      refuse("its wrapper ended before it began, see " + folder.log());
    }
  }

  private void refuse(String reason) throws IOException {
    folder.refuse("CannotStartContainerError: this machine cannot start the process: " + reason);
  }

  private Program.Stopping stopping(ContainerLife container) throws IOException {
    var own = container.definition().stopTimeout();
    var timeout = own == null ? tools.stopTimeout() : Duration.ofSeconds(own);
    return new Program.Stopping(folder.tellToEnd(), timeout);
  }

  private void follow(ContainerLife container, Optional<Program.Stopping> stopping, Instant now)
      throws IOException {
    switch (container.phase()) {
      case Starting starting -> follow(starting.wrapper(), stopping, now);
      case Running running -> {
        follow(running.wrapper(), stopping, now);
        health.look(container, now);
      }
      case Waiting _, Exited _, Lost _, NeverStarted _ -> health.stop();
    }
  }

  private void follow(long wrapper, Optional<Program.Stopping> stopping, Instant now)
      throws IOException {
    var process = TaskProcess.wrapper(wrapper, folder);
    if (process.isPresent()) {
      looksInVain = 0;
      if (stopping.isPresent()) {
        program.end(process.get(), stopping.get(), now);
      }
    } else if (++looksInVain >= LOOKS) {
      switch (program.endOrphan(now)) {
        case UNDER_WAY -> {}
        case DONE -> folder.markLost();
        case HOPELESS -> {
          tools.diagnostics().accept("A container may still run: " + folder.path());
          folder.markLost();
        }
      }
    }
  }
}
