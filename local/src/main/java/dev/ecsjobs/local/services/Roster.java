package dev.ecsjobs.local.services;

import java.io.IOException;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/**
 * The services there are, by their ARNs; what is put here is on the shelf first.
 *
 * <p>Its monitor guards all that reads a service and puts it back changed.
 */
final class Roster {
  private final Shelf shelf;
  private final Map<String, Kept> services = new TreeMap<>();

  /** Those that are gone are not taken up again. */
  Roster(Shelf shelf) throws IOException {
    this.shelf = shelf;
    for (var kept : shelf.all()) {
      if (kept.is("INACTIVE")) {
        shelf.remove(kept);
      } else {
        services.put(kept.service().serviceArn(), kept);
      }
    }
  }

  synchronized Optional<Kept> find(String arn) {
    return Optional.ofNullable(services.get(arn));
  }

  synchronized List<Kept> all() {
    return List.copyOf(services.values());
  }

  List<Kept> in(String cluster) {
    return all().stream().filter(kept -> kept.service().clusterArn().equals(cluster)).toList();
  }

  synchronized void keep(Kept kept) throws IOException {
    if (!kept.equals(services.get(kept.service().serviceArn()))) {
      shelf.put(kept);
      services.put(kept.service().serviceArn(), kept);
      notifyAll();
    }
  }

  /** Whether there is any service to look after. */
  synchronized boolean isIdle() {
    return services.values().stream().allMatch(kept -> kept.is("INACTIVE"));
  }
}
