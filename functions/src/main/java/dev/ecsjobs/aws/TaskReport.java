package dev.ecsjobs.aws;

import dev.ecsjobs.run.Placement;
import dev.ecsjobs.run.StoppedTask;
import dev.ecsjobs.run.TaskFacts;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import software.amazon.awssdk.services.ecs.model.Attribute;
import software.amazon.awssdk.services.ecs.model.KeyValuePair;
import software.amazon.awssdk.services.ecs.model.Task;

/** What ECS says of a task, be it by an event or by DescribeTasks. */
record TaskReport(
    String task,
    String lastStatus,
    Optional<String> startedBy,
    List<Container> containers,
    Optional<String> decidingContainer,
    Optional<String> stopCode,
    Optional<String> stoppedReason,
    Optional<Instant> startedAt,
    Optional<Instant> stoppedAt,
    Optional<String> subnet,
    OptionalInt cpu,
    OptionalInt memory,
    TaskFacts facts) {

  /** Every task of ours carries it, and only in the override of the deciding container. */
  static final String RUN_ID_VARIABLE = "JOB_RUN_ID";

  private static final String ARCHITECTURE = "ecs.cpu-architecture";
  private static final int LONGEST_WORDS = 500;

  record Container(
      String name, OptionalInt exitCode, Optional<String> reason, OptionalInt memory) {}

  boolean isStopped() {
    return lastStatus.equals("STOPPED");
  }

  StoppedTask stopped() {
    var deciding =
        containers.stream()
            .filter(c -> decidingContainer.filter(c.name()::equals).isPresent())
            .findFirst();
    return new StoppedTask(
        task,
        decidingContainer,
        deciding.map(Container::exitCode).orElse(OptionalInt.empty()),
        deciding.flatMap(Container::reason),
        stopCode,
        stoppedReason,
        startedAt,
        stoppedAt,
        new Placement(
            subnet, cpu, memory, deciding.map(Container::memory).orElse(OptionalInt.empty())),
        facts);
  }

  /** Reads an event's {@code detail}; fields not known here are ignored, as ECS may add some. */
  static TaskReport of(Map<?, ?> detail) {
    return new TaskReport(
        text(detail, "taskArn").orElse(""),
        text(detail, "lastStatus").orElse(""),
        text(detail, "startedBy"),
        objects(detail, "containers").stream().map(TaskReport::container).toList(),
        objects(object(detail, "overrides"), "containerOverrides").stream()
            .filter(TaskReport::hasRunId)
            .flatMap(container -> text(container, "name").stream())
            .findFirst(),
        text(detail, "stopCode"),
        text(detail, "stoppedReason").map(TaskReport::shortened),
        text(detail, "startedAt").map(Instant::parse),
        // The task is STOPPED up to half a minute after its container ended.
        text(detail, "executionStoppedAt").or(() -> text(detail, "stoppedAt")).map(Instant::parse),
        objects(detail, "attachments").stream()
            .flatMap(attachment -> objects(attachment, "details").stream())
            .filter(entry -> "subnetId".equals(entry.get("name")))
            .flatMap(entry -> text(entry, "value").stream())
            .findFirst(),
        units(text(detail, "cpu")),
        units(text(detail, "memory")),
        facts(detail));
  }

  private static TaskFacts facts(Map<?, ?> detail) {
    return new TaskFacts(
        text(detail, "pullStartedAt").map(Instant::parse),
        text(detail, "pullStoppedAt").map(Instant::parse),
        text(detail, "stoppedAt").map(Instant::parse),
        text(detail, "capacityProviderName").or(() -> text(detail, "launchType")),
        objects(detail, "attributes").stream()
            .filter(attribute -> ARCHITECTURE.equals(attribute.get("name")))
            .flatMap(attribute -> text(attribute, "value").stream())
            .findFirst(),
        object(detail, "ephemeralStorage").get("sizeInGiB") instanceof Long gibibytes
            ? OptionalInt.of(gibibytes.intValue())
            : OptionalInt.empty());
  }

  private static Container container(Map<?, ?> container) {
    return new Container(
        text(container, "name").orElse(""),
        container.get("exitCode") instanceof Long code
            ? OptionalInt.of(code.intValue())
            : OptionalInt.empty(),
        text(container, "reason").map(TaskReport::shortened),
        units(text(container, "memory")));
  }

  private static boolean hasRunId(Map<?, ?> containerOverride) {
    return objects(containerOverride, "environment").stream()
        .anyMatch(variable -> RUN_ID_VARIABLE.equals(variable.get("name")));
  }

  private static Optional<String> text(Map<?, ?> object, String name) {
    return object.get(name) instanceof String text ? Optional.of(text) : Optional.empty();
  }

  private static Map<?, ?> object(Map<?, ?> object, String name) {
    return object.get(name) instanceof Map<?, ?> map ? map : Map.of();
  }

  private static List<? extends Map<?, ?>> objects(Map<?, ?> object, String name) {
    return object.get(name) instanceof List<?> list
        ? list.stream().filter(Map.class::isInstance).map(o -> (Map<?, ?>) o).toList()
        : List.of();
  }

  /** Reads a task of DescribeTasks. */
  static TaskReport of(Task task) {
    return new TaskReport(
        task.taskArn(),
        task.lastStatus(),
        Optional.ofNullable(task.startedBy()),
        task.containers().stream()
            .map(
                c ->
                    new Container(
                        c.name(),
                        c.exitCode() == null ? OptionalInt.empty() : OptionalInt.of(c.exitCode()),
                        Optional.ofNullable(c.reason()).map(TaskReport::shortened),
                        units(Optional.ofNullable(c.memory()))))
            .toList(),
        task.overrides() == null
            ? Optional.empty()
            : task.overrides().containerOverrides().stream()
                .filter(
                    o -> o.environment().stream().anyMatch(v -> RUN_ID_VARIABLE.equals(v.name())))
                .map(o -> o.name())
                .findFirst(),
        Optional.ofNullable(task.stopCodeAsString()),
        Optional.ofNullable(task.stoppedReason()).map(TaskReport::shortened),
        Optional.ofNullable(task.startedAt()),
        Optional.ofNullable(task.executionStoppedAt())
            .or(() -> Optional.ofNullable(task.stoppedAt())),
        task.attachments().stream()
            .flatMap(attachment -> attachment.details().stream())
            .filter(entry -> "subnetId".equals(entry.name()))
            .map(KeyValuePair::value)
            .findFirst(),
        units(Optional.ofNullable(task.cpu())),
        units(Optional.ofNullable(task.memory())),
        facts(task));
  }

  private static TaskFacts facts(Task task) {
    return new TaskFacts(
        Optional.ofNullable(task.pullStartedAt()),
        Optional.ofNullable(task.pullStoppedAt()),
        Optional.ofNullable(task.stoppedAt()),
        Optional.ofNullable(task.capacityProviderName())
            .or(() -> Optional.ofNullable(task.launchTypeAsString())),
        task.attributes().stream()
            .filter(attribute -> ARCHITECTURE.equals(attribute.name()))
            .map(Attribute::value)
            .findFirst(),
        Optional.ofNullable(task.ephemeralStorage())
            .map(storage -> OptionalInt.of(storage.sizeInGiB()))
            .orElse(OptionalInt.empty()));
  }

  /**
   * ECS's words may have 1,024 characters, and each attempt's are kept in the run's one item. What
   * happened stands at their beginning, what was wrong at their end.
   */
  private static String shortened(String words) {
    return words.length() <= LONGEST_WORDS
        ? words
        : words.substring(0, LONGEST_WORDS / 2)
            + " … "
            + words.substring(words.length() - LONGEST_WORDS / 2);
  }

  /** CPU and memory are texts, of injected containers even {@code "null"}; 0 means no limit. */
  private static OptionalInt units(Optional<String> text) {
    return text.filter(digits -> digits.matches("[1-9]\\d{0,8}")).stream()
        .mapToInt(Integer::parseInt)
        .findFirst();
  }
}
