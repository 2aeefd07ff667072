package example;

import com.amazonaws.services.lambda.runtime.Context;
import com.amazonaws.services.lambda.runtime.RequestHandler;
import com.amazonaws.services.lambda.runtime.events.ScheduledEvent;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;
import software.amazon.awssdk.services.ecs.EcsClient;
import software.amazon.awssdk.services.ecs.model.KeyValuePair;

/** Claims a run, starts its task, notes the task: the calls that LaunchFunction makes, no more. */
public class Handler implements RequestHandler<ScheduledEvent, String> {
  private final DynamoDbClient dynamo = DynamoDbClient.create();
  private final EcsClient ecs = EcsClient.create();

  @Override
  public String handleRequest(ScheduledEvent event, Context context) {
    var job = event.getDetail().get("job").toString();
    var run = job + "/" + event.getTime();
    var table = System.getenv("TABLE_NAME");
    var key = Map.of("pk", text("run#" + run), "sk", text("run"));
    var active = Map.of("pk", text("job#" + job), "sk", text("active"));
    var item =
        Map.of(
            "pk", text("run#" + run),
            "sk", text("run"),
            "job", text(job),
            "state", text("LAUNCHING"),
            "requestedAt", text(Instant.now().toString()));
    dynamo.transactWriteItems(
        r ->
            r.transactItems(
                w ->
                    w.put(
                        p ->
                            p.tableName(table)
                                .item(item)
                                .conditionExpression("attribute_not_exists(pk)")),
                w ->
                    w.update(
                        u ->
                            u.tableName(table)
                                .key(active)
                                .updateExpression("ADD active :run")
                                .conditionExpression("attribute_not_exists(active)")
                                .expressionAttributeValues(
                                    Map.of(":run", AttributeValue.fromSs(List.of(run)))))));
    var task =
        ecs.runTask(
                r ->
                    r.cluster(System.getenv("CLUSTER"))
                        .taskDefinition(event.getDetail().get("definition").toString())
                        .clientToken(context.getAwsRequestId())
                        .startedBy(job)
                        .networkConfiguration(
                            n ->
                                n.awsvpcConfiguration(
                                    v ->
                                        v.subnets(System.getenv("SUBNETS").split(","))
                                            .assignPublicIp("ENABLED")))
                        .overrides(
                            o ->
                                o.containerOverrides(
                                    c ->
                                        c.name("main")
                                            .environment(
                                                KeyValuePair.builder()
                                                    .name("JOB_RUN_ID")
                                                    .value(run)
                                                    .build()))))
            .tasks()
            .getFirst();
    dynamo.putItem(
        r ->
            r.tableName(table)
                .item(
                    Map.of(
                        "pk", key.get("pk"),
                        "sk", key.get("sk"),
                        "job", text(job),
                        "state", text("RUNNING"),
                        "task", text(task.taskArn())))
                .conditionExpression("attribute_exists(pk)"));
    System.out.println("{\"run\": \"" + run + "\", \"task\": \"" + task.taskArn() + "\"}");
    return task.taskArn();
  }

  private static AttributeValue text(String text) {
    return AttributeValue.fromS(text);
  }
}
