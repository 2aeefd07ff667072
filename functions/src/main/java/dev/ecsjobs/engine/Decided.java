package dev.ecsjobs.engine;

import dev.ecsjobs.run.Decision;
import dev.ecsjobs.run.Run;
import dev.ecsjobs.run.Signal;

/** A decision that was recorded, for those who watch: logs, metrics, the screen. */
public record Decided(Run run, Signal signal, Decision decision) {}
