package dev.ecsjobs.job;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class FargateSizeTest {
  private static final int GB = 1024;

  /** The developer guide's table: CPU units, first and last memory in MiB, and the step between. */
  @ParameterizedTest
  @CsvSource({
    "  512,  1024,   4096,  1024",
    " 1024,  2048,   8192,  1024",
    " 2048,  4096,  16384,  1024",
    " 4096,  8192,  30720,  1024",
    " 8192, 16384,  61440,  4096",
    "16384, 32768, 122880,  8192",
  })
  void hasTheDocumentedMemoryInSteps(int cpu, int first, int last, int step) {
    var documented = new ArrayList<Integer>();
    for (int memory = first; memory <= last; memory += step) {
      documented.add(memory);
    }
    assertEquals(documented, FargateSize.memoryFor(cpu));
  }

  @Test
  void hasThreeSizesOfTheSmallestAndOfTheLargestCpu() {
    assertEquals(List.of(512, GB, 2 * GB), FargateSize.memoryFor(256));
    assertEquals(List.of(60 * GB, 120 * GB, 244 * GB), FargateSize.memoryFor(32768));
  }

  @Test
  void hasTheseCpusAndNoOthers() {
    assertEquals(List.of(256, 512, 1024, 2048, 4096, 8192, 16384, 32768), FargateSize.cpus());
    for (int cpu = 0; cpu <= 70_000; cpu++) {
      assertEquals(FargateSize.cpus().contains(cpu), !FargateSize.memoryFor(cpu).isEmpty());
    }
  }

  @Test
  void existsOnlyAsDocumented() {
    for (int cpu : FargateSize.cpus()) {
      var memories = FargateSize.memoryFor(cpu);
      IntStream.iterate(256, memory -> memory <= 250 * GB, memory -> memory + 256)
          .forEach(
              memory ->
                  assertEquals(
                      memories.contains(memory),
                      new FargateSize(cpu, memory).exists(),
                      "" + memory));
    }
  }

  @ParameterizedTest
  @CsvSource({
    // the same CPU while it has more
    "  256,    512, 244, 256,    1024",
    "  256,   1024, 244, 256,    2048",
    "  512,   1024, 244, 512,    2048",
    // else the next CPU that has
    "  256,   2048, 244, 512,    3072",
    "  512,   4096, 244, 1024,   5120",
    " 1024,   8192, 244, 2048,   9216",
    " 4096,  30720, 244, 8192,  32768",
    " 8192,  61440, 244, 16384, 65536",
    "16384, 122880, 244, 32768, 249856",
    // not beyond what is allowed
    "  256,   1024,   2, 256,    2048",
    "  256,   2048,   2,    ,",
    " 8192,  16384,  18,    ,",
    // not beyond what there is
    "32768, 249856, 244,    ,",
    // from a size that Fargate has not, as EC2 does
    "  512,   1500, 244, 512,    2048",
    "  300,    600, 244, 512,    1024",
  })
  void theLargerOneHasMoreMemoryAndNoLessCpu(
      int cpu, int memory, int mostGigabytes, Integer nextCpu, Integer nextMemory) {
    var larger = new FargateSize(cpu, memory).larger(mostGigabytes * GB);
    var expected =
        nextCpu == null
            ? Optional.<FargateSize>empty()
            : Optional.of(new FargateSize(nextCpu, nextMemory));
    assertEquals(expected, larger);
  }

  @Test
  void growsFromTheSmallestToTheLargestInSmallSteps() {
    var size = Optional.of(new FargateSize(256, 512));
    int steps = 0;
    while (size.isPresent() && size.get().memory() < 244 * GB) {
      var before = size.get();
      size = before.larger(244 * GB);
      assertTrue(size.orElseThrow().exists(), size::toString);
      assertTrue(size.get().memory() > before.memory() && size.get().cpu() >= before.cpu());
      steps++;
    }
    assertTrue(steps > 40, steps + " steps");
  }
}
