package dev.ecsjobs.job;

import java.util.List;

/** Where a task's network interface is placed ({@code awsvpc} only). */
public record Network(List<String> subnets, List<String> securityGroups, boolean publicIp) {
  public Network {
    subnets = List.copyOf(subnets);
    securityGroups = List.copyOf(securityGroups);
  }
}
