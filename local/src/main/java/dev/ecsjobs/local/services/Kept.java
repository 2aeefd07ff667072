package dev.ecsjobs.local.services;

import static java.util.stream.Collectors.toMap;

import dev.ecsjobs.aws.Json;
import dev.ecsjobs.aws.SdkJson;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.function.Function;
import software.amazon.awssdk.services.ecs.model.Service;

/**
 * All that is kept of a service.
 *
 * @param service as ECS shows it, without the counts of tasks, which are looked up; its first
 *     deployment is the primary one
 * @param created the request that made it
 * @param ledgers by deployment
 * @param leaving the tasks that are to stop, and since when: their targets drain first
 * @param told the tasks whose start an event told
 * @param ended the tasks whose end was taken note of
 * @param announcements what is to be sent to the bus, until it has arrived there
 * @param steady whether an event told that nothing is left to do
 */
record Kept(
    Service service,
    String created,
    Map<String, Ledger> ledgers,
    Map<String, Instant> leaving,
    Set<String> told,
    Set<String> ended,
    List<Announcement> announcements,
    boolean steady) {
  Kept {
    ledgers = Map.copyOf(ledgers);
    leaving = Map.copyOf(leaving);
    told = Set.copyOf(told);
    ended = Set.copyOf(ended);
    announcements = List.copyOf(announcements);
  }

  static Kept of(Service service, String created) {
    return new Kept(service, created, Map.of(), Map.of(), Set.of(), Set.of(), List.of(), false);
  }

  Kept with(Service other) {
    return new Kept(other, created, ledgers, leaving, told, ended, announcements, false);
  }

  Kept announcing(Announcement announcement) {
    var more = new ArrayList<>(announcements);
    more.add(announcement);
    return new Kept(service, created, ledgers, leaving, told, ended, more, steady);
  }

  Kept without(Announcement announcement) {
    var less = new ArrayList<>(announcements);
    less.remove(announcement);
    return new Kept(service, created, ledgers, leaving, told, ended, less, steady);
  }

  Ledger ledger(String deployment) {
    return ledgers.getOrDefault(deployment, Ledger.NEW);
  }

  boolean is(String status) {
    return service.status().equals(status);
  }

  Kept with(String deployment, Ledger ledger) {
    var more = new TreeMap<>(ledgers);
    more.put(deployment, ledger);
    return new Kept(service, created, more, leaving, told, ended, announcements, steady);
  }

  Kept telling(List<String> messages, Instant now) {
    return new Kept(
        ServiceEvents.add(service, messages, now),
        created,
        ledgers,
        leaving,
        told,
        ended,
        announcements,
        steady);
  }

  String toJson() {
    return Json.write(
        Map.of(
            "service", SdkJson.writeAnswer(service),
            "created", created,
            "ledgers", map(ledgers, Ledger::tree),
            "leaving", map(leaving, Instant::toString),
            "told", List.copyOf(told),
            "ended", List.copyOf(ended),
            "announcements", announcements.stream().map(Announcement::tree).toList(),
            "steady", steady));
  }

  static Kept fromJson(String json) {
    var tree = Json.readObject(json);
    var builder = SdkJson.read(Service.builder(), (Map<?, ?>) tree.get("service"));
    return new Kept(
        builder.build(),
        (String) tree.get("created"),
        map((Map<?, ?>) tree.get("ledgers"), ledger -> Ledger.of((Map<?, ?>) ledger)),
        map((Map<?, ?>) tree.get("leaving"), since -> Instant.parse((String) since)),
        set(tree.get("told")),
        set(tree.get("ended")),
        ((List<?>) tree.get("announcements"))
            .stream().map(one -> Announcement.of((Map<?, ?>) one)).toList(),
        (Boolean) tree.get("steady"));
  }

  private static <T, R> Map<String, R> map(Map<?, T> map, Function<? super T, R> change) {
    return map.entrySet().stream()
        .collect(toMap(e -> (String) e.getKey(), e -> change.apply(e.getValue())));
  }

  private static Set<String> set(Object list) {
    var set = new TreeSet<String>();
    ((List<?>) list).forEach(one -> set.add((String) one));
    return set;
  }
}
