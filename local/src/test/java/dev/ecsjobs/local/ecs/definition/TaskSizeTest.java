package dev.ecsjobs.local.ecs.definition;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.OptionalInt;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class TaskSizeTest {

  @ParameterizedTest
  @CsvSource({"256, 256", "1 vCPU, 1024", ".25 vCPU, 256", "0.5vcpu, 512", "' 2048 ', 2048"})
  void readsCpu(String text, int units) {
    assertEquals(OptionalInt.of(units), TaskSize.cpuUnits(text));
  }

  @ParameterizedTest
  @CsvSource({"512, 512", "3 GB, 3072", "1GB, 1024", "0.5 gb, 512", "12 GB, 12288"})
  void readsMemory(String text, int mebibytes) {
    assertEquals(OptionalInt.of(mebibytes), TaskSize.mebibytes(text));
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "0", "-1", "GB", ". GB", "1 vCPU", "1 GiB", "1 TB", "12345678"})
  void takesNoOtherSpelling(String text) {
    assertEquals(OptionalInt.empty(), TaskSize.mebibytes(text));
  }
}
