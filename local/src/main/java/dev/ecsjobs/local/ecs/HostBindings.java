package dev.ecsjobs.local.ecs;

import dev.ecsjobs.local.placement.HostPort;
import dev.ecsjobs.local.placement.Place;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import software.amazon.awssdk.services.ecs.model.NetworkBinding;

/**
 * The instance's ports that a task's containers were given.
 *
 * <p>All instances are this one machine, so what listens is not reached there: their services' load
 * balancers find it where it is.
 */
record HostBindings(Registration task) {

  List<NetworkBinding> of(String container) {
    return task.place().orElse(null) instanceof Place.OnInstance on
        ? of(container, on.hostPorts())
        : List.of();
  }

  /** The ports are in the order of the containers and their mappings. */
  private List<NetworkBinding> of(String container, List<HostPort> given) {
    var bindings = new ArrayList<NetworkBinding>();
    var next = given.iterator();
    for (var one : task.containers()) {
      for (var mapping : one.portMappings()) {
        if (next.hasNext()) {
          var binding = binding(mapping.containerPort(), next.next());
          if (one.name().equals(container)) {
            bindings.add(binding);
          }
        }
      }
    }
    return bindings;
  }

  private static NetworkBinding binding(Integer containerPort, HostPort port) {
    return NetworkBinding.builder()
        .bindIP("0.0.0.0")
        .containerPort(containerPort)
        .hostPort(port.number())
        .protocol(port.protocol().name().toLowerCase(Locale.ROOT))
        .build();
  }
}
