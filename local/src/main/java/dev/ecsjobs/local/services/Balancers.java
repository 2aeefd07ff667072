package dev.ecsjobs.local.services;

import java.io.IOException;
import java.net.InetSocketAddress;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import software.amazon.awssdk.services.ecs.model.LoadBalancer;

/** The listeners in front of the services' tasks, by their target groups. */
final class Balancers implements AutoCloseable {
  private final Sight sight;
  private final Map<String, Listener> listeners = new HashMap<>();

  Balancers(Sight sight) {
    this.sight = sight;
  }

  /**
   * Points a service's listeners at the targets there are; those that leave get nothing new.
   *
   * @return what the service's events tell of it
   */
  List<String> balance(Kept kept, List<ServiceTask> tasks) throws IOException {
    var messages = new ArrayList<String>();
    for (var balancer : kept.service().loadBalancers()) {
      if (kept.is("INACTIVE")) {
        close(balancer.targetGroupArn());
      } else {
        messages.addAll(point(balancer.targetGroupArn(), targets(kept, tasks, balancer)));
      }
    }
    return messages;
  }

  private List<InetSocketAddress> targets(Kept kept, List<ServiceTask> tasks, LoadBalancer balancer)
      throws IOException {
    var targets = new ArrayList<InetSocketAddress>();
    for (var task : tasks) {
      if (task.isHealthy() && !kept.leaving().containsKey(task.arn())) {
        sight.target(task.arn(), balancer).ifPresent(targets::add);
      }
    }
    return targets;
  }

  private List<String> point(String group, List<InetSocketAddress> targets) throws IOException {
    var listener = listener(group);
    var before = listener.targets();
    listener.forwardTo(targets);
    var messages = new ArrayList<String>();
    var gone = before.stream().filter(target -> !targets.contains(target)).count();
    var come = targets.stream().filter(target -> !before.contains(target)).count();
    if (gone > 0) {
      messages.add(Words.deregistered(gone, group));
    }
    if (come > 0) {
      messages.add(Words.registered(come, group));
    }
    return messages;
  }

  private Listener listener(String group) throws IOException {
    var listener = listeners.get(group);
    if (listener == null) {
      listener = Listener.open(TargetGroup.port(group).orElseThrow());
      listeners.put(group, listener);
    }
    return listener;
  }

  private void close(String group) throws IOException {
    var listener = listeners.remove(group);
    if (listener != null) {
      listener.close();
    }
  }

  @Override
  public void close() {
    for (var listener : listeners.values()) {
      try {
        listener.close();
      } catch (IOException _) {
        // The process ends, and its ports with it.
      }
    }
  }
}
