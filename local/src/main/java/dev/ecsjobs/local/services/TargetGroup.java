package dev.ecsjobs.local.services;

import java.util.OptionalInt;
import java.util.regex.Pattern;

/** A target group's name says where its listener is: {@code local-8081} is 127.0.0.1:8081. */
final class TargetGroup {
  private static final Pattern ARN = Pattern.compile("targetgroup/[^/]*?-([0-9]{1,5})(/|$)");
  private static final int LAST_PORT = 65_535;

  private TargetGroup() {}

  /** Empty if it names no port. */
  static OptionalInt port(String arn) {
    var matcher = ARN.matcher(arn);
    if (!matcher.find()) {
      return OptionalInt.empty();
    }
    var port = Integer.parseInt(matcher.group(1));
    return port > 0 && port <= LAST_PORT ? OptionalInt.of(port) : OptionalInt.empty();
  }
}
