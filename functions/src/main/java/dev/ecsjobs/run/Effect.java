package dev.ecsjobs.run;

/** Something we ask the outside to do. Each may be repeated without harm. */
public sealed interface Effect {

  /** RunTask, under the attempt's client token: repeated, it gives the same task. */
  record StartTask(int attempt) implements Effect {}

  /** StopTask, with a reason that ECS keeps. */
  record StopTask(String task, String reason) implements Effect {}

  /** DescribeTasks: the task's event may have been lost. */
  record LookAtTask(int attempt, String task) implements Effect {}
}
