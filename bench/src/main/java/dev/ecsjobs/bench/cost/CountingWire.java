package dev.ecsjobs.bench.cost;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.ecsjobs.Document;
import dev.ecsjobs.aws.Json;
import dev.ecsjobs.aws.Wire;
import java.io.IOException;
import java.net.URI;
import java.util.List;
import java.util.Map;

/**
 * Passes calls of DynamoDB on, asking each time what it consumed; the other services it plays. What
 * was called, and the units of reading and writing, go to a tally.
 */
final class CountingWire implements Wire {
  private static final List<String> READS = List.of("GetItem", "Query", "BatchGetItem");

  /** Of a query that finds nothing, which DynamoDB Local takes for free. */
  private static final double LEAST_READ = 0.5;

  private static final String TASK =
      "arn:aws:ecs:us-east-1:111122223333:task/ecsjobs/e92bd83039643b38c6da281f7c3677d4";

  private final Wire dynamo;
  private Tally tally = new Tally();

  CountingWire(Wire dynamo) {
    this.dynamo = dynamo;
  }

  void countingTo(Tally to) {
    tally = to;
  }

  @Override
  public Answer post(URI to, Map<String, String> headers, byte[] body) throws IOException {
    var target = headers.get("x-amz-target");
    var action = target.substring(target.indexOf('.') + 1);
    tally.called(action);
    return switch (action) {
      case "RunTask" -> ok("{\"tasks\": [{\"taskArn\": \"" + TASK + "\"}], \"failures\": []}");
      case "PutEvents" -> ok("{\"FailedEntryCount\": 0, \"Entries\": [{\"EventId\": \"1\"}]}");
      case "ListTasks" -> ok("{\"taskArns\": []}");
      default -> passedOn(action, to, headers, body);
    };
  }

  private static Answer ok(String body) {
    return new Answer(200, body);
  }

  private Answer passedOn(String action, URI to, Map<String, String> headers, byte[] body)
      throws IOException {
    var request =
        Document.reading(Json.read(body)).put("ReturnConsumedCapacity", "INDEXES").fields();
    var answer = dynamo.post(to, headers, Json.write(request).getBytes(UTF_8));
    var consumed = Json.readObject(answer.body()).get("ConsumedCapacity");
    if (consumed != null) {
      double units = units(consumed);
      if (READS.contains(action)) {
        tally.read(Math.max(units, LEAST_READ));
      } else {
        tally.wrote(units);
      }
    }
    return answer;
  }

  /**
   * DynamoDB Local doubles what a transaction takes twice over, and doubles what its indexes take,
   * which come after it, besides: AWS takes two units for each KB written in a transaction, and one
   * for each KB in an index.
   */
  private static double units(Object consumed) {
    return consumed instanceof List<?> transaction
        ? transaction.stream().mapToDouble(table -> part(table, 2, 4)).sum()
        : part(consumed, 1, 1);
  }

  private static double part(Object consumed, double ofTable, double ofIndexes) {
    var all = Document.reading(consumed);
    double table = Double.parseDouble(all.object("Table").text("CapacityUnits"));
    double whole = Double.parseDouble(all.text("CapacityUnits"));
    return table / ofTable + (whole - table) / ofIndexes;
  }
}
