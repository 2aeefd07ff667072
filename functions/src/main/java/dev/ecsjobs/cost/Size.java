package dev.ecsjobs.cost;

/**
 * How large a task is.
 *
 * @param cpu CPU units (1,024 are one vCPU)
 * @param memory MiB
 * @param storage GiB of ephemeral storage
 */
public record Size(int cpu, int memory, int storage) {
  /** What every Fargate task has and nobody pays for. */
  public static final int FREE_STORAGE = 20;

  public Size(int cpu, int memory) {
    this(cpu, memory, FREE_STORAGE);
  }

  int paidStorage() {
    return Math.max(0, storage - FREE_STORAGE);
  }
}
