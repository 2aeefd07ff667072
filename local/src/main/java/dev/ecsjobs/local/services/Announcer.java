package dev.ecsjobs.local.services;

import java.io.IOException;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;
import java.util.function.BiConsumer;
import java.util.function.Consumer;

/**
 * Sends what services announce: each once by this process, and again by the next if it did not
 * arrive.
 */
final class Announcer {
  private final Roster roster;
  private final BiConsumer<Map<String, Object>, Runnable> events;
  private final Consumer<String> diagnostics;
  private final Set<String> sent = new HashSet<>();

  /**
   * @param events takes an event and what to do once it has arrived
   */
  Announcer(
      Roster roster,
      BiConsumer<Map<String, Object>, Runnable> events,
      Consumer<String> diagnostics) {
    this.roster = roster;
    this.events = events;
    this.diagnostics = diagnostics;
  }

  void tell(Kept kept) {
    var service = kept.service();
    for (var announcement : kept.announcements()) {
      if (sent.add(service.serviceArn() + announcement)) {
        events.accept(
            announcement.event(service), () -> arrived(service.serviceArn(), announcement));
      }
    }
  }

  private void arrived(String service, Announcement announcement) {
    synchronized (roster) {
      try {
        var kept = roster.find(service);
        if (kept.isPresent()) {
          roster.keep(kept.get().without(announcement));
        }
        sent.remove(service + announcement);
      } catch (IOException e) {
        diagnostics.accept("An event about " + service + " will be told again: " + e);
      }
    }
  }
}
