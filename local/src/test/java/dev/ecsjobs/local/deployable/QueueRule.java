package dev.ecsjobs.local.deployable;

import dev.ecsjobs.Problem;
import java.util.ArrayList;
import java.util.List;

/** A dead letter is kept, unreadable to others, until somebody has had time to look. */
final class QueueRule implements Rule {
  private static final int A_WEEK = 604_800;

  @Override
  public List<Problem> problems(DeployedStack stack) {
    var problems = new ArrayList<Problem>();
    stack
        .all(DeadLetterRule.QUEUE)
        .forEach(
            queue -> {
              var retention = queue.get("MessageRetentionPeriod");
              if (retention.number() < A_WEEK) {
                problems.add(
                    retention.problem(
                        "keeps a dead letter for less than a week; SQS does for 4 days by itself",
                        "Write MessageRetentionPeriod: 1209600"));
              }
              if (!queue.get("SqsManagedSseEnabled").isTrue()
                  && !queue.get("KmsMasterKeyId").exists()) {
                problems.add(
                    queue
                        .get("SqsManagedSseEnabled")
                        .problem(
                            "is not true: job documents lie there in clear", "Set it to true"));
              }
            });
    return problems;
  }
}
