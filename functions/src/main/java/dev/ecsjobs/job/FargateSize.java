package dev.ecsjobs.job;

import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/**
 * A size that Fargate has: CPU units and MiB. From the ECS Developer Guide, "Task CPU and memory"
 * under fargate-tasks-services.
 */
public record FargateSize(int cpu, int memory) {
  private static final int GB = 1024;

  /** All sizes of Linux on platform version 1.4.0, by CPU and then by memory. */
  private static final List<FargateSize> ALL =
      Stream.of(
              of(256, IntStream.of(512, GB, 2 * GB)),
              of(512, gigabytes(1, 4, 1)),
              of(1024, gigabytes(2, 8, 1)),
              of(2048, gigabytes(4, 16, 1)),
              of(4096, gigabytes(8, 30, 1)),
              of(8192, gigabytes(16, 60, 4)),
              of(16384, gigabytes(32, 120, 8)),
              of(32768, IntStream.of(60 * GB, 120 * GB, 244 * GB)))
          .flatMap(sizes -> sizes)
          .toList();

  private static IntStream gigabytes(int first, int last, int step) {
    return IntStream.iterate(first, gigabytes -> gigabytes <= last, g -> g + step)
        .map(gigabytes -> gigabytes * GB);
  }

  private static Stream<FargateSize> of(int cpu, IntStream memory) {
    return memory.mapToObj(mebibytes -> new FargateSize(cpu, mebibytes));
  }

  public boolean exists() {
    return ALL.contains(this);
  }

  /** The memory that goes with this CPU; empty if Fargate has no such CPU. */
  public static List<Integer> memoryFor(int cpu) {
    return ALL.stream().filter(size -> size.cpu == cpu).map(FargateSize::memory).toList();
  }

  /** The CPUs there are, the smallest first. */
  public static List<Integer> cpus() {
    return ALL.stream().map(FargateSize::cpu).distinct().toList();
  }

  /**
   * The next size with more memory, up to so much: the same CPU if it has one, else the next CPU.
   */
  public Optional<FargateSize> larger(int mostMemory) {
    return ALL.stream()
        .filter(size -> size.cpu >= cpu && size.memory > memory && size.memory <= mostMemory)
        .findFirst();
  }
}
