package dev.ecsjobs.local.deployed;

import dev.ecsjobs.Document;
import dev.ecsjobs.aws.Json;
import dev.ecsjobs.local.deployed.FakeAws.Call;
import dev.ecsjobs.local.deployed.FakeAws.Reply;
import dev.ecsjobs.local.engine.LivingStack;
import dev.ecsjobs.local.engine.TestTemplate;
import dev.ecsjobs.local.template.ScheduledJob;
import java.io.IOException;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;

/**
 * A deployed stack, imitated: AWS is played, but the launch function, the table and all that
 * follows are the template's own.
 */
public final class DemoStack implements AutoCloseable {
  private static final String FUNCTION =
      "arn:aws:lambda:us-east-1:111122223333:function:demo-LaunchFunction-1A2B3C";

  /** DynamoDB Local keeps a database for each key and region. */
  private static final String KEY =
      "AWS4-HMAC-SHA256 Credential=local/20260301/us-east-1/dynamodb/aws4_request,"
          + " SignedHeaders=host, Signature=0";

  /** The end of 2025. */
  private static final long CREATED = 1_767_225_599;

  private final HttpClient http = HttpClient.newHttpClient();
  private final Map<String, ScheduledJob> schedules = new LinkedHashMap<>();
  private final LivingStack living;
  private final FakeAws aws = FakeAws.open();

  public DemoStack(TestTemplate template, Path folder) {
    living = new LivingStack(template, folder);
    living.catalog().jobs().forEach(job -> schedules.put(job.job().name().value(), job.source()));
    schedules.put("named-otherwise", schedules.remove("always-fails"));
    aws.answering("cloudformation:DescribeStacks", this::stack)
        .answering("scheduler:ListSchedules", this::schedules)
        .answering("scheduler:GetSchedule", this::schedule)
        .answering("lambda:InvokeFunction", this::invoke)
        .answering("dynamodb:", this::table);
  }

  /** What the outside sees, for a test to bend. */
  public FakeAws aws() {
    return aws;
  }

  private Reply stack(Call call) {
    if (!FakeAws.fields(call.body()).get("StackName").equals("demo")) {
      return Replies.error(
          "cloudformation:DescribeStacks",
          400,
          "ValidationError",
          "Stack with id x does not exist");
    }
    return Replies.stack(
        "demo",
        "UPDATE_COMPLETE",
        Map.of(
            "Runs",
            living.catalog().template().tables().getFirst().name(),
            "LaunchTarget",
            FUNCTION + ":live",
            "Jobs",
            "demo-Jobs-4D5E6F",
            "TaskLogs",
            "demo-TaskLogs-7G8H9I"));
  }

  /** One a page, so that whoever reads only the first sees next to nothing. */
  private Reply schedules(Call call) {
    int page = Integer.parseInt(call.query().getOrDefault("NextToken", "0"));
    var names = List.copyOf(schedules.keySet());
    var answer = new Document();
    answer
        .fields()
        .put(
            "Schedules",
            List.of(Map.of("Name", names.get(page), "Target", Map.of("Arn", FUNCTION + ":live"))));
    return Replies.json(
        200, page + 1 < names.size() ? answer.put("NextToken", page + 1 + "") : answer);
  }

  private Reply schedule(Call call) {
    var schedule = schedules.get(call.name());
    return schedule == null
        ? Replies.error(
            "scheduler:GetSchedule", 404, "ResourceNotFoundException", "Schedule does not exist.")
        : Replies.json(
            200,
            new Document()
                .put("Name", call.name())
                .put("GroupName", "demo-Jobs")
                .put("ScheduleExpression", schedule.expression())
                .put("ScheduleExpressionTimezone", schedule.zone())
                .put("State", schedule.enabled() ? "ENABLED" : "DISABLED")
                .put("CreationDate", CREATED)
                .put("LastModificationDate", CREATED)
                .put("Target", Map.of("Arn", FUNCTION, "Input", schedule.input())));
  }

  /** As the function does; public, for a test that lets something happen after it. */
  public Reply invoke(Call call) {
    String requestId = UUID.randomUUID().toString();
    try {
      return new Reply(
          200, Map.of("x-amzn-RequestId", requestId), living.launch(call.body(), requestId));
    } catch (RuntimeException e) {
      return failed(requestId, e.getMessage());
    }
  }

  /** An answer of Lambda's when the function threw. */
  public static Reply failed(String requestId, String message) {
    return new Reply(
        200,
        Map.of("x-amzn-RequestId", requestId, "X-Amz-Function-Error", "Unhandled"),
        Json.write(new Document().put("errorMessage", message).fields()));
  }

  /** As DynamoDB does. */
  public Reply table(Call call) throws IOException, InterruptedException {
    var response =
        http.send(
            HttpRequest.newBuilder(living.dynamo())
                .header("Content-Type", "application/x-amz-json-1.0")
                .header("X-Amz-Target", call.target())
                .header("Authorization", KEY)
                .POST(BodyPublishers.ofString(call.body()))
                .build(),
            BodyHandlers.ofString());
    return new Reply(
        response.statusCode(),
        Map.of("Content-Type", "application/x-amz-json-1.0"),
        response.body());
  }

  @Override
  public void close() {
    aws.close();
    living.close();
    http.close();
  }
}
