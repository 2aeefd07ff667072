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
        tally.read(units);
      } else {
        tally.wrote(units);
      }
    }
    return answer;
  }

  /** A transaction tells it of each table. */
  private static double units(Object consumed) {
    return consumed instanceof List<?> list
        ? list.stream().mapToDouble(CountingWire::units).sum()
        : Double.parseDouble(Document.reading(consumed).text("CapacityUnits"));
  }
}
