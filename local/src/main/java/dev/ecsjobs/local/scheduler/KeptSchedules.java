package dev.ecsjobs.local.scheduler;

import static java.nio.file.StandardCopyOption.ATOMIC_MOVE;

import dev.ecsjobs.aws.Json;
import dev.ecsjobs.aws.SdkJson;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import software.amazon.awssdk.services.scheduler.model.GetScheduleResponse;

/**
 * All schedules of this machine with their dates, in one file that changes in one step: the
 * template's and those that were made by hand.
 */
final class KeptSchedules {
  private static final String BY_HAND = "byHand";
  private static final String TEMPLATE = "template";

  private final Path file;
  private final TreeMap<ScheduleKey, Kept> schedules = new TreeMap<>();

  /**
   * One of them.
   *
   * @param byHand it is not the template's, so it may be changed and deleted
   */
  record Kept(GetScheduleResponse schedule, boolean byHand) {}

  KeptSchedules(Path file) {
    this.file = file;
    if (Files.exists(file)) {
      read();
    }
  }

  private void read() {
    try {
      var whole = Json.readObject(Files.readString(file));
      for (var maker : List.of(BY_HAND, TEMPLATE)) {
        for (var tree : (List<?>) whole.get(maker)) {
          var read = SdkJson.read(GetScheduleResponse.builder(), (Map<?, ?>) tree).build();
          schedules.put(ScheduleKey.of(read), new Kept(read, maker.equals(BY_HAND)));
        }
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  synchronized Optional<Kept> find(ScheduleKey key) {
    return Optional.ofNullable(schedules.get(key));
  }

  /** By group and name. */
  synchronized List<Kept> all() {
    return List.copyOf(schedules.values());
  }

  /** Those that have a schedule. */
  synchronized Set<String> groups() {
    var groups = new TreeSet<String>();
    schedules.keySet().forEach(key -> groups.add(key.group()));
    return groups;
  }

  synchronized void put(GetScheduleResponse schedule, boolean byHand) {
    schedules.put(ScheduleKey.of(schedule), new Kept(schedule, byHand));
    write();
  }

  synchronized void remove(ScheduleKey key) {
    schedules.remove(key);
    write();
  }

  /** The template has these and no others; one made by hand gives way to it. */
  synchronized void replaceTemplates(List<GetScheduleResponse> ofTemplate) {
    var before = Map.copyOf(schedules);
    schedules.values().removeIf(kept -> !kept.byHand());
    ofTemplate.forEach(one -> schedules.put(ScheduleKey.of(one), new Kept(one, false)));
    if (!schedules.equals(before)) { // commands that only read are many at a time
      write();
    }
  }

  private void write() {
    try {
      var unfinished = file.resolveSibling(file.getFileName() + ".part");
      Files.createDirectories(file.toAbsolutePath().getParent());
      Files.writeString(
          unfinished, Json.write(Map.of(BY_HAND, trees(true), TEMPLATE, trees(false))));
      Files.move(unfinished, file, ATOMIC_MOVE);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private List<Map<String, Object>> trees(boolean byHand) {
    return schedules.values().stream()
        .filter(kept -> kept.byHand() == byHand)
        .map(kept -> SdkJson.writeAnswer(kept.schedule()))
        .toList();
  }
}
