package dev.ecsjobs.local.services;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import software.amazon.awssdk.services.ecs.model.Deployment;
import software.amazon.awssdk.services.ecs.model.DeploymentConfiguration;
import software.amazon.awssdk.services.ecs.model.DeploymentRolloutState;
import software.amazon.awssdk.services.ecs.model.LoadBalancer;
import software.amazon.awssdk.services.ecs.model.Service;
import software.amazon.awssdk.services.ecs.model.ServiceEvent;

/** Services and their tasks, written down as one reads them. */
final class Scenery {
  static final Instant NOW = Instant.parse("2026-03-01T02:00:00Z");
  static final String NEW = "ecs-svc/2";
  static final String OLD = "ecs-svc/1";

  private Scenery() {}

  static Kept service(int desired, Deployment... deployments) {
    return Kept.of(
        Service.builder()
            .serviceName("web")
            .serviceArn("arn:aws:ecs:us-east-1:000000000000:service/local/web")
            .status("ACTIVE")
            .desiredCount(desired)
            .deploymentConfiguration(limits(100, 200))
            .deployments(deployments)
            .build(),
        "{}");
  }

  static DeploymentConfiguration limits(int lower, int upper) {
    return DeploymentConfiguration.builder()
        .minimumHealthyPercent(lower)
        .maximumPercent(upper)
        .build();
  }

  static Kept limited(Kept kept, int lower, int upper) {
    return kept.with(
        kept.service().toBuilder().deploymentConfiguration(limits(lower, upper)).build());
  }

  static Kept guarded(Kept kept, boolean rollback) {
    var configuration =
        kept.service().deploymentConfiguration().toBuilder()
            .deploymentCircuitBreaker(b -> b.enable(true).rollback(rollback))
            .build();
    return kept.with(kept.service().toBuilder().deploymentConfiguration(configuration).build());
  }

  static Kept balanced(Kept kept) {
    var balancer =
        LoadBalancer.builder()
            .targetGroupArn("arn:aws:elasticloadbalancing:us-east-1:0:targetgroup/local-8081/1")
            .containerName("main")
            .containerPort(80)
            .build();
    return kept.with(kept.service().toBuilder().loadBalancers(balancer).build());
  }

  static Kept completed(Kept kept, String deployment) {
    return new Kept(
        kept.service(),
        kept.created(),
        Map.of(deployment, Ledger.NEW.complete()),
        Map.of(),
        Set.of(),
        Set.of(),
        List.of(),
        false);
  }

  static Deployment deployment(String id, String status, DeploymentRolloutState state) {
    return Deployment.builder()
        .id(id)
        .status(status)
        .taskDefinition("web:" + id.substring(id.length() - 1))
        .rolloutState(state)
        .failedTasks(0)
        .build();
  }

  static Deployment primary() {
    return deployment(NEW, "PRIMARY", DeploymentRolloutState.COMPLETED);
  }

  static Deployment rolling() {
    return deployment(NEW, "PRIMARY", DeploymentRolloutState.IN_PROGRESS);
  }

  static Deployment old() {
    return deployment(OLD, "ACTIVE", DeploymentRolloutState.COMPLETED);
  }

  /**
   * Tasks in words: {@code 2a+} is a task of deployment 2 in zone a that runs; {@code ?} is
   * pending, {@code -} runs and does not answer, {@code u} fails its health checks, {@code !} is
   * stopping, {@code x} ended after it ran, {@code 0} ended before, {@code s} was asked to stop.
   */
  static List<ServiceTask> tasks(String words) {
    var tasks = new ArrayList<ServiceTask>();
    for (var word : words.strip().split("\\s+", -1)) {
      if (!word.isEmpty()) {
        tasks.add(task("task/local/t" + tasks.size(), word));
      }
    }
    return tasks;
  }

  private static ServiceTask task(String arn, String word) {
    var state = word.charAt(2);
    var status =
        switch (state) {
          case '?' -> ServiceTask.Status.PENDING;
          case '+', '-', 'u' -> ServiceTask.Status.RUNNING;
          case '!', 'o' -> ServiceTask.Status.STOPPING;
          case 'x', '0', 's' -> ServiceTask.Status.STOPPED;
          default -> throw new IllegalArgumentException(word);
        };
    return new ServiceTask(
        arn,
        "ecs-svc/" + word.charAt(0),
        status,
        state != '?' && state != '0' && state != 'o',
        state == '+' ? Health.HEALTHY : state == 'u' ? Health.UNHEALTHY : Health.UNKNOWN,
        state == 's' || state == '!',
        word.substring(1, 2),
        Optional.empty());
  }

  /** What follows, in words: how many starts, which tasks are to leave. */
  static String decided(Kept kept, String words) {
    var plan = Look.decide(kept, tasks(words), NOW);
    return "start %d, leave %s"
        .formatted(
            plan.starts().size(),
            plan.next().leaving().keySet().stream()
                .map(arn -> arn.substring(arn.lastIndexOf('/') + 1))
                .sorted()
                .toList());
  }

  static List<String> messages(Kept kept) {
    return kept.service().events().stream().map(ServiceEvent::message).toList();
  }
}
