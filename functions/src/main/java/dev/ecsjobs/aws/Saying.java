package dev.ecsjobs.aws;

import dev.ecsjobs.engine.Messenger;
import dev.ecsjobs.engine.TaskTraces;
import software.amazon.awssdk.services.ecs.EcsClient;

/** What it takes to say something on AWS. Nothing is called before something is to be said. */
public final class Saying {
  private final SignedCalls calls;

  public Saying(SignedCalls calls) {
    this.calls = calls;
  }

  /** Reads what tasks have written. */
  public CloudWatchLogs logs(EcsClient ecs) {
    return new CloudWatchLogs(ecs, calls);
  }

  /** Finds what the stack's tasks have left behind. */
  public TaskTraces traces(EcsClient ecs, String stack) {
    return new CloudWatchTraces(logs(ecs), stack);
  }

  /** Says it to the default event bus, and to people by the topic. */
  public Messenger messenger(String topic) {
    return new AwsMessenger(calls, topic);
  }
}
