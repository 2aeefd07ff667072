package dev.ecsjobs.local.ecs;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.OptionalInt;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import software.amazon.awssdk.services.ecs.model.ContainerOverride;
import software.amazon.awssdk.services.ecs.model.TaskOverride;

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

  @ParameterizedTest
  @CsvSource({
    // the definition's: task, container; the request's: task, container; the limit
    "512,    ,     ,    ,  512",
    "512, 256,     ,    ,  256",
    "   , 256,     ,    ,  256",
    "512,    , 1024,    , 1024",
    "512,    , 1 GB,    , 1024",
    "512, 256, 1024,    ,  256",
    "512, 256, 1024, 768,  768",
    "512, 256,     , 768,  512",
    "   ,    ,     ,    ,     ",
  })
  void aProgramKeepsToBothLimitsAndTheRequestsWin(
      Integer task, Integer container, String askedTask, Integer askedContainer, Integer limit) {
    var main =
        new Container("main", "i", List.of(), List.of("true"), Map.of(), true, size(container));
    var bench = new Bench(Path.of("tasks"));
    var request =
        Bench.request("token").toBuilder()
            .overrides(
                TaskOverride.builder()
                    .memory(askedTask)
                    .containerOverrides(
                        ContainerOverride.builder().name("main").memory(askedContainer).build())
                    .build())
            .build();
    var definition = Bench.definition(Bench.DEFINITION, size(task), main);

    var registered = Registration.of("token", bench.cluster(), definition, request);

    assertEquals(size(limit), registered.memoryLimit());
    assertEquals(registered, Registration.fromJson(registered.toJson()));
  }

  @Test
  void aTaskRegisteredWithoutAnySizeHasNoLimit() {
    var bench = new Bench(Path.of("tasks")).runsShell("true");
    var task =
        Registration.of(
            "token", bench.cluster(), bench.definitions.getFirst(), Bench.request("token"));

    assertEquals(OptionalInt.empty(), task.memoryLimit());
  }

  private static OptionalInt size(Integer size) {
    return size == null ? OptionalInt.empty() : OptionalInt.of(size);
  }
}
