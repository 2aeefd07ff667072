package dev.ecsjobs.local.scheduler;

import dev.ecsjobs.aws.Json;
import dev.ecsjobs.aws.SdkJson;
import dev.ecsjobs.local.files.WholeFile;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.SortedMap;
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
  private SortedMap<ScheduleKey, Kept> schedules = new TreeMap<>();

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
    var next = new TreeMap<>(schedules);
    next.put(ScheduleKey.of(schedule), new Kept(schedule, byHand));
    become(next);
  }

  synchronized void remove(ScheduleKey key) {
    var next = new TreeMap<>(schedules);
    next.remove(key);
    become(next);
  }

  /** The template has these and no others; one made by hand gives way to it. */
  synchronized void replaceTemplates(List<GetScheduleResponse> ofTemplate) {
    var next = new TreeMap<>(schedules);
    next.values().removeIf(kept -> !kept.byHand());
    ofTemplate.forEach(one -> next.put(ScheduleKey.of(one), new Kept(one, false)));
    if (!schedules.equals(next)) { // commands that only read are many at a time
      become(next);
    }
  }

  /** On the disk first: what cannot be kept is not there, so that whoever asked may ask again. */
  private void become(SortedMap<ScheduleKey, Kept> next) {
    try {
      Files.createDirectories(file.toAbsolutePath().getParent());
      new WholeFile(file)
          .writeForGood(
              Json.write(Map.of(BY_HAND, trees(next, true), TEMPLATE, trees(next, false))));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    schedules = next;
  }

  private static List<Map<String, Object>> trees(Map<ScheduleKey, Kept> schedules, boolean byHand) {
    return schedules.values().stream()
        .filter(kept -> kept.byHand() == byHand)
        .map(kept -> SdkJson.writeAnswer(kept.schedule()))
        .toList();
  }
}
