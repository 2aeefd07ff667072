package dev.ecsjobs.local.engine;

import dev.ecsjobs.aws.DynamoHistory;
import dev.ecsjobs.aws.DynamoPauses;
import dev.ecsjobs.aws.DynamoRunStore;
import dev.ecsjobs.engine.History;
import dev.ecsjobs.engine.Pauses;
import dev.ecsjobs.engine.RunStore;
import dev.ecsjobs.local.ecs.TaskLogs;
import dev.ecsjobs.run.Run;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;

/** What can be read of runs, whichever process runs the engine. */
public record Records(RunStore runs, Pauses pauses, History history, Logs logs) {
  /** What tasks have written, where it is at hand. */
  public interface Logs {
    List<String> lastLines(String taskArn, int lines);
  }

  /** The template's, with the tasks' logs in their folders. */
  public static Records of(DynamoDbClient dynamo, Catalog catalog, Path tasks) {
    return of(dynamo, catalog.table(), new TaskLogs(tasks)::lastLines);
  }

  /** Reading only: the retention does not matter. */
  public static Records of(DynamoDbClient dynamo, String table, Logs logs) {
    return new Records(
        new DynamoRunStore(dynamo, table, Duration.ofDays(1)),
        new DynamoPauses(dynamo, table),
        new DynamoHistory(dynamo, table, Duration.ofDays(1)),
        logs);
  }

  /** The runs that have not ended, the next due first. */
  public List<Run> unfinished() {
    return runs.unfinished(1000);
  }
}
