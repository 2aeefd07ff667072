package dev.ecsjobs.local.placement;

import java.util.List;

/** A preference among the instances that a task fits on. */
public sealed interface Strategy {
  /** As evenly as possible over the values of {@code instanceId}, {@code host} or an attribute. */
  record Spread(String field) implements Strategy {
    private static final String ATTRIBUTE = "attribute:";

    public Spread {
      var ofAttribute = field.startsWith(ATTRIBUTE) && field.length() > ATTRIBUTE.length();
      if (!ofAttribute && !field.equals("instanceId") && !field.equals("host")) {
        throw new IllegalArgumentException(
            "cannot spread over \"%s\": spread over instanceId, host or attribute:<name>"
                .formatted(field));
      }
    }

    /** The attribute whose values are spread over; empty for the instance itself. */
    String attribute() {
      return field.startsWith(ATTRIBUTE) ? field.substring(ATTRIBUTE.length()) : "";
    }
  }

  /** On as few instances as possible, judged by one resource. */
  record Binpack(Resource resource) implements Strategy {}

  /** Anywhere. */
  record Anywhere() implements Strategy {}

  /** What instances are packed by. */
  enum Resource {
    CPU,
    MEMORY
  }

  /** Over the zones: what ECS does where no strategy is given. */
  Strategy OVER_ZONES = new Spread("attribute:" + ContainerInstance.ZONE);

  /** Over the instances: what decides among those that all strategies find equal. */
  Strategy OVER_INSTANCES = new Spread("instanceId");

  /** The strategies asked for, or those that hold where none is. */
  static List<Strategy> orDefault(List<Strategy> asked) {
    return asked.isEmpty() ? List.of(OVER_ZONES, OVER_INSTANCES) : asked;
  }
}
