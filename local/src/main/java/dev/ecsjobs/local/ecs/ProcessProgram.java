package dev.ecsjobs.local.ecs;

import java.io.IOException;
import java.time.Instant;

/** A program that is a process of this machine. */
final class ProcessProgram implements Program {
  private final ContainerFolder folder;
  private boolean terminated;

  ProcessProgram(ContainerFolder folder) {
    this.folder = folder;
  }

  /** SIGTERM once: a program that cleans up may start others, and those must be left to work. */
  @Override
  public void end(ProcessHandle wrapper, Stopping stopping, Instant now) throws IOException {
    var begun = folder.child().isPresent(); // asked first: then the program is among those below
    var program = TaskProcess.program(wrapper);
    if (begun && !terminated) {
      program.forEach(ProcessHandle::destroy);
      terminated = true;
    }
    if (stopping.isOver(now)) {
      program.forEach(ProcessHandle::destroyForcibly);
    }
  }

  @Override
  public Errand.State endOrphan(Instant now) throws IOException {
    folder.child().ifPresent(TaskProcess::killOrphan);
    return Errand.State.DONE;
  }
}
