package dev.ecsjobs.aws;

/** A task's ARN, taken apart: {@code arn:aws:ecs:us-east-1:111122223333:task/cluster/id}. */
record TaskArn(String region, String cluster, String id) {
  static TaskArn parse(String arn) {
    String[] parts = arn.split(":", 6);
    String[] path = parts[5].split("/", 3);
    return new TaskArn(parts[3], path[1], path[2]);
  }

  /** ECS's own page of it. */
  String console() {
    return "https://%1$s.console.aws.amazon.com/ecs/v2/clusters/%2$s/tasks/%3$s/configuration?region=%1$s"
        .formatted(region, cluster, id);
  }
}
