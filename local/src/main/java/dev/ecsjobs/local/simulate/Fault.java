package dev.ecsjobs.local.simulate;

import java.util.Arrays;
import java.util.Locale;
import java.util.Optional;

/** What can go wrong in a simulation, and how often it does unless somebody says otherwise. */
public enum Fault {
  /** The container exits with code 1. */
  EXIT(0.01),
  /** The container is killed for using too much memory. */
  OOM(0.001),
  /** Spot capacity is taken back from a task that runs on it. */
  SPOT(0.01),
  /** The platform retires the task's host. */
  HOST(0.0005),
  /** The image cannot be pulled in time. */
  PULL(0.002),
  /** The task gets no network interface in time. */
  ENI(0.002),
  /** The task never ends by itself. */
  HANG(0),
  /** RunTask says that there is no capacity. */
  REFUSED(0.005),
  /** RunTask starts the task, and its answer does not come. */
  ANSWER(0.001),
  /** A task's event does not come. */
  LOST(0.005),
  /** A task's event, or a schedule's, comes twice. */
  DUPLICATE(0.01),
  /** A task's event comes up to five minutes late, a schedule's up to an hour and a half. */
  LATE(0.01),
  /** A schedule's event never comes. */
  UNDELIVERED(0),
  /** A sweep is left out. */
  SWEEP(0.01);

  private final double usually;

  Fault(double usually) {
    this.usually = usually;
  }

  /** The share of the occasions on which it happens. */
  double usually() {
    return usually;
  }

  /** As it is written on the command line. */
  @Override
  public String toString() {
    return name().toLowerCase(Locale.ROOT);
  }

  static Optional<Fault> named(String word) {
    return Arrays.stream(values()).filter(fault -> fault.toString().equals(word)).findFirst();
  }
}
