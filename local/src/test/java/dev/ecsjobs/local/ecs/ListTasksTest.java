package dev.ecsjobs.local.ecs;

import static dev.ecsjobs.local.ecs.Bench.request;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.function.Consumer;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import software.amazon.awssdk.services.ecs.model.ClusterNotFoundException;
import software.amazon.awssdk.services.ecs.model.DesiredStatus;
import software.amazon.awssdk.services.ecs.model.InvalidParameterException;
import software.amazon.awssdk.services.ecs.model.LaunchType;
import software.amazon.awssdk.services.ecs.model.ListTasksRequest;

class ListTasksTest {
  private Bench bench;

  @BeforeEach
  void open(@TempDir Path tasks) {
    bench = new Bench(tasks);
    bench.definitions = List.of(definition("report", "sleep 1000"), definition("done", "exit 0"));
  }

  @AfterEach
  void clean() throws IOException {
    bench.close();
  }

  private static Revision definition(String family, String script) {
    return Bench.definition(family, Bench.container("main", "sh", "-c", script));
  }

  @Test
  void listsWhatIsWantedRunningUnlessAskedForWhatStopped() {
    try (var ecs = bench.open()) {
      var running = run(ecs, "report", "a");
      var stopped = run(ecs, "done", "b");
      Bench.eventually("its end", () -> list(ecs, stopped()).contains(stopped));

      assertEquals(List.of(running), list(ecs, _ -> {}));
      assertEquals(List.of(running), list(ecs, r -> r.desiredStatus(DesiredStatus.RUNNING)));
      assertEquals(List.of(stopped), list(ecs, stopped()));
      assertEquals(List.of(), list(ecs, r -> r.desiredStatus(DesiredStatus.PENDING)));
    }
  }

  @Test
  void aTaskThatIsToStopCountsAsStoppedAtOnce() {
    bench.definitions = List.of(definition("report", "trap '' TERM; while :; do sleep 1; done"));
    try (var ecs = bench.open()) {
      var stopping = run(ecs, "report", "a");
      ecs.stopTask(r -> r.cluster("local").task(stopping));

      assertEquals(List.of(), list(ecs, _ -> {}));
      assertEquals(List.of(stopping), list(ecs, stopped()));
    }
  }

  @Test
  void findsTasksByWhoStartedThem() {
    try (var ecs = bench.open()) {
      var first = run(ecs, "report", "stack/a/20260301T020000Z/1");
      run(ecs, "report", "stack/a/20260301T020000Z/10");
      var ended = run(ecs, "done", "stack/b/20260301T020000Z/1");
      Bench.eventually("its end", () -> list(ecs, stopped()).contains(ended));

      assertEquals(List.of(first), list(ecs, r -> r.startedBy("stack/a/20260301T020000Z/1")));
      assertEquals(List.of(), list(ecs, r -> r.startedBy("stack/b/20260301T020000Z/1")));
      assertEquals(
          List.of(ended),
          list(ecs, stopped().andThen(r -> r.startedBy("stack/b/20260301T020000Z/1"))));
    }
  }

  @Test
  void findsTasksByFamilyAndByWhatTheyRunOn() {
    try (var ecs = bench.open()) {
      var report = run(ecs, "report", "a");

      assertEquals(List.of(report), list(ecs, r -> r.family("report")));
      assertEquals(List.of(), list(ecs, r -> r.family("done")));
      assertEquals(List.of(report), list(ecs, r -> r.launchType(LaunchType.EC2)));
      assertEquals(List.of(), list(ecs, r -> r.launchType(LaunchType.FARGATE)));
    }
  }

  @Test
  void forgetsAStoppedTaskAfterAnHour() {
    try (var ecs = bench.open()) {
      var task = run(ecs, "done", "a");
      Bench.eventually("its end", () -> list(ecs, stopped()).contains(task));

      bench.clockAhead = Duration.ofMinutes(59);
      assertEquals(List.of(task), list(ecs, stopped()));
      bench.clockAhead = Duration.ofMinutes(61);
      assertEquals(List.of(), list(ecs, stopped()));
    }
  }

  @Test
  void aPageFollowsAnotherWithoutGapOrRepetition() {
    try (var ecs = bench.open()) {
      var all = new ArrayList<String>();
      Stream.of("a", "b", "c", "d", "e").forEach(by -> all.add(run(ecs, "report", by)));

      var pages = ecs.listTasksPaginator(r -> r.cluster("local").maxResults(2)).stream().toList();

      assertEquals(List.of(2, 2, 1), pages.stream().map(page -> page.taskArns().size()).toList());
      var listed = pages.stream().flatMap(page -> page.taskArns().stream()).toList();
      assertEquals(Set.copyOf(all), Set.copyOf(listed));
      assertEquals(all.size(), listed.size());
      assertEquals(null, pages.getLast().nextToken());
    }
  }

  @Test
  void aFullLastPageHasNoNext() {
    try (var ecs = bench.open()) {
      run(ecs, "report", "a");

      assertEquals(null, ecs.listTasks(r -> r.cluster("local").maxResults(1)).nextToken());
    }
  }

  @Test
  void aTaskThatCannotBeReadHidesNoOther() throws IOException {
    Files.createDirectories(bench.tasks.resolve("0".repeat(32)));
    try (var ecs = bench.open()) {
      var task = run(ecs, "report", "a");

      assertEquals(List.of(task), list(ecs, _ -> {}));
    }
  }

  static Stream<Arguments> refused() {
    return Stream.of(
        refused("startedBy and family", r -> r.startedBy("a").family("report")),
        refused("startedBy and type", r -> r.startedBy("a").launchType(LaunchType.FARGATE)),
        refused("an unknown status", r -> r.desiredStatus("ENDED")),
        refused("no results", r -> r.maxResults(0)),
        refused("too many results", r -> r.maxResults(101)),
        refused("a token of its own", r -> r.nextToken("2")));
  }

  private static Arguments refused(String what, Consumer<ListTasksRequest.Builder> wrong) {
    return Arguments.of(what, wrong);
  }

  @ParameterizedTest(name = "{0}")
  @MethodSource("refused")
  void refuses(String what, Consumer<ListTasksRequest.Builder> wrong) {
    try (var ecs = bench.open()) {
      assertThrows(InvalidParameterException.class, () -> list(ecs, wrong), what);
    }
  }

  @Test
  void refusesAnotherCluster() {
    try (var ecs = bench.open()) {
      assertThrows(ClusterNotFoundException.class, () -> list(ecs, r -> r.cluster("other")));
    }
  }

  private static Consumer<ListTasksRequest.Builder> stopped() {
    return r -> r.desiredStatus(DesiredStatus.STOPPED);
  }

  private static String run(LocalEcs ecs, String family, String startedBy) {
    var request =
        request(family + startedBy).toBuilder().taskDefinition(family).startedBy(startedBy);
    return ecs.runTask(request.build()).tasks().getFirst().taskArn();
  }

  private static List<String> list(LocalEcs ecs, Consumer<ListTasksRequest.Builder> filters) {
    var request = ListTasksRequest.builder().cluster("local");
    filters.accept(request);
    return ecs.listTasks(request.build()).taskArns();
  }
}
