package dev.ecsjobs.local.template;

import static java.util.Map.entry;

import java.util.Locale;
import java.util.Map;

/**
 * What CloudFormation answers to {@code Ref} and {@code Fn::GetAtt} for one type of resource; a *
 * stands for the resource's name, and behind what ends with a colon comes the revision.
 */
record ResourceType(String nameProperty, String ref, Map<String, String> attributes) {
  static final String REGION = "us-east-1";
  static final String ACCOUNT = "000000000000";
  static final String TASK_DEFINITION = "AWS::ECS::TaskDefinition";

  private static final String NAME = "*";
  private static final Map<String, ResourceType> KNOWN =
      Map.ofEntries(
          entry(Resources.FUNCTION, named("FunctionName", arn("lambda", "function:*"))),
          entry("AWS::Lambda::Function", named("FunctionName", arn("lambda", "function:*"))),
          entry("AWS::DynamoDB::Table", table()),
          entry("AWS::ECS::Cluster", named("ClusterName", arn("ecs", "cluster/*"))),
          entry(TASK_DEFINITION, taskDefinition()),
          entry("AWS::ECR::Repository", repository()),
          entry("AWS::Logs::LogGroup", named("LogGroupName", arn("logs", "log-group:*:*"))),
          entry("AWS::SQS::Queue", queue()),
          entry("AWS::SNS::Topic", topic()),
          entry("AWS::IAM::Role", named("RoleName", "arn:aws:iam::" + ACCOUNT + ":role/*")),
          entry(
              "AWS::EC2::Subnet", new ResourceType("", "subnet-*", Map.of("SubnetId", "subnet-*"))),
          entry(
              "AWS::EC2::SecurityGroup",
              new ResourceType("GroupName", "sg-*", Map.of("GroupId", "sg-*"))),
          entry("AWS::S3::Bucket", named("BucketName", "arn:aws:s3:::*")),
          entry("AWS::Events::EventBus", named("Name", arn("events", "event-bus/*"))),
          entry("AWS::Scheduler::Schedule", named("Name", arn("scheduler", "schedule/default/*"))),
          entry(
              "AWS::Scheduler::ScheduleGroup",
              named("Name", arn("scheduler", "schedule-group/*"))));

  static ResourceType of(String type) {
    return KNOWN.getOrDefault(type, other(type));
  }

  /** A stand-in: nothing on this machine answers to it. */
  private static ResourceType other(String type) {
    var parts = type.split("::", -1);
    var service = parts.length > 1 ? parts[1].toLowerCase(Locale.ROOT) : "local";
    return new ResourceType("", NAME, Map.of("Arn", arn(service, NAME)));
  }

  private static ResourceType named(String nameProperty, String arn) {
    return new ResourceType(nameProperty, NAME, Map.of("Arn", arn));
  }

  private static ResourceType table() {
    var arn = arn("dynamodb", "table/*");
    var stream = arn + "/stream/1970-01-01T00:00:00.000";
    return new ResourceType("TableName", NAME, Map.of("Arn", arn, "StreamArn", stream));
  }

  private static ResourceType taskDefinition() {
    var arn = arn("ecs", "task-definition/*:");
    return new ResourceType("Family", arn, Map.of("TaskDefinitionArn", arn));
  }

  private static ResourceType repository() {
    var uri = ACCOUNT + ".dkr.ecr." + REGION + ".amazonaws.com/*";
    var attributes = Map.of("Arn", arn("ecr", "repository/*"), "RepositoryUri", uri);
    return new ResourceType("RepositoryName", NAME, attributes);
  }

  private static ResourceType queue() {
    var url = "https://sqs." + REGION + ".amazonaws.com/" + ACCOUNT + "/*";
    var attributes = Map.of("Arn", arn("sqs", "*"), "QueueName", NAME, "QueueUrl", url);
    return new ResourceType("QueueName", url, attributes);
  }

  private static ResourceType topic() {
    var arn = arn("sns", "*");
    return new ResourceType("TopicName", arn, Map.of("TopicArn", arn, "TopicName", NAME));
  }

  private static String arn(String service, String resource) {
    return "arn:aws:" + service + ":" + REGION + ":" + ACCOUNT + ":" + resource;
  }
}
