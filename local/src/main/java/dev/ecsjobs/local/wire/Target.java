package dev.ecsjobs.local.wire;

import java.util.regex.Pattern;

/** What a request is for, as its header {@code X-Amz-Target} says. */
sealed interface Target {
  String HEADER = "X-Amz-Target";
  String SERVED =
      "DynamoDB, DynamoDB Streams and ECS are served here, told apart by " + HEADER + ".";

  Pattern DYNAMODB = Pattern.compile("DynamoDB(Streams)?_20120810\\.\\w+");
  Pattern ECS = Pattern.compile("AmazonEC2ContainerServiceV20141113\\.(\\w+)");

  /** For DynamoDB or its streams, which know their actions themselves. */
  record DynamoDbAction() implements Target {}

  /** One of ECS's actions, or what the caller thinks is one. */
  record EcsAction(String name) implements Target {}

  /** For somebody else; AWS's other protocols do not have the header at all. */
  record Unknown(String header) implements Target {
    Answer answer() {
      return Answer.error(
          400,
          "UnknownOperationException",
          (header.isEmpty() ? "The request has no " + HEADER : header + " is not served here")
              + ". "
              + SERVED);
    }
  }

  static Target of(String headerOrNull) {
    var header = headerOrNull == null ? "" : headerOrNull;
    if (DYNAMODB.matcher(header).matches()) {
      return new DynamoDbAction();
    }
    var ecs = ECS.matcher(header);
    return ecs.matches() ? new EcsAction(ecs.group(1)) : new Unknown(header);
  }
}
