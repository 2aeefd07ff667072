package dev.ecsjobs.local.services;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import software.amazon.awssdk.services.ecs.model.Service;
import software.amazon.awssdk.services.ecs.model.ServiceEvent;

/** A service's events, the newest first, as many as ECS keeps. */
final class ServiceEvents {
  private static final int KEPT = 100;

  private ServiceEvents() {}

  static Service add(Service service, List<String> messages, Instant now) {
    if (messages.isEmpty()) {
      return service;
    }
    var events = new ArrayList<>(service.events());
    messages.forEach(message -> events.addFirst(event(service, message, now, events)));
    return service.toBuilder().events(events.subList(0, Math.min(KEPT, events.size()))).build();
  }

  private static ServiceEvent event(
      Service service, String message, Instant now, List<ServiceEvent> before) {
    var last = before.isEmpty() ? "" : before.getFirst().id();
    var name = service.serviceArn() + last + now + message;
    return ServiceEvent.builder()
        .id(UUID.nameUUIDFromBytes(name.getBytes(UTF_8)).toString())
        .createdAt(now)
        .message("(service " + service.serviceName() + ") " + message)
        .build();
  }
}
