package dev.ecsjobs.aws;

import dev.ecsjobs.job.Network;
import dev.ecsjobs.run.Escalation;
import dev.ecsjobs.run.Run;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import software.amazon.awssdk.services.ecs.model.AssignPublicIp;
import software.amazon.awssdk.services.ecs.model.CapacityProviderStrategyItem;
import software.amazon.awssdk.services.ecs.model.ContainerOverride;
import software.amazon.awssdk.services.ecs.model.KeyValuePair;
import software.amazon.awssdk.services.ecs.model.LaunchType;
import software.amazon.awssdk.services.ecs.model.RunTaskRequest;
import software.amazon.awssdk.services.ecs.model.TaskOverride;

/**
 * The RunTask call of an attempt: always the same for the same attempt, for a client token with
 * other parameters is a conflict.
 *
 * @param stack the stack's name, which {@code startedBy} and the client token begin with
 * @param cluster its ARN
 * @param network where tasks go whose job names no network; without subnets none is given, as the
 *     network modes of EC2 other than {@code awsvpc} demand
 */
public record RunTaskRequests(String stack, String cluster, Network network) {
  public RunTaskRequests {
    if (stack.length() > StartedBy.LONGEST_STACK_NAME) {
      throw new IllegalArgumentException(
          """
          The stack name %s has more than %d characters, and startedBy, which carries it, has no room. \
          Deploy under a shorter name.\
          """
              .formatted(stack, StartedBy.LONGEST_STACK_NAME));
    }
  }

  String startedBy(Run run, int attempt) {
    return new StartedBy(stack, run.id(), attempt).toString();
  }

  RunTaskRequest of(Run run, int attempt, String container) {
    var task = run.job().task();
    var escalation = Escalation.of(run);
    var startedBy = new StartedBy(stack, run.id(), attempt);
    var request =
        RunTaskRequest.builder()
            .cluster(cluster)
            .taskDefinition(task.definition())
            .count(1)
            .clientToken(clientToken(startedBy))
            .startedBy(startedBy.toString())
            .overrides(overrides(run, attempt, container, escalation));
    escalation.capacity().or(task::capacity).ifPresent(capacity -> setCapacity(request, capacity));
    setNetwork(request, task.network().orElse(network), escalation);
    return request.build();
  }

  /** At most 64 characters are allowed; these are 43. */
  private static String clientToken(StartedBy startedBy) {
    try {
      byte[] hash =
          MessageDigest.getInstance("SHA-256")
              .digest(startedBy.toString().getBytes(StandardCharsets.UTF_8));
      return Base64.getUrlEncoder().withoutPadding().encodeToString(hash);
    } catch (NoSuchAlgorithmException e) {
      throw new AssertionError("every JDK has SHA-256", e);
    }
  }

  private static TaskOverride overrides(
      Run run, int attempt, String container, Escalation escalation) {
    var task = run.job().task();
    var override =
        ContainerOverride.builder()
            .name(container)
            .environment(
                environment(run, attempt).entrySet().stream()
                    .map(e -> KeyValuePair.builder().name(e.getKey()).value(e.getValue()).build())
                    .toList());
    if (!task.command().isEmpty()) {
      override.command(task.command());
    }
    escalation.containerMemory().ifPresent(override::memory);
    var overrides = TaskOverride.builder().containerOverrides(override.build());
    task.cpu().ifPresent(cpu -> overrides.cpu(Integer.toString(cpu)));
    task.memory().ifPresent(memory -> overrides.memory(Integer.toString(memory)));
    escalation
        .size()
        .ifPresent(
            size ->
                overrides
                    .cpu(Integer.toString(size.cpu()))
                    .memory(Integer.toString(size.memory())));
    return overrides.build();
  }

  private static Map<String, String> environment(Run run, int attempt) {
    // In one order always: the same call must look the same.
    var environment = new TreeMap<>(run.job().task().environment());
    environment.put("JOB_NAME", run.job().name().value());
    environment.put(TaskReport.RUN_ID_VARIABLE, run.id().toString());
    environment.put("JOB_ATTEMPT", Integer.toString(attempt));
    run.scheduledTime().ifPresent(time -> environment.put("JOB_SCHEDULED_TIME", time.toString()));
    return environment;
  }

  private static void setCapacity(RunTaskRequest.Builder request, String capacity) {
    switch (capacity) {
      case "EC2", "EXTERNAL" -> request.launchType(LaunchType.fromValue(capacity));
      default ->
          request.capacityProviderStrategy(
              CapacityProviderStrategyItem.builder().capacityProvider(capacity).weight(1).build());
    }
  }

  private static void setNetwork(
      RunTaskRequest.Builder request, Network network, Escalation escalation) {
    if (!network.subnets().isEmpty()) {
      request.networkConfiguration(
          n ->
              n.awsvpcConfiguration(
                  vpc ->
                      vpc.subnets(subnets(network, escalation))
                          .securityGroups(network.securityGroups())
                          .assignPublicIp(
                              network.publicIp()
                                  ? AssignPublicIp.ENABLED
                                  : AssignPublicIp.DISABLED)));
    }
  }

  /** Never none: where all gave trouble, all are tried again. */
  private static List<String> subnets(Network network, Escalation escalation) {
    var subnets = new ArrayList<>(network.subnets());
    subnets.removeAll(escalation.leftOutSubnets());
    if (subnets.isEmpty()) {
      subnets.addAll(network.subnets());
    }
    if (escalation.capacityRefusals() > 0 && subnets.size() > 1) {
      subnets.remove((escalation.capacityRefusals() - 1) % subnets.size());
    }
    return subnets;
  }
}
