package dev.ecsjobs.local.services;

import java.util.List;

/**
 * What a look at a service decided.
 *
 * @param next what is to be kept before anything is done
 */
record Plan(Kept next, List<Start> starts, List<Stop> stops) {
  Plan {
    starts = List.copyOf(starts);
    stops = List.copyOf(stops);
  }

  /** One more task of a deployment; deployment and number together name it for ever. */
  record Start(String deployment, int number) {
    String token() {
      return deployment + "/" + number;
    }
  }

  /** The end of a task. */
  record Stop(String task, String reason) {}
}
