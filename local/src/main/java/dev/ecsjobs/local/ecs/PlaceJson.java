package dev.ecsjobs.local.ecs;

import dev.ecsjobs.local.placement.HostPort;
import dev.ecsjobs.local.placement.Place;
import dev.ecsjobs.local.placement.Protocol;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** A task's place as its registration keeps it. */
final class PlaceJson {
  private PlaceJson() {}

  static Map<String, Object> write(Place place) {
    var tree = new LinkedHashMap<String, Object>();
    tree.put("zone", place.zone());
    place.capacityProvider().ifPresent(name -> tree.put("capacityProvider", name));
    if (place instanceof Place.OnInstance on) {
      tree.put("instance", on.instance());
      tree.put(
          "ports",
          on.hostPorts().stream().map(port -> port.number() + "/" + port.protocol()).toList());
    }
    return tree;
  }

  static Place read(Map<?, ?> tree) {
    var zone = (String) tree.get("zone");
    var provider = Optional.ofNullable((String) tree.get("capacityProvider"));
    return tree.get("instance") instanceof String instance
        ? new Place.OnInstance(
            instance,
            zone,
            provider,
            ((List<?>) tree.get("ports")).stream().map(PlaceJson::port).toList())
        : new Place.OnFargate(zone, provider);
  }

  private static HostPort port(Object text) {
    var parts = text.toString().split("/", 2);
    return new HostPort(Integer.parseInt(parts[0]), Protocol.valueOf(parts[1]));
  }
}
