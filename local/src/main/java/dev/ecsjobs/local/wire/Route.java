package dev.ecsjobs.local.wire;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.net.URLDecoder;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Which action a method and a path mean.
 *
 * @param path with braces around the names of what differs
 */
record Route(String method, String path, String action) {
  static final List<Route> OF_SCHEDULER =
      List.of(
          new Route("GET", "/schedules", "ListSchedules"),
          new Route("POST", "/schedules/{Name}", "CreateSchedule"),
          new Route("GET", "/schedules/{Name}", "GetSchedule"),
          new Route("PUT", "/schedules/{Name}", "UpdateSchedule"),
          new Route("DELETE", "/schedules/{Name}", "DeleteSchedule"),
          new Route("GET", "/schedule-groups", "ListScheduleGroups"),
          new Route("POST", "/schedule-groups/{Name}", "CreateScheduleGroup"),
          new Route("GET", "/schedule-groups/{Name}", "GetScheduleGroup"),
          new Route("DELETE", "/schedule-groups/{Name}", "DeleteScheduleGroup"),
          new Route("GET", "/tags/{ResourceArn}", "ListTagsForResource"),
          new Route("POST", "/tags/{ResourceArn}", "TagResource"),
          new Route("DELETE", "/tags/{ResourceArn}", "UntagResource"));

  /** The action, and what the path says. */
  record Match(String action, Map<String, String> parameters) {}

  Optional<Match> match(String asked, String askedPath) {
    var parts = path.split("/", -1);
    var given = askedPath.split("/", -1);
    if (!method.equals(asked) || parts.length != given.length) {
      return Optional.empty();
    }
    var parameters = new LinkedHashMap<String, String>();
    for (int i = 0; i < parts.length; i++) {
      if (parts[i].startsWith("{")) {
        parameters.put(parts[i].substring(1, parts[i].length() - 1), decoded(given[i]));
      } else if (!parts[i].equals(given[i])) {
        return Optional.empty();
      }
    }
    return Optional.of(new Match(action, parameters));
  }

  private static String decoded(String part) {
    return URLDecoder.decode(part.replace("+", "%2B"), UTF_8);
  }
}
