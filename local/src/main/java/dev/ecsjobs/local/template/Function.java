package dev.ecsjobs.local.template;

import java.time.Duration;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * A Lambda function, with what {@code Globals.Function} adds to it.
 *
 * @param arn without alias or version
 * @param handler the class name
 * @param method what follows {@code ::}, else {@code handleRequest}
 */
public record Function(
    String logicalId,
    String arn,
    String handler,
    String method,
    Map<String, String> environment,
    Duration timeout) {
  public Function {
    environment = Collections.unmodifiableMap(new LinkedHashMap<>(environment));
  }
}
