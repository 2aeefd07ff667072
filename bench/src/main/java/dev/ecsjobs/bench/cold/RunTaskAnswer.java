package dev.ecsjobs.bench.cold;

/** A task as RunTask tells of it, with all that a reader has to pass over. */
final class RunTaskAnswer {
  static final String TASK =
      """
      {
        "attachments": [{
          "id": "42ae9d8e-3cc5-b836-cb76-59e216b59289", "type": "ElasticNetworkInterface",
          "status": "PRECREATED",
          "details": [{"name": "subnetId", "value": "subnet-0a1b2c3d4e5f60718"}]}],
        "attributes": [{"name": "ecs.cpu-architecture", "value": "arm64"}],
        "availabilityZone": "us-east-1a", "capacityProviderName": "FARGATE_SPOT",
        "clusterArn": "arn:aws:ecs:us-east-1:111122223333:cluster/ecsjobs",
        "containers": [{
          "containerArn": "arn:aws:ecs:us-east-1:111122223333:container/ecsjobs/e92b/6da9309e",
          "taskArn": "%1$s", "name": "main", "lastStatus": "PENDING", "networkInterfaces": [],
          "image": "public.ecr.aws/docker/library/busybox:stable", "cpu": "0"}],
        "cpu": "256", "createdAt": 1772326801.575, "desiredStatus": "RUNNING",
        "enableExecuteCommand": false, "group": "family:ecsjobs-report",
        "lastStatus": "PROVISIONING", "launchType": "FARGATE", "memory": "512",
        "overrides": {"containerOverrides": [{
          "name": "main", "environment": [{"name": "JOB_NAME", "value": "nightly-report"}]}],
          "inferenceAcceleratorOverrides": []},
        "platformFamily": "Linux", "platformVersion": "1.4.0",
        "startedBy": "ecsjobs/nightly-report/20260301T010000Z/1", "tags": [],
        "taskArn": "%1$s",
        "taskDefinitionArn": "arn:aws:ecs:us-east-1:111122223333:task-definition/ecsjobs-report:3",
        "ephemeralStorage": {"sizeInGiB": 20}, "version": 1}
      """;

  private RunTaskAnswer() {}
}
