package dev.ecsjobs.local.ecs;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;

import java.nio.file.Path;
import java.util.OptionalInt;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import software.amazon.awssdk.services.ecs.model.ContainerOverride;
import software.amazon.awssdk.services.ecs.model.TaskDefinition;
import software.amazon.awssdk.services.ecs.model.TaskOverride;

class RegistrationTest {

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
      String task, Integer container, String askedTask, Integer askedContainer, Integer limit) {
    var main = Bench.container("main", "true").toBuilder().memory(container).build();
    var definition =
        TaskDefinition.builder().family("report").memory(task).containerDefinitions(main).build();
    var request =
        Bench.request("token").toBuilder()
            .overrides(
                TaskOverride.builder()
                    .memory(askedTask)
                    .containerOverrides(
                        ContainerOverride.builder().name("main").memory(askedContainer).build())
                    .build())
            .build();

    var registered = Registration.of("token", Bench.CLUSTER, definition, request);

    assertEquals(limit == null ? OptionalInt.empty() : OptionalInt.of(limit), limit(registered));
    assertEquals(registered, Registration.fromJson(registered.toJson()));
  }

  @Test
  void aTaskRegisteredWithoutAnySizeHasNoLimit() {
    var task = new Bench(Path.of("unused")).runsShell("true").registration(Bench.request("token"));

    assertEquals(OptionalInt.empty(), limit(task));
  }

  private static OptionalInt limit(Registration task) {
    return task.memoryLimit(task.containers().getFirst());
  }

  @Test
  void aTokenMeansAnotherTaskInAnotherCluster() {
    assertEquals(Registration.id("a", "token"), Registration.id("a", "token"));
    assertNotEquals(Registration.id("a", "token"), Registration.id("b", "token"));
  }
}
