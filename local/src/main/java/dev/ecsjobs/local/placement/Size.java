package dev.ecsjobs.local.placement;

/** CPU units (1024 make a vCPU) and MiB of memory. */
public record Size(int cpu, int memory) {
  public Size {
    if (cpu < 0 || memory < 0) {
      throw new IllegalArgumentException(
          "a size of cpu %d, memory %d is less than nothing".formatted(cpu, memory));
    }
  }
}
